#!/bin/sh
# dumb-init.sh - dumb-init's test suite on our init: the tests that need no option of its own
. "$(dirname "$0")/lib.sh"
TESTS=67
# What one test may take: the longest takes 2 s.
TEST_SECONDS=15
tests='tests/exit_status_test.py tests/cwd_test.py tests/tty_test.py::test_tty
	tests/tty_test.py::test_child_gets_controlling_tty_if_we_had_one
	tests/child_processes_test.py::test_setsid_signals_entire_group
	tests/child_processes_test.py::test_all_processes_receive_term_on_exit_if_setsid
	tests/proxies_signals_test.py::test_proxies_signals
	tests/shell_background_test.py::test_shell_background_support_setsid'

prepare() {
	as dumb-init "$candidate" && path=$(modules py attr pluggy iniconfig packaging pytest pytest-timeout)
}

judged() {
	has "$1" 1 "$TESTS passed in .*" && has "$1" 1 'exit status 0'
}

# passes LOG [OPTION...]: the program in $trash/bin
passes() {
	log=$1
	shift
	# Word splitting is meant.
	# shellcheck disable=SC2086
	(cd "$tree" && PYTHONPATH=$path logged "$log" "$reaper" -- "$python" -m pytest -q --tb=short -p no:cacheprovider \
		--timeout "$TEST_SECONDS" "$@" $tests)
	judged "$log"
}

# The first failure is enough.
does_nothing() {
	as dumb-init /bin/true && refuses passes "$trash/nothing" -x && has "$trash/nothing" 1 '1 failed, [0-9]+ passed in .*'
}

spoiled() {
	: >"$trash/empty" && sed "s/$TESTS passed/$((TESTS - 1)) passed/" "$trash/log" >"$trash/short" &&
		sed "s/$TESTS passed/1 failed, &/" "$trash/log" >"$trash/failed" &&
		refuses judged "$trash/empty" && refuses judged "$trash/short" && refuses judged "$trash/failed"
}

if ready "dumb-init's suite" dumb-init bash ps tac "$python"; then
	check 'the suite is ready' prepare
	check "$TESTS tests" passes "$trash/log"
	check 'refused: an empty log, a log one test short, one with a failure' spoiled
	check 'refused: a program that does nothing' does_nothing
fi
finish
