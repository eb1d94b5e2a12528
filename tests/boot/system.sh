#!/bin/sh
# system.sh - what init has set up, and that it keeps doing its work
. "$(dirname "$0")/lib.sh"

setup_lines() {
	cat <<-'EOF' | boot setup
		awk '{ print "mounted", $2, $3 }' /proc/mounts
		stat -c '%n %a %u:%g %t:%T' /dev/console /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/kmsg /dev/tty /dev/ptmx
		sh -c 'for link in fd stdin stdout stderr; do readlink /dev/$link; done'
		stat -c '%n %a' /tmp /dev/shm /run /dev/pts/ptmx
		echo "$HOME $PATH"
		grep Sig[BI] /proc/self/status
		ls -l /proc/self/fd | grep -c ' -> '
		poweroff
	EOF
	ended setup 0 && proved setup <<-'EOF'
		1 mounted /dev devtmpfs
		1 mounted /proc proc
		1 mounted /sys sysfs
		1 mounted /dev/pts devpts
		1 mounted /dev/shm tmpfs
		1 mounted /run tmpfs
		1 mounted /tmp tmpfs
		1 /dev/console 600 0:0 5:1
		1 /dev/null 666 0:0 1:3
		1 /dev/zero 666 0:0 1:5
		1 /dev/full 666 0:0 1:7
		1 /dev/random 666 0:0 1:8
		1 /dev/urandom 666 0:0 1:9
		1 /dev/tty 666 0:0 5:0
		1 /proc/self/fd
		1 /proc/self/fd/0
		1 /proc/self/fd/1
		1 /proc/self/fd/2
		1 /tmp 1777
		1 /dev/shm 1777
		1 /run 755
		1 / /bin:/sbin:/usr/bin:/usr/sbin
		1 SigBlk:	0000000000000000
		1 SigIgn:	0000000000000000
		1 init: power off, by a restart
	EOF
}

orphans() {
	cat <<-'EOF' | boot orphans
		sh -c 'i=0; while [ $i -lt 1000 ]; do (sleep 0.2 &); i=$((i+1)); done; echo made $i'
		sleep 1
		sh -c 'echo zombies $(grep -l "^State:.Z" /proc/[0-9]*/status 2>/dev/null | wc -l)'
		poweroff
	EOF
	ended orphans 0 && proved orphans <<-'EOF'
		1 made 1000
		1 zombies 0
		1 init: power off, by a restart
	EOF
}

# ending NAME COMMAND LAST-LINE
ending() {
	printf '%s\nsleep 100\n' "$2" | boot "$1"
	ended "$1" 0 && proved "$1" <<-EOF
		1 $3
	EOF
}

# An interactive shell on the terminal ignores TERM: only the HUP to session leaders ends it in time.
quick_end() {
	printf '%s\n' "setsid sh -c 'trap \"\" TERM; exec </dev/ttyS2 sleep 60' & sleep 1" 'poweroff' | boot quick
	ended quick 0 && says quick 'init: power off, by a restart'
}

other_shell() {
	echo 'echo I am $0; set -o | grep -c errexit' | APPEND=pidone.shell=/bin/ash boot ash
	ended ash 0 && says ash 'I am -ash' && says ash 1
}

bad_shell() {
	echo 'echo here' | APPEND=pidone.shell=/nowhere boot bad
	ended bad 0 && says bad 'init: exec /nowhere: No such file or directory' && says bad here
}

unknown_word() {
	boot word </dev/null
	echo 'echo on' | APPEND='pidone.nonsense=1 other.word=2' boot word
	ended word 0 && says word 'init: pidone.nonsense: unknown option: ignored, see init --help' && says word on
}

no_console_node() {
	grep -v '/dev/console' "$build/rootfs.mtree" >"$trash/bare.mtree"
	BUILD=$trash "$top/scripts/image" pack "$trash/bare.mtree" "$trash/bare.cpio"
	echo 'echo visible' | INITRD=$trash/bare.cpio boot bare
	ended bare 0 && says bare visible
}

broken_init() {
	echo 'no program' >"$trash/text" && echo "./init contents=$trash/text" | archive broken || return 1
	INITRD=$trash/broken.cpio boot broken </dev/null
	ended broken 70 && grep -F 'qemu: the kernel panicked: Failed to execute /init (error -8)' "$trash/broken.err"
}

sysh_first() {
	terminal_start "APPEND=rdinit=/bin/sysh $qemu_script; echo status=\$?"
	expect '(pidone) # ' && type_keys 'echo I am $$\n' && expect 'I am 1' && expect '# ' &&
		type_keys 'busybox sleep 100\n' && sleep 1 && type_keys '\003' && expect '# ' &&
		type_keys 'exit\n' && expect 'sysh: ' && expect 'status=0' && terminal_end
}

check 'mounts, nodes, links, environment, signals as the tables say' setup_lines
check '1,000 orphans are reaped' orphans
check 'poweroff of sysh' ending sysh-poweroff poweroff 'init: power off, by a restart'
check 'reboot of sysh' ending sysh-reboot reboot 'init: restart'
check 'halt of sysh' ending sysh-halt halt 'init: halt, by a restart'
check 'poweroff of busybox' ending bb-poweroff 'busybox poweroff' 'init: power off, by a restart'
check 'reboot of busybox' ending bb-reboot 'busybox reboot' 'init: restart'
check 'halt of busybox' ending bb-halt 'busybox halt' 'init: halt, by a restart'
check 'kill 1 restarts' ending kill-1 'kill 1' 'init: restart'
check 'a program that ignores TERM does not hold the machine' quick_end
check 'pidone.shell= chooses the shell' other_shell
check 'a shell that is not there: said, and another taken' bad_shell
check 'an unknown word of ours is named, others are left alone' unknown_word
check 'an image without /dev/console' no_console_node
check 'an init that cannot be executed: the reason is the one line' broken_init
check 'sysh as PID 1: reaps, keeps Ctrl-C, ends the machine at exit' sysh_first
finish
