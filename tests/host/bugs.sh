#!/bin/sh
# bugs.sh - the bugs that other inits had, by their number in the field notes, as far as a namespace can show them
#
# 2 is "300 orphans" of init.sh, 14 is tests/unit/cmdline.c, and 9 is faults.sh; 10 and 13 need a machine: tests/boot.
. "$(dirname "$0")/../namespace.sh"
TERMINAL_SECONDS=20
. "$top/tests/terminal.sh"
TICKS_MOST=10	# of PID 1's processor time, in hundredths of a second, while it has nothing to do

compiled() {
	for program in pty early; do
		musl-gcc -static -Os -o "$trash/$program" "$top/tests/host/$program.c" || return 1
	done
}

inittab() {
	printf '%s\n' "$@" >"$trash/root/etc/inittab"
}

script() {
	{ echo '#!/bin/sh'; cat; } >"$trash/root/bin/$1" && chmod +x "$trash/root/bin/$1"
}

# in_background [ARG...]: init's process, as we see it, is $pid_1
in_background() {
	rm -f "$trash/root/result"
	# Word splitting is meant.
	# shellcheck disable=SC2086
	$unshare chroot "$trash/root" /init "$@" </dev/null >"$trash/out" 2>&1 &
	outer=$! pid_1=
	for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		pid_1=$(cat "/proc/$outer/task/$outer/children" 2>/dev/null)
		pid_1=${pid_1% }
		[ -z "$pid_1" ] || [ "$(cat "/proc/$pid_1/comm")" != init ] || return 0
		sleep 0.1
	done
	echo 'init did not start'
	return 1
}

# ended STATUS: what runs in the background, within 10 s
ended() {
	(sleep 10; kill -KILL "$outer") 2>/dev/null &
	ended_guard=$! ended_got=0
	wait "$outer" || ended_got=$?
	kill "$ended_guard" 2>/dev/null
	[ "$ended_got" -eq "$1" ] || {
		echo "status $ended_got, expected $1"
		cat "$trash/out"
		return 1
	}
}

# Stopped while all its children die, the program among them, it finds one SIGCHLD for them all.
coalesced() {
	script burst <<-'EOS'
		i=0
		while [ $i -lt 200 ]; do (sleep 0.5 &); i=$((i + 1)); done
		sleep 0.5
		exit 5
	EOS
	in_background -- /bin/burst && sleep 0.3 && kill -STOP "$pid_1" && sleep 1.2 && kill -CONT "$pid_1" && ended 5
}

# closed STATUS ARG...: descriptors 0 to 2 are closed, and there is a /dev/null
closed() {
	closed_want=$1 closed_got=0
	shift
	rm -f "$trash/root/result"
	: >"$trash/root/dev/null"
	# shellcheck disable=SC2086,SC2016
	timeout -s KILL 15 $unshare sh -c 'mount --bind /dev/null "$0/dev/null"; exec chroot "$0" /init "$@" <&- >&- 2>&-' \
		"$trash/root" "$@" || closed_got=$?
	[ "$closed_got" -eq "$closed_want" ] && [ "$(cat "$trash/root/result")" = alive ] || {
		echo "status $closed_got, result: $(cat "$trash/root/result")"
		return 1
	}
}

# on_terminal READ STATUS [ARG...]: see pty.c; nothing is typed
on_terminal() {
	on_read=$1 on_want=$2
	shift 2
	# shellcheck disable=SC2086
	status "$on_want" timeout -s KILL 20 "$trash/pty" "$on_read" $unshare chroot "$trash/root" /init "$@" </dev/null
}

