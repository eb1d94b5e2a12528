#!/bin/sh
# init.sh - init as PID 1 of namespaces with a scratch root: no virtual machine, no privilege
. "$(dirname "$0")/../namespace.sh"

boots() {
	printf '%s\n' 'echo I am a child of $PPID' 'busybox awk "{ print \$2, \$3 }" /proc/self/mounts' 'poweroff' |
		as_pid_1 "$HUNG_UP" pidone.poweroff=reboot pidone.shell=/bin/sh &&
		says 'I am a child of 1' && says '/proc proc' && says '/run tmpfs' && says '/tmp tmpfs' && says '/dev tmpfs' &&
		says 'init: mount /dev: Operation not permitted: using tmpfs' && says 'init: power off, by a restart'
}

# ends STATUS COMMAND LAST-LINE
ends() {
	echo "$2; sleep 100" | as_pid_1 "$1" pidone.shell=/bin/sh && says "$3"
}

orphans() {
	printf '%s\n' 'i=0; while [ $i -lt 300 ]; do (sleep 0.1 &); i=$((i+1)); done; sleep 1' \
		'echo zombies $(grep -l "^State:.Z" /proc/[0-9]*/status | wc -l)' 'kill -USR1 1; sleep 9' |
		as_pid_1 "$INTERRUPTED" pidone.shell=/bin/sh && says 'zombies 0' && says 'init: halt'
}

# Each ends at once: the first start and two more, with pauses of 1 s and 2 s between, and one line about it.
respawns() {
	printf '#!/bin/busybox sh\necho started\n[ ! -e /tmp/twice ] || kill -USR1 1\n[ ! -e /tmp/once ] || : >/tmp/twice\n: >/tmp/once\n' \
		>"$trash/root/bin/short" && chmod +x "$trash/root/bin/short" &&
		as_pid_1 "$INTERRUPTED" pidone.shell=/bin/short </dev/null &&
		[ "$(grep -cx started "$trash/out")" -eq 3 ] &&
		[ "$(grep -c 'ended at once' "$trash/out")" -eq 1 ]
}

deaf_to_the_rest() {
	printf '%s\n' 'for s in 1 3 5 9 11 13 14 15; do [ $s = 15 ] || kill -$s 1; done; echo alive' 'sleep 0.2; kill -INT 1; sleep 9' |
		as_pid_1 "$HUNG_UP" pidone.shell=/bin/sh && says alive && says 'init: restart'
}

not_pid_1() {
	"$build/init" --version | grep -Eq '^pidone init [0-9.]+$' &&
		"$build/init" --help | grep -q 'pidone.shell=PATH' &&
		status 2 "$build/init" && status 2 "$build/init" --nonsense
}

# The table of words is the program's, the manual's is written: each has what the other has.
documented() {
	"$build/init" --help | sed -n 's/^  \(pidone\.[a-z]*\|[a-z]*\)[= ].*/\1/p' | grep -v '^$' | sed 's/^rw$//; /^$/d' | sort >"$trash/help"
	sed -n '/^.Ss Words/,/^.Ss In a container/s/^.It Cm \([a-z.]*\).*/\1/p' "$top/init/init.8" | sort >"$trash/manual"
	same "$trash/help" "$trash/manual" && [ "$(wc -l <"$trash/help")" -ge 20 ]
}

check '--help and the manual have the same words' documented
check 'not PID 1: --version, --help, all else is refused with 2' not_pid_1
if $unshare true 2>/dev/null; then
	check 'a scratch root' scratch_root
	check 'sets up what it may, says what it may not, and runs the shell' boots
	check 'TERM restarts' ends "$HUNG_UP" 'kill -TERM 1' 'init: restart'
	check 'USR2 powers off' ends "$HUNG_UP" 'kill -USR2 1' 'init: power off, by a restart'
	check '300 orphans are reaped' orphans
	check 'a shell that ends at once is started again, with pauses, and said once' respawns
	check 'signals that mean nothing change nothing; INT restarts' deaf_to_the_rest
else
	skip 'init as PID 1 of namespaces' 'this host allows no user namespaces'
fi
finish
