#!/usr/bin/env bash
# Installs linkatlas as it stands beside this action, so at the commit that the workflow names, with the versions of its
# requirements.lock. No package registry's linkatlas is asked for.
set -euo pipefail
home="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
versions="$(mktemp)"
# name==version and marker of each entry; pip takes no extras and, for a folder, no hashes in constraints
sed -nE 's/^([A-Za-z0-9._-]+)(\[[^]]*\])?(==[^\\]*[^ \\]) *\\?$/\1\3/p' "$home/requirements.lock" > "$versions"
python -m pip install --quiet --constraint "$versions" "$@" "$home"
