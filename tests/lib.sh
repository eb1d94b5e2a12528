# lib.sh - what every shell test shares: TAP lines, a trash directory, a time limit
#
# A test file sources this, calls check once for each thing it proves, and ends with finish.
# The plan is printed last: a file that dies on the way has none, and the harness counts that as a failure.
# shellcheck shell=sh
set -u
LC_ALL=C
export LC_ALL
top=$(cd "$(dirname "$0")/${up:-}../.." && pwd)
name='test'
. "$top/scripts/lib.sh"
# shellcheck disable=SC2034
sysh=$build/sysh
trash=$(mktemp -d "${TMPDIR:-/tmp}/pidone-test.XXXXXX") || exit 1
trap 'rm -rf "$trash"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
count=0 failed=0

# check NAME COMMAND...: one TAP line; what the command printed is shown when it fails
check() {
	check_name=$1
	shift
	count=$((count + 1))
	if "$@" >"$trash/check.out" 2>&1; then
		echo "ok $count - $check_name"
	else
		failed=$((failed + 1))
		echo "not ok $count - $check_name"
		sed 's/^/# /' "$trash/check.out"
	fi
}

# skip NAME WHY: said, and counted as skipped, never as passed
skip() {
	count=$((count + 1))
	echo "ok $count - $1 # SKIP $2"
}

# same EXPECTED-FILE ACTUAL-FILE: equal to the byte
same() {
	diff -u "$1" "$2"
}

# status N COMMAND...: the command ends with exactly this status
status() {
	status_want=$1
	shift
	status_got=0
	"$@" || status_got=$?
	[ "$status_got" -eq "$status_want" ] || {
		echo "exit status $status_got, expected $status_want: $*"
		return 1
	}
}

# packed KIND: standard input, as the tools of distributions pack an initramfs
packed() {
	case $1 in
	plain) cat ;;
	lz4) lz4 -qlc ;;
	lzma) xz --format=lzma -c ;;
	xz) xz --check=crc32 -c ;;
	zstd) zstd -qc ;;
	*) "$1" -c ;;
	esac
}

finish() {
	echo "1..$count"
	[ "$failed" -eq 0 ] && [ "$count" -gt 0 ]
}
