#!/usr/bin/env bash
# Says whether a Node that Orrery can run on is there already, so that none has to be fetched.
set -euo pipefail

if node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 18) ? 0 : 1)' 2>/dev/null; then
  echo "ready=true" >>"$GITHUB_OUTPUT"
else
  echo "ready=false" >>"$GITHUB_OUTPUT"
fi
