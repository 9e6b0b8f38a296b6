#!/usr/bin/env bash
# Turns the inputs of the action into the flags of `orrery pr`. Nothing of them is ever read as shell.
set -euo pipefail

arguments=()

# flag NAME VALUE: left out where the input is empty.
flag() {
  if [[ -n $2 ]]; then arguments+=("$1=$2"); fi
}

# lines NAME VALUE: one flag for each line that is not empty.
lines() {
  local line
  while IFS= read -r line; do
    line=${line#"${line%%[![:space:]]*}"}
    line=${line%"${line##*[![:space:]]}"}
    flag "$1" "$line"
  done <<<"$2"
}

# choice NAME VALUE: `--NAME` for true, `--no-NAME` for false.
choice() {
  case $2 in
    true) arguments+=("--$1") ;;
    false) if [[ ${3:-} != unset ]]; then arguments+=("--no-$1"); fi ;;
    *)
      echo "The input $1 is neither true nor false." >&2
      exit 2
      ;;
  esac
}

flag --config "$SETTING_CONFIG"
flag --profile "$SETTING_PROFILE"
flag --tier "$SETTING_TIER"
lines --rendered "$SETTING_RENDERED"
lines --base-rendered "$SETTING_BASE_RENDERED"
lines --facts "$SETTING_FACTS"
choice github-settings "$SETTING_GITHUB_SETTINGS" unset
choice allow-remote "$SETTING_ALLOW_REMOTE" unset
flag --fail-on "$SETTING_FAIL_ON"
choice comment "$SETTING_COMMENT"
choice check "$SETTING_CHECK"
flag --name "$SETTING_NAME"
flag --author "$SETTING_AUTHOR"
lines --report "$SETTING_REPORT"
flag --review "$SETTING_REVIEW"

exec node "$ORRERY" pr "${arguments[@]}" -- "$SETTING_PATH"
