# terminal.sh - a program on a terminal of its own (script(1) makes the pty), typed at and read like a person would
#
# shellcheck shell=sh
TERMINAL_SECONDS=${TERMINAL_SECONDS:-120}

# terminal_start COMMAND: what it prints goes to $trash/screen
terminal_start() {
	rm -f "$trash/keys"
	mkfifo "$trash/keys"
	: >"$trash/screen"
	timeout -k 5 "$TERMINAL_SECONDS" script -qefc "$1" /dev/null <"$trash/keys" >"$trash/screen" 2>&1 &
	terminal_pid=$!
	exec 9>"$trash/keys"
	terminal_seen=0
}

# type_keys FORMAT: as printf has it, so \003 is Ctrl-C
type_keys() {
	# The format is the point.
	# shellcheck disable=SC2059
	printf "$1" >&9
}

# expect TEXT: waits until TEXT comes on the screen, behind what the last expect found.
# What is typed comes on the screen too: a text to wait for should not stand in it.
expect() {
	expect_tries=$((TERMINAL_SECONDS * 10))
	while [ "$expect_tries" -gt 0 ]; do
		# Asked before the look: what it printed last must be seen.
		expect_alive=
		! kill -0 "$terminal_pid" 2>/dev/null || expect_alive=yes
		expect_at=$(tail -c "+$((terminal_seen + 1))" "$trash/screen" | grep -aobF -- "$1" | head -n 1 | cut -d: -f1)
		if [ -n "$expect_at" ]; then
			terminal_seen=$((terminal_seen + expect_at + ${#1}))
			return 0
		fi
		[ -n "$expect_alive" ] || break
		sleep 0.1
		expect_tries=$((expect_tries - 1))
	done
	echo "never saw \"$1\"; the screen:"
	cat -v "$trash/screen"
	return 1
}

# terminal_end: closes the keyboard and gives the program's status
terminal_end() {
	exec 9>&-
	wait "$terminal_pid"
}
