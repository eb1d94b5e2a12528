# lib.sh - the peers' own test suites, on our init
#
# Their sources and what those need come from Debian's packages, unpacked in the cache; nothing is installed.
# CANDIDATE= is another program to test: it shows whether the suite or our init is to blame.
# shellcheck shell=sh
. "$(dirname "$0")/../lib.sh"
candidate=${CANDIDATE:-$build/init}
# A suite takes 15 s; under a busy host a minute. Past this it is a failure that says so.
SUITE_SECONDS=${SUITE_SECONDS:-300}
# The modules are Debian's, and so is the interpreter that they were built for.
python=/usr/bin/python3
namespace='unshare --user --map-root-user --pid --fork --mount-proc --kill-child'

# package NAME: where it is unpacked; the package sources are asked only when it is not
package() {
	find "$cache/packages" -maxdepth 1 -name "$1_*" ! -name '*.tmp.*' 2>/dev/null | sort | tail -n 1 | grep . ||
		"$top/scripts/fetch" package "$1"
}

# modules NAME...: a PYTHONPATH of Debian's python3-NAME
modules() {
	for module in "$@"; do
		dir=$(package "python3-$module") || return 1
		printf '%s:' "$dir/usr/lib/python3/dist-packages"
	done
}

# needs SOURCE COMMAND...: sets tree, the source, and reaper, a PID 1 for the suites that is none of those tested; or says why not
needs() {
	wanted=$1
	shift
	for command in unshare "$@"; do
		command -v "$command" || { echo "no $command here" && return 1; }
	done
	$namespace true 2>/dev/null || { echo 'this host allows no user namespaces' && return 1; }
	tree=$("$top/scripts/fetch" source "$wanted") && reaper=$(package tini)/usr/bin/tini-static
}

# ready SUITE SOURCE COMMAND...: what it needs is there, or it is skipped
ready() {
	suite=$1
	shift
	needs "$@" >"$trash/needs" 2>&1 || { skip "$suite" "$(tail -n 1 "$trash/needs")" && return 1; }
}

# as NAME PROGRAM: found by that name before all; a copy, as a link would tell the program its own name
as() {
	mkdir -p "$trash/bin" && cp -f "$2" "$trash/bin/$1" && ln -sf "$python" "$trash/bin/python" && ln -sf "$python" "$trash/bin/python3"
}

# logged LOG COMMAND...: in a namespace, with a time limit; the log ends with how it ended
logged() {
	log=$1 ended=0
	shift
	# Word splitting is meant.
	# shellcheck disable=SC2086
	PATH=$trash/bin:$PATH PYTHONDONTWRITEBYTECODE=1 timeout -k 5 "$SUITE_SECONDS" $namespace "$@" </dev/null >"$log" 2>&1 || ended=$?
	[ "$ended" -ne 124 ] || echo "timed out after $SUITE_SECONDS s" >>"$log"
	echo "exit status $ended" >>"$log"
}

# has LOG COUNT PATTERN: so many lines are exactly this
has() {
	found=$(grep -cEx -- "$3" "$1") || :
	[ "$found" -eq "$2" ] || { tail -n 40 "$1" && echo "$1: \"$3\" $found times, expected $2" && return 1; }
}

# refuses VERDICT LOG: one that cannot fail is none
refuses() {
	! "$@" >/dev/null
}
