#!/bin/sh
# input.sh - the shell's input from a pipe, a file and /dev/null: all of it, and nothing else
. "$(dirname "$0")/lib.sh"
BIG_LINES=6000

make_run() {
	printf 'uname -r\npoweroff\n' | make -s -C "$top" run >"$trash/run.out" 2>"$trash/run.err" &&
		[ ! -s "$trash/run.err" ] &&
		grep -Eq '^[0-9]+\.[0-9]+' "$trash/run.out" &&
		[ "$(grep -vc -e '^init: ' -e 'reboot: ' "$trash/run.out")" -eq 1 ] ||
		{
			cat "$trash/run.out" "$trash/run.err"
			return 1
		}
}

nothing() {
	boot null </dev/null
	ended null 0 && says null 'init: power off, by a restart'
}

# Longer than a terminal holds (4 KiB) and than the driver behind it holds (64 KiB), with a line too long for either.
big_data() {
	awk -v n="$BIG_LINES" 'BEGIN {
		for (i = 1; i <= n; i++) print i, "the quick brown fox"
		for (i = 0; i < 100000; i++) printf "x"
		print ""
	}'
}

every_byte_arrives() {
	big_data >"$trash/data"
	{
		echo 'dd iflag=fullblock count=1 bs='"$(wc -c <"$trash/data")"' 2>/dev/null | md5sum'
		cat "$trash/data"
		echo 'echo and on'
	} | boot sum
	ended sum 0 && says sum "$(md5sum <"$trash/data")" && says sum 'and on'
}

slow_writer() {
	{
		echo 'echo one'
		sleep 2
		echo 'echo two; poweroff'
		# Stays open: the machine ends all the same.
		sleep 3
	} | boot slow
	ended slow 0 && says slow one && says slow two
}

all_bytes() {
	i=0
	while [ "$i" -lt 256 ]; do
		# The format is the point: one byte by its octal number.
		# shellcheck disable=SC2059
		printf "\\$(printf %03o "$i")"
		i=$((i + 1))
	done
}

every_value() {
	all_bytes >"$trash/bytes"
	{
		echo 'head -c 256 | md5sum'
		cat "$trash/bytes"
	} | boot bytes
	ended bytes 0 && says bytes "$(md5sum <"$trash/bytes")"
}

check 'make -s run gives the answer, only the answer, and 0' make_run
check 'an empty input powers off' nothing
check 'a quarter of a megabyte of input arrives whole, and the shell goes on behind it' every_byte_arrives
check 'a slow writer is waited for; one that never closes does not hold the machine' slow_writer
check 'every byte value arrives as it is' every_value
finish
