#!/bin/sh
# inittab.sh - every action of inittab, every signal, and the scripts of rc.d
. "$(dirname "$0")/../namespace.sh"

# with_inittab: standard input is the file
with_inittab() {
	rm -rf "$trash/root/etc" && mkdir "$trash/root/etc" && cat >"$trash/root/etc/inittab"
}

# script PATH: standard input is its text
script() {
	mkdir -p "$(dirname "$trash/root/$1")" && { echo '#!/bin/sh'; cat; } >"$trash/root/$1" && chmod +x "$trash/root/$1"
}

in_order() {
	with_inittab <<-'EOF' || return 1
		# a comment

		::respawn:/bin/sh -c "echo kept; exec sleep 100"
		::once:/bin/sh -c "echo once; sleep 0.3; kill -USR2 1"
		::wait:/bin/sh -c "sleep 0.1; echo waited"
		::sysinit:/bin/sh -c "sleep 0.2; echo first"
		::sysinit:/bin/busybox echo second $USER
		::shutdown:echo shut down
	EOF
	as_pid_1 "$HUNG_UP" pidone.poweroff=reboot && cat >"$trash/order" <<-'EOF' && grep -v 'once\|kept\|mount\|mknod' "$trash/out" | same "$trash/order" -
		first
		second root
		waited
		shut down
		init: power off, by a restart
	EOF
	says once && says_times 1 kept
}

bad_lines() {
	with_inittab <<-'EOF' || return 1
		nonsense
		::sometimes:/bin/true
		::once:
		nowhere::once:/bin/true
		::wait:/bin/nothing
		::once:/bin/sh -c "sleep 0.3; kill -USR1 1"
	EOF
	as_pid_1 "$INTERRUPTED" && says 'init: /etc/inittab: line 1: not id:runlevels:action:process: ignored' &&
		says 'init: /etc/inittab: line 2: unknown action: ignored' &&
		says 'init: /etc/inittab: line 3: no process: ignored' &&
		says 'init: open /dev/nowhere: No such file or directory' &&
		says 'init: exec /bin/nothing: No such file or directory'
}

askfirst() {
	with_inittab <<-'EOF' || return 1
		::askfirst:-/bin/sh
	EOF
	printf 'x\necho hello $0\nkill -USR1 1; sleep 5\n' | as_pid_1 "$INTERRUPTED" &&
		says 'Please press Enter to activate this console. hello -sh'
}

reload() {
	with_inittab <<-'EOF' || return 1
		::respawn:/bin/sh -c "echo old; exec sleep 0.2"
		::wait:/bin/sh -c "sed 's/old/new/; /wait/d; /once/d' /etc/inittab > /tmp/t; mv /tmp/t /etc/inittab"
		::once:/bin/sh -c "sleep 1.5; kill -HUP 1; sleep 2; kill -USR1 1"
	EOF
	ln -sf busybox "$trash/root/bin/sed"
	as_pid_1 "$INTERRUPTED" && says new && [ "$(grep -cx old "$trash/out")" -le 2 ]
}

quit() {
	with_inittab <<-'EOF' || return 1
		::sysinit:echo set up
		::respawn:/bin/sh -c "echo kept $$; exec sleep 100"
		::once:/bin/sh -c "sleep 0.3; kill -QUIT 1; sleep 0.5; echo once ends; ps -o pid,args | grep '[s]leep 100' | wc -l; kill -USR1 1"
	EOF
	as_pid_1 "$INTERRUPTED" && says_times 1 'set up' && [ "$(grep -c '^kept' "$trash/out")" -eq 1 ] && says_times 1 'once ends' && says 1
}

hold() {
	with_inittab <<-'EOF' || return 1
		::respawn:/bin/sh -c "echo again; exec sleep 1.2"
		::once:/bin/sh -c "sleep 0.3; kill -TSTP 1; sleep 2.5; echo held; kill -CONT 1; sleep 0.7; kill -USR1 1"
	EOF
	as_pid_1 "$INTERRUPTED" && says_times 2 again && [ "$(grep -x -e again -e held "$trash/out" | tail -n 1)" = again ]
}

ctrl_alt_del() {
	with_inittab <<-'EOF' || return 1
		::ctrlaltdel:/bin/sh -c "echo three keys; kill -USR1 1"
		::once:/bin/sh -c "kill -INT 1; sleep 5"
	EOF
	as_pid_1 "$INTERRUPTED" && says 'three keys' && says 'init: halt'
}

# signal NUMBER STATUS LAST-LINE
signal() {
	echo "::once:kill -$1 1" | with_inittab && as_pid_1 "$2" pidone.poweroff=acpi && says "$3"
}

