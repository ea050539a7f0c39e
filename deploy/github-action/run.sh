#!/usr/bin/env bash
# One run on a repository of notes: visits, annotates what is dead, writes the summary, comments on what changed, lays out
# the pages. Exit codes are linkatlas's own, but an inconclusive run (4: the machine was offline) fails nobody's job.
set -euo pipefail
[ -n "${LINKATLAS_CONFIG:-}" ] || unset LINKATLAS_CONFIG
# the pages are for others: the runner's paths are nothing to them
export LINKATLAS_VIEW__PATHS=false

fail_on=()
[ "$FAIL_ON" = never ] || fail_on=(--fail-on "$FAIL_ON")

code=0
linkatlas nightly "$NOTES" --data "$DATA" "${fail_on[@]}" || code=$?
case "$code" in
  0 | 3 | 4) ;;
  *) exit "$code" ;;
esac

linkatlas report --data "$DATA" --format github
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  # GitHub takes a summary of at most a megabyte a step
  head -c 1000000 "$DATA/report.md" >> "$GITHUB_STEP_SUMMARY"
fi

mkdir -p "$DATA/site"
cp "$DATA/report.html" "$DATA/site/index.html"
cp "$DATA/report.html" "$DATA/graph.html" "$DATA/site/"

changes="$DATA/comment.md"
linkatlas report --data "$DATA" --format comment > "$changes"
if [ -s "$changes" ] && [ -n "${COMMENT_ON:-}" ]; then
  gh api "repos/$GITHUB_REPOSITORY/issues/$COMMENT_ON/comments" --field "body=@$changes" --silent ||
    echo "::warning title=linkatlas::The comment could not be written; a pull request from a fork may not."
fi

if [ "$code" -eq 4 ]; then exit 0; fi
exit "$code"
