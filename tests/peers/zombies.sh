#!/bin/sh
# zombies.sh - dumb-init's test for zombies, as the only child of our PID 1
. "$(dirname "$0")/lib.sh"

# passes LOG PROGRAM...: as PID 1. The shell's trace has what was found: a PID 1 that ran nothing has none.
passes() {
	logged "$@" -- bash -eux "$tree/tests/test-zombies"
	has "$1" 1 'i am a zombie' && has "$1" 1 '\+ num_zombies=0' && has "$1" 1 'exit status 0'
}

does_nothing() {
	refuses passes "$trash/nothing" /bin/true && has "$trash/nothing" 1 'exit status 0'
}

# Waits for its child, and for no other.
reaps_not() {
	refuses passes "$trash/lazy" "$python" -c 'import subprocess, sys; sys.exit(subprocess.call(sys.argv[2:]))' &&
		has "$trash/lazy" 1 '\+ num_zombies=[1-9]'
}

if ready "dumb-init's test for zombies" dumb-init bash ps "$python"; then
	check 'an orphan is reaped, and the exit status passed on' passes "$trash/log" "$candidate"
	check 'refused: a program that does nothing' does_nothing
	check 'refused: a PID 1 that reaps its child alone' reaps_not
fi
finish