cut_short() {
	with_inittab <<-'EOF' || return 1
		::shutdown:sleep 50
		::once:/bin/sh -c "trap '' TERM; kill -USR1 1; sleep 0.3; kill -USR1 1; sleep 0.3; kill -USR1 1; sleep 50"
	EOF
	cut_from=$(date +%s)
	as_pid_1 "$INTERRUPTED" pidone.wait=30 && [ $(($(date +%s) - cut_from)) -lt 20 ]
}

countdown() {
	echo '::once:/bin/sh -c "trap : TERM; kill -USR1 1; while :; do sleep 1; done"' | with_inittab &&
		as_pid_1 "$INTERRUPTED" pidone.wait=2 && says 'init: waiting for programs to end: 1 s left'
}

rc_s() {
	rm -rf "$trash/root/etc" && script etc/init.d/rcS <<-'EOF' || return 1
		echo rcS
		kill -USR1 1
	EOF
	as_pid_1 "$INTERRUPTED" </dev/null && says rcS
}

rc_d() {
	echo '::sysinit:/bin/sh -c "echo inittab; kill -USR1 1"' | with_inittab || return 1
	echo 'echo ten' | script etc/rc.d/10-ten && echo 'echo two; exit 3' | script etc/rc.d/2_two &&
		echo 'echo never' | script etc/rc.d/3.bak && echo never >"$trash/root/etc/rc.d/5plain" || return 1
	as_pid_1 "$INTERRUPTED" && cat >"$trash/order" <<-'EOF' && grep -v 'mount\|mknod' "$trash/out" | same "$trash/order" -
		init: /etc/rc.d/10-ten
		ten
		init: /etc/rc.d/2_two
		two
		init: /etc/rc.d/2_two: exit 3
		inittab
		init: halt
	EOF
}

settings() {
	echo '::once:/bin/sh -c "cat /proc/sys/kernel/hostname; grep -c USR1 /bound/inittab; grep -c \" /mnt tmpfs.*nosuid.*size=8k\" /proc/mounts; kill -USR1 1"' |
		with_inittab && echo small >"$trash/root/etc/hostname" && mkdir -p "$trash/root/tmp" "$trash/root/mnt" "$trash/root/bound" || return 1
	cat >"$trash/root/etc/fstab" <<-'EOF'
		# source mount-point type options
		tmpfs /mnt tmpfs nosuid,size=8k,x-made.up 0 0
		proc /proc proc defaults
		/etc /bound none bind
		none /noauto tmpfs noauto
		nonsense
		UUID=1234 /uuid auto
	EOF
	unshare="$unshare --uts" as_pid_1 "$INTERRUPTED" && says small && says_times 2 1 && says 'init: mount /bound' &&
		says 'init: /etc/fstab: nonsense: not source, mount point, type: ignored' &&
		says 'init: mount /uuid: UUID=1234: no such device'
}

if $unshare true 2>/dev/null; then
	check 'a scratch root' scratch_root
	check 'sysinit, wait, once, respawn and shutdown, in this order, by a shell where one is needed' in_order
	check 'lines that are none are named, and change nothing' bad_lines
	check 'askfirst waits for Enter, and starts a login shell' askfirst
	check 'HUP reads inittab again' reload
	check 'QUIT executes init again, which keeps its children' quit
	check 'TSTP holds what would be started again, CONT lets it go' hold
	check 'INT runs the ctrlaltdel entry' ctrl_alt_del
	check 'TERM restarts' signal TERM "$HUNG_UP" 'init: restart'
	check 'USR1 halts' signal USR1 "$INTERRUPTED" 'init: halt'
	check 'USR2 powers off' signal USR2 "$INTERRUPTED" 'init: power off'
	check 'PWR powers off' signal PWR "$INTERRUPTED" 'init: power off'
	check 'INT without an entry restarts' signal INT "$HUNG_UP" 'init: restart'
	check '37 halts' signal 37 "$INTERRUPTED" 'init: halt'
	check '38 powers off' signal 38 "$INTERRUPTED" 'init: power off'
	check '39 restarts' signal 39 "$HUNG_UP" 'init: restart'
	check 'a second request cuts the waiting short' cut_short
	check 'the wait is counted down' countdown
	check '/etc/init.d/rcS is run where there is no inittab' rc_s
	check 'the scripts of rc.d, by name, before inittab' rc_d
	check 'hostname and fstab' settings
else
	skip 'init as PID 1 of namespaces' 'this host allows no user namespaces'
fi
finish