# The terminal is full, or stopped, and init has more and more to say; no orphan may be left a zombie.
unread() {
	script noise <<-'EOS'
		exec >/tmp/noise 2>&1
		(sleep 0.2 &)
		sleep 1
		i=0
		while [ $i -lt 20 ]; do kill -HUP 1; sleep 0.02; i=$((i + 1)); done
		grep -l '^State:.Z' /proc/[0-9]*/status >/zombies
		echo alive >/result
		kill -USR1 1
		sleep 50
	EOS
	inittab '::once:/bin/busybox yes' '::once:/bin/noise' '::nonsense:/bin/true' '::respawn:/bin/nothing' '::shutdown:/bin/nowhere'
	rm -f "$trash/root/result"
	on_terminal "$1" "$INTERRUPTED" pidone.wait=1 && [ "$(cat "$trash/root/result")" = alive ] && [ ! -s "$trash/root/zombies" ]
}

# docker_t ARG...: as "docker run -t": PID 1 leads the session that has the terminal
docker_t() {
	rm -f "$trash/keys"
	mkfifo "$trash/keys"
	: >"$trash/screen"
	# shellcheck disable=SC2086
	timeout -k 5 "$TERMINAL_SECONDS" "$trash/pty" read $unshare chroot "$trash/root" /bin/busybox setsid -c "$@" \
		<"$trash/keys" >"$trash/screen" 2>&1 &
	terminal_pid=$!
	exec 9>"$trash/keys"
	terminal_seen=0
}

# job_control STATUS LAST-WORD ARG...: the shell that comes has a terminal, Ctrl-C ends its job, Ctrl-Z stops it
job_control() {
	job_want=$1 job_last=$2
	shift 2
	docker_t "$@"
	expect '# ' && type_keys 'echo up$((40+2))\n' && expect up42 && type_keys 'sleep 50\n' && expect 'sleep 50' && sleep 0.5 &&
		type_keys '\003' && expect '# ' && type_keys 'echo was$((100+$?))\n' && expect was230 &&
		type_keys 'sleep 51\n' && expect 'sleep 51' && sleep 0.5 && type_keys '\032' && expect Stopped && type_keys "$job_last\n"
	job_got=$?
	status "$job_want" terminal_end && [ "$job_got" -eq 0 ] && ! grep -q "can't access tty" "$trash/screen"
}

# fifty_starts NAME: under the conditions of docker -t; 129 would be the HUP of giving up the terminal
fifty_starts() {
	cp "$build/init" "$trash/root/$1"
	i=0
	while [ $i -lt 50 ]; do
		i=$((i + 1))
		# shellcheck disable=SC2086
		status 7 timeout 10 "$trash/pty" read $unshare chroot "$trash/root" /bin/busybox setsid -c "/$1" /bin/seven </dev/null || return 1
	done
}

# clean COMMAND...: the first child has no signal blocked or ignored but those that we were given so: make starts its
# children with 32 and 33 ignored (glibc's posix_spawn)
clean() {
	rm -f "$trash/root/result"
	grep 'Sig[BI]' /proc/self/status >"$trash/masks"
	"$@" && grep 'Sig[BI]' "$trash/root/result" | same "$trash/masks" - && grep -qx 'SigBlk:.0*' "$trash/masks"
}

# early SIGNAL STATUS ARG...: 100 times, right behind the first system call; see early.c
early() {
	early_signal=$1 early_want=$2
	shift 2
	inittab '::once:/bin/sleep 50'
	timeout 100 unshare --user --map-root-user --mount "$trash/early" 100 "$early_signal" "$early_want" "$trash/root" /init "$@" </dev/null
}

# Everything is mounted before, and stays what it is: each place is in the list once.
mounted_before() {
	inittab '::once:/bin/sh -c "cut -d\  -f2 /proc/mounts >/result; kill -USR1 1"'
	rm -f "$trash/root/result"
	mounted_got=0
	# shellcheck disable=SC2086,SC2016
	timeout 15 $unshare sh -c 'mount -t proc proc "$0/proc" && for d in dev run tmp; do mount -t tmpfs tmpfs "$0/$d"; done &&
		mkdir "$0/dev/shm" && mount -t tmpfs tmpfs "$0/dev/shm" && exec chroot "$0" /init' "$trash/root" >"$trash/out" 2>&1 || mounted_got=$?
	for d in proc dev run tmp dev/shm; do
		[ "$(grep -cx "/$d" "$trash/root/result")" -eq 1 ] || { cat "$trash/root/result"; return 1; }
	done
	[ "$mounted_got" -eq "$INTERRUPTED" ] && ! grep 'mount /\(proc\|dev\|run\|tmp\|dev/shm\):' "$trash/out"
}

