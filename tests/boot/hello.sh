#!/bin/sh
# hello.sh - the smallest init: PID 1 in a machine, an ordinary program here (make hello)
. "$(dirname "$0")/lib.sh"
TICKS=3

build_it() {
	[ "$(wc -l <"$top/tests/boot/first/hello.c")" -le 20 ] &&
		musl-gcc -static -Os -Wall -Wextra -Werror -o "$trash/hello" "$top/tests/boot/first/hello.c" &&
		echo "./init contents=$trash/hello" | archive hello
}

# It never ends by itself: when it has ticked, the machine is switched off.
in_a_machine() {
	INITRD=$trash/hello.cpio timeout -k 5 "$BOOT_SECONDS" "$qemu_script" </dev/null >"$trash/hello.out" 2>"$trash/hello.err" &
	pid=$!
	tries=$((BOOT_SECONDS * 5))
	until grep -q "^tick $TICKS" "$trash/hello.out" || [ "$tries" -eq 0 ] || ! kill -0 "$pid"; do
		sleep 0.2
		tries=$((tries - 1))
	done
	kill "$pid" 2>/dev/null
	wait "$pid" 2>/dev/null
	tr -d '\r' <"$trash/hello.out" >"$trash/hello.txt"
	grep -x 'hello, my PID is 1' "$trash/hello.txt" && grep -x "tick $TICKS" "$trash/hello.txt"
}

on_this_host() {
	timeout 2 "$trash/hello" >"$trash/host.txt"
	[ $? -eq 124 ] && grep -Ex 'hello, my PID is [0-9]+' "$trash/host.txt" && ! grep -x 'hello, my PID is 1' "$trash/host.txt"
}

check 'an init of at most 20 lines is built and packed' build_it
check 'in a machine it is PID 1, and ticks' in_a_machine
sed 's/^/#   the machine says: /' "$trash/hello.txt"
check 'on this host the same file is a program like any other' on_this_host
sed 's/^/#   this host says: /' "$trash/host.txt"
finish
