#!/usr/bin/env bash
# What the action runs: edslint over the paths, with the reports that GitHub shows.
# All that comes from outside comes by the environment, and reaches edslint as
# arguments of their own.
set -euo pipefail

args=(lint)
option() { [ -z "$2" ] || args+=("--$1" "$2"); }
lines() { # each line that isn't empty, as an option, or as an argument where no option is named
	while IFS= read -r line || [ -n "$line" ]; do
		line=${line%$'\r'}
		[ -z "$line" ] || args+=(${1:+"--$1"} "$line")
	done <<<"$2"
}

case $EDSLINT_SARIF_FILE in
*[$'\r\n']*)
	echo '::error title=edslint::sarif-file has a line break in it: give the report a name without one'
	exit 2
	;;
esac
# One that the checkout holds isn't this run's.
[ ! -f "$EDSLINT_SARIF_FILE" ] || rm -f -- "$EDSLINT_SARIF_FILE"

json=$(mktemp)
markdown=$(mktemp)
trap 'rm -f "$json" "$markdown"' EXIT
args+=(--report "github=-" --report "sarif=$EDSLINT_SARIF_FILE" --report "markdown=$markdown" --report "json=$json")
option config "$EDSLINT_CONFIG"
option edition "$EDSLINT_EDITION"
option preset "$EDSLINT_PRESET"
option fail-level "$EDSLINT_FAIL_LEVEL"
option changed-since "$EDSLINT_CHANGED_SINCE"
option sarif-category "$EDSLINT_SARIF_CATEGORY"
lines rules "$EDSLINT_RULES"
args+=(--)
lines "" "$EDSLINT_PATHS"

code=0
"$EDSLINT" "${args[@]}" || code=$?

cat "$markdown" >>"$GITHUB_STEP_SUMMARY"
number() { sed -n "s/^ *\"$1\": \([0-9]*\),*$/\1/p" "$json" | tail -n 1; }
{
	printf 'errors=%s\n' "$(number errors)"
	printf 'warnings=%s\n' "$(number warnings)"
	printf 'notes=%s\n' "$(number notes)"
	[ ! -s "$EDSLINT_SARIF_FILE" ] || printf 'sarif-file=%s\n' "$EDSLINT_SARIF_FILE"
} >>"$GITHUB_OUTPUT"
exit "$code"