# applet NAME STATUS LINE: busybox's, from a shell, and before there is any
applet() {
	inittab "::once:/bin/busybox $1"
	as_pid_1 "$2" pidone.poweroff=acpi && says "$3" || return 1
	inittab "::sysinit:/bin/sh -c '/bin/busybox $1; exec sleep 50'"
	as_pid_1 "$2" pidone.poweroff=acpi && says "$3"
}

# A program that will not go, in a file system that is busy because of it
resists() {
	script resists <<-'EOS'
		mount -t tmpfs tmpfs /mnt
		cd /mnt
		trap '' TERM HUP INT
		kill -USR1 1
		while :; do sleep 1; done
	EOS
	inittab '::once:/bin/resists'
	resists_from=$(date +%s)
	as_pid_1 "$INTERRUPTED" pidone.wait=1 && says 'init: halt' && [ $(($(date +%s) - resists_from)) -lt 10 ]
}

# harmless WORD: what init calls, when it is not PID 1, is no more than it needs to say something
harmless() {
	strace -f -o "$trash/strace" "$build/init" "$1" >"$trash/out" 2>&1 && [ -s "$trash/out" ] && grep -q ' write(' "$trash/strace" &&
		! grep -Ev ' (execve|arch_prctl|set_tid_address|rt_sigprocmask|getpid|write|poll|exit_group)\(| \+\+\+' "$trash/strace"
}

