#!/usr/bin/env bash
# Finds the program: the published package of the same version where the action is used by a version tag, else this
# checkout, built once.
set -euo pipefail

root=$GITHUB_ACTION_PATH
version=$(node -p 'require(process.argv[1]).version' "$root/package.json")
target=$RUNNER_TEMP/orrery

if [[ ${ACTION_REF:-} =~ ^v[0-9]+(\.[0-9]+){0,2}$ ]]; then
  npm install --prefix "$target" --ignore-scripts --no-audit --no-fund --loglevel=error "orrery@$version"
  program=$target/node_modules/orrery/bin/run.js
else
  if [[ ! -f $root/dist/cli.js ]]; then
    (cd "$root" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && node scripts/build.ts)
  fi
  program=$root/bin/run.js
fi
echo "program=$program" >>"$GITHUB_OUTPUT"
