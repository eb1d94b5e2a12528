#!/bin/sh
# prompt.sh - a person at the terminal: the prompt, Ctrl-C, job control, leaving
. "$(dirname "$0")/lib.sh"

session() {
	terminal_start "stty rows 33 cols 101; stty -g >$trash/before; $qemu_script; echo status=\$?; stty -g >$trash/after"
	expect '(pidone) # ' &&
		type_keys 'echo "a  "b\n' && expect 'a  b' && expect '(pidone) # ' &&
		type_keys 'sleep 1000\n' && sleep 1 && type_keys '\003' && expect '(pidone) # ' &&
		type_keys 'echo status $?\n' && expect 'status 130' &&
		type_keys 'echo $LINES $COLUMNS\n' && expect '33 101'
}

ash_job_control() {
	type_keys 'sh -i\n' && expect '# ' &&
		type_keys 'sleep 1000\n' && sleep 1 && type_keys '\032' && expect 'Stopped' &&
		type_keys 'kill -9 %%1; wait; echo do""ne $?\n' && expect 'done' &&
		! grep -a 'job control' "$trash/screen" &&
		type_keys 'exec true\n' && expect '(pidone) # '
}

restarts() {
	type_keys 'echo old $$; exit\n' && expect 'old ' && expect '(pidone) # ' &&
		type_keys 'echo ag""ain\n' && expect 'again'
}

leaves() {
	type_keys 'poweroff\n' && expect 'init: power off' && expect 'status=0' && terminal_end &&
		same "$trash/before" "$trash/after"
}

ctrl_a_x() {
	terminal_start "$qemu_script; echo status=\$?"
	expect '(pidone) # ' && type_keys '\001x' && expect 'status=71' && terminal_end
}

check 'a prompt on the terminal; Ctrl-C ends a program and not the shell; the size is known' session
check 'job control works in busybox sh' ash_job_control
check 'the shell is started again when it ends' restarts
check 'poweroff ends the machine and leaves the terminal as it was' leaves
check 'Ctrl-A X leaves, and says that the machine did not end by itself' ctrl_a_x
finish