# deaf SIGNAL...: 10,000 of them in all change nothing
deaf() {
	deaf_each=$((10000 / $#))
	echo "for s in $*; do i=0; while [ \$i -lt $deaf_each ]; do kill -\$s 1; i=\$((i + 1)); done; done; echo alive; kill -USR1 1; sleep 9" |
		as_pid_1 "$INTERRUPTED" pidone.shell=/bin/sh && says alive && ! grep fault "$trash/out"
}

ticks() {
	sed 's/.*) //' "/proc/$pid_1/stat" | awk '{ print $12 + $13 }'
}

# idle SIGNAL ENTRY...: with these entries, and after this signal, PID 1 uses next to no time in 2 s
idle() {
	idle_signal=$1
	shift
	inittab "$@"
	in_background && sleep 0.5 && kill "-$idle_signal" "$pid_1" && idle_from=$(ticks) && sleep 2 && idle_used=$(($(ticks) - idle_from)) &&
		kill -USR1 "$pid_1" && ended "$INTERRUPTED" && echo "$idle_used ticks" && [ "$idle_used" -le "$TICKS_MOST" ]
}

# Each number that has no meaning, and none that has: 37, 38 and 39
real_time() {
	echo 'for s in 34 35 36 40 41 50 63 64; do kill -$s 1; done; sleep 0.2; echo alive; kill -USR1 1; sleep 9' |
		as_pid_1 "$INTERRUPTED" pidone.shell=/bin/sh && says alive &&
		in_background -- /bin/sleep 50 && sleep 0.3 && kill -64 "$pid_1" && ended 192
}

# Words behind the program are the program's, with no "--" as well.
words() {
	as_pid_1 3 /bin/sh -c 'exit 3' </dev/null && as_pid_1 4 sh -c 'exit 4' -g --version </dev/null &&
		status 5 "$build/init" -s sh -c 'exit 5' && status 6 "$build/init" -s -- sh -c 'exit 6' -e 6
}

pins_nothing() {
	script pins <<-'EOS'
		sleep 0.3
		mount -t proc proc /proc
		ls /proc/1/fd | busybox tr '\n' ' '
		busybox readlink /proc/1/cwd
	EOS
	# shellcheck disable=SC2086
	timeout 10 $unshare chroot "$trash/root" /bin/sh -c 'cd /tmp; exec 5</bin/sh 7</etc; exec /init -- /bin/pins' </dev/null >"$trash/out" 2>&1
	says '0 1 2 /'
}

image() {
	scratch_root && mkdir -p "$trash/root/proc" "$trash/root/mnt" "$trash/root/run" || return 1
	for applet in cut true; do
		ln -sf busybox "$trash/root/bin/$applet"
	done
	echo 'exit 7' | script seven
	printf '%s\n' 'mount -t proc proc /proc' 'exec grep Sig /proc/self/status >/result' | script masks
	echo 'echo alive >/result; exit 4' | script four
}

on_terminals() {
	for how in unread stopped; do
		check "4: a console that is $how: children are reaped, and it shuts down" unread "$how"
	done
	check '5: job control under docker -t, one program' job_control 5 'exit 5\nexit 5' /init -- /bin/busybox sh -i
	check '5: job control under docker -t, a system' job_control "$INTERRUPTED" 'kill -USR1 1' /init pidone.shell=/bin/sh
	check '6: 50 starts under docker -t, and no HUP' fifty_starts init
	check '6: 50 starts as dumb-init, which gives up the terminal' fifty_starts dumb-init
	check '7: no signal is blocked or ignored on a terminal' clean on_terminal read 0 -- /bin/masks
	check '8: a signal that is lost is found out' status 1 unshare --user --map-root-user --mount \
		"$trash/early" 1 15 143 "$trash/root" /bin/sleep 1
	check '8: TERM right after the start, a system, 100 times' early 15 "$HUNG_UP"
	check '8: USR2 right after the start, a system, 100 times' early 12 "$INTERRUPTED" pidone.poweroff=acpi
	check '8: TERM right after the start, one program, 100 times' early 15 143 -- /bin/sleep 50
}

starts() {
	check '1: one SIGCHLD for 201 dead, with the program among them' coalesced
	check '3: descriptors 0 to 2 closed, one program' closed 4 -- /bin/four
	inittab '::once:/bin/sh -c "echo alive >/result; kill -USR1 1; sleep 9"'
	check '3: descriptors 0 to 2 closed, a system' closed "$INTERRUPTED"
	check '7: no signal is blocked or ignored, one program' clean as_pid_1 0 -- /bin/masks
	inittab '::once:/bin/sh -c "/bin/masks; kill -USR1 1"'
	check '7: no signal is blocked or ignored, a system' clean as_pid_1 "$INTERRUPTED"
	check '9: all mounted before' mounted_before
}

goes_on() {
	check '11: reboot of busybox' applet reboot "$HUNG_UP" 'init: restart'
	check '11: halt of busybox' applet halt "$INTERRUPTED" 'init: halt'
	check '11: poweroff of busybox' applet poweroff "$INTERRUPTED" 'init: power off'
	check '12: what ignores TERM, on a busy mount' resists
	check '15: SEGV 10,000 times' deaf SEGV
	check '15: ABRT, BUS, FPE, ILL, TRAP, 10,000 in all' deaf ABRT BUS FPE ILL TRAP
	check 'TSTP without a child does not spin' idle TSTP '::sysinit:/bin/true'
	check 'what cannot be started again does not spin' idle CONT '::respawn:/bin/nothing' '::respawn:/bin/false' '::respawn:/bin/true'
	check 'real-time signals mean nothing, or are the program'"'"'s' real_time
	check 'words behind the program are its own' words
	check 'neither descriptors nor a directory are kept' pins_nothing
}

if command -v strace >/dev/null; then
	check '15: --version when not PID 1 touches nothing' harmless --version
	check '15: --help when not PID 1 touches nothing' harmless --help
else
	skip '15: --version and --help when not PID 1' 'no strace here'
fi
if $unshare true 2>/dev/null; then
	check 'a scratch root' image
	starts
	goes_on
	if command -v musl-gcc >/dev/null; then
		check 'the programs of these tests' compiled
		on_terminals
	else
		skip '4 to 8, on terminals' 'no musl-gcc here'
	fi
else
	skip 'the bugs of PID 1' 'this host allows no user namespaces'
fi
finish
