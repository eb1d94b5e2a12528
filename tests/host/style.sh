#!/bin/sh
# style.sh - what readers rely on: clean under two compilers and shellcheck, functions under a screen
. "$(dirname "$0")/../lib.sh"
cd "$top" || exit 1
SCREEN_LINES=60

# compiles COMPILER FLAG...: everything, without a warning
compiles() {
	for file in init/*.c tools/sysh/*.c; do
		case $file in
		tools/sysh/*) set -- "$@" -ffreestanding ;;
		esac
		"$@" -std=c11 -D_GNU_SOURCE -Os -Wall -Wextra -Werror -fsyntax-only "$file" || return 1
	done
}

shell_files() {
	for file in scripts/* tests/run tests/fresh tests/verdict tests/*.sh tests/*/*.sh tests/*/*/*.sh tests/bench/run tests/bench/inits tests/bench/peers tests/fuzz/run .ci/run; do
		if [ -f "$file" ] && { [ "${file%.sh}" != "$file" ] || head -n 1 "$file" | grep -q '^#!/bin/sh'; }; then
			echo "$file"
		fi
	done
}

# Left out: SC1090, SC1091, SC2034, SC2154, what a sourced file gives or takes; SC2317, SC2329, functions are called by
# name, through check; SC2015, "tried && worked || die" is what is meant; SC2016, programs in quotes are for the guest.
checked() {
	shell_files | xargs shellcheck -x -s sh -e SC1090,SC1091,SC2034,SC2154,SC2317,SC2329,SC2015,SC2016
}

# A function's end is a brace in the first column.
short_functions() {
	awk -v most="$SCREEN_LINES" '/^[a-z].*\)$/ { start = FNR } /^}/ && start {
		if (FNR - start > most) { print FILENAME ":" start ": " FNR - start " lines"; bad = 1 }
		start = 0 } END { exit bad }' init/*.c tools/*/*.c
}

check 'gcc has no warning' compiles gcc
if command -v clang >/dev/null; then
	check 'clang has no warning' compiles clang
else
	skip 'clang has no warning' 'no clang here'
fi
check 'shellcheck has no warning' checked
check "no function is longer than $SCREEN_LINES lines" short_functions
finish
