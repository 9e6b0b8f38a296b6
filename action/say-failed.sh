#!/usr/bin/env bash
# The last word of a run that ended without one.
set -euo pipefail

arguments=(--failed "--name=$SETTING_NAME")
if [[ -n $SETTING_AUTHOR ]]; then arguments+=("--author=$SETTING_AUTHOR"); fi
if [[ $SETTING_COMMENT == false ]]; then arguments+=(--no-comment); fi
if [[ $SETTING_CHECK == false ]]; then arguments+=(--no-check); fi

if [[ -z ${ORRERY:-} ]]; then
  echo 'Orrery could not be installed; what an earlier run said of this pull request may still stand.' >&2
  exit 1
fi
exec node "$ORRERY" pr "${arguments[@]}"
