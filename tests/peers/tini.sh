#!/bin/sh
# tini.sh - tini's inner test suite on our init
#
# Twice: the flavour for a tini without options, which is told by the environment alone, and all of it.
. "$(dirname "$0")/lib.sh"
MINIMAL_TESTS=11 ALL_TESTS=21

# Two modules that Debian lacks, as far as the suite uses them.
shims() {
	mkdir -p "$trash/shims"
	cat >"$trash/shims/bitmap.py" <<-EOF
		class BitMap(str):
		    fromstring = classmethod(lambda cls, digits: cls(digits))
		    def nonzero(self):
		        return [n for n, digit in enumerate(reversed(self)) if digit == "1"]
	EOF
	cat >"$trash/shims/prctl.py" <<-EOF
		import ctypes
		PR_SET_CHILD_SUBREAPER = 36
		def set_child_subreaper(on):
		    assert ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, on, 0, 0, 0) == 0
	EOF
}

prepare() {
	as tini "$candidate" && path=$(modules psutil) && shims &&
		cc -w -o "$trash/bin/sigconf-test" "$tree/test/sigconf/sigconf-test.c"
}

# judged TESTS LOG: it stops at the first failure, and says last that there was none
judged() {
	has "$2" "$1" '[Rr]unning .*' && has "$2" 1 'All done, tests as expected' && has "$2" 1 'exit status 0'
}

# One of its tests sends USR1 as soon as there is a grandchild, which may not yet have stopped ignoring it: tini too fails then.
raced() {
	grep '^[Rr]unning ' "$1" | tail -n 1 | grep -q 'process group test'
}

# passes TESTS LOG [VARIABLE=VALUE]: the program in $trash/bin; what was lost in that race alone is run again
passes() {
	tests=$1 log=$2
	shift 2
	for _ in 1 2 3; do
		logged "$log" "$reaper" -- env "$@" SOURCE_DIR="$tree" BUILD_DIR="$trash/bin" FORCE_SUBREAPER=1 \
			PYTHONPATH="$trash/shims:$path" "$python" -u "$tree/test/run_inner_tests.py"
		raced "$log" || break
	done
	judged "$tests" "$log"
}

does_nothing() {
	as tini /bin/true && refuses passes $MINIMAL_TESTS "$trash/nothing" MINIMAL=1 && has "$trash/nothing" 1 'exit status 1'
}

spoiled() {
	: >"$trash/empty" && sed '0,/unning signal test/{/unning signal test/d}' "$trash/minimal" >"$trash/short" &&
		refuses judged $MINIMAL_TESTS "$trash/empty" && refuses judged $MINIMAL_TESTS "$trash/short"
}

if ready "tini's inner suite" tini cc "$python"; then
	check 'the suite is ready' prepare
	check "told by the environment: $MINIMAL_TESTS tests" passes $MINIMAL_TESTS "$trash/minimal" MINIMAL=1
	check "told by options too: $ALL_TESTS tests" passes $ALL_TESTS "$trash/all"
	check 'refused: an empty log, a log one test short' spoiled
	check 'refused: a program that does nothing' does_nothing
fi
finish
