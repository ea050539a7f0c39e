#!/usr/bin/env bash
# The night of a notes repository: runs linkatlas, annotates dead links, writes the summary. Exit codes are linkatlas's own,
# but an inconclusive night (4: the machine was offline) fails nobody's job.
set -euo pipefail
[ -n "${LINKATLAS_CONFIG:-}" ] || unset LINKATLAS_CONFIG

fail_on=()
[ "$FAIL_ON" = never ] || fail_on=(--fail-on "$FAIL_ON")

code=0
linkatlas nightly "$NOTES" --data "$DATA" "${fail_on[@]}" || code=$?
if [ "$code" -ne 0 ] && [ "$code" -ne 3 ] && [ "$code" -ne 4 ]; then
  exit "$code"
fi
linkatlas report --data "$DATA" --format github
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  cat "$DATA/report.md" >> "$GITHUB_STEP_SUMMARY"
fi
[ "$code" -eq 4 ] && exit 0
exit "$code"
