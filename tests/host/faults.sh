#!/bin/sh
# faults.sh - every system call that init makes on its way up fails once, with each of three errors
#
# strace(1) is in the scratch root, and its first program is PID 1 (-D): what it counts begins at init's first call.
# The calls are not listed here: a run without a fault writes them down, and each place in that list is then a fault.
. "$(dirname "$0")/../namespace.sh"
unshare="$unshare --uts --ipc --net --cgroup"
INJECTIONS_LEAST=250
PLACES_LEAST=5
log=$trash/root/log injections=0

# What the manuals say cannot fail, and without which no program can go on: musl's own start, who we are, the end.
CANNOT_FAIL='arch_prctl set_tid_address getpid exit_group'

# strace with its libraries, wherever the host has them
carry_strace() {
	for file in "$strace" $(ldd "$strace" | grep -o '/[^ )]*'); do
		mkdir -p "$trash/root/$(dirname "$file")" && cp "$file" "$trash/root/$file" || return 1
	done
}

# An image that has all that init reads
full_root() {
	scratch_root && carry_strace && rm "$trash/root/bin/sysh" && cd "$trash/root" &&
		mkdir -p etc/rc.d etc/sysctl.d mnt proc sys run && ln -s busybox bin/true &&
		printf '#!/bin/sh\nexit 0\n' >etc/rc.d/10-true && chmod +x etc/rc.d/10-true &&
		echo scratch >etc/hostname && head -c 64 /dev/zero >etc/random-seed &&
		echo 'kernel.domainname = scratch' >etc/sysctl.d/10-name.conf && echo 'tmpfs /mnt tmpfs nosuid' >etc/fstab &&
		printf '%s\n' '::sysinit:/bin/true' '::respawn:/bin/sh' >etc/inittab &&
		printf '#!/bin/sh\necho alive\nexit 3\n' >bin/program && chmod +x bin/program && cd "$top" &&
		echo 'echo alive; kill -USR1 1; sleep 60' >"$trash/input"
}

# traced ARG...: of strace, and behind them init's; gives its status, leaves what it said in $trash/out
traced() {
	rm -f "$log"
	# Word splitting is meant.
	# shellcheck disable=SC2086
	timeout -s KILL 15 $unshare chroot "$trash/root" "$strace" -D -o /log "$@" <"$trash/input" >"$trash/out" 2>&1
}

# Asked for the halt that it ended with, and by a shell
up() {
	[ "$1" -eq "$INTERRUPTED" ] && grep -qx alive "$trash/out"
}

# With the program's own status, or one of the two for "could not be run", and the reason
ran() {
	case $1 in
	3) grep -qx alive "$trash/out" ;;
	126 | 127) grep -q '^init: ' "$trash/out" ;;
	*) false ;;
	esac
}

# mode NAME JUDGE [WORD...]: what the runs from here on are: init's words, and how they have to end
mode() {
	mode=$1 judge=$2
	shift 2
	words=$*
}

# record: the calls until the shell asks for the halt, or the end, "init NAME" or "child NAME" a line
record() {
	# Word splitting is meant.
	# shellcheck disable=SC2086
	traced -f --detach-on=execve /init $words
	"$judge" $? || { cat "$trash/out" "$log"; return 1; }
	awk '$2 !~ /^[a-z_0-9]+\(/ || /execve/ { next }
		{ name = $2; sub(/\(.*/, "", name); print ($1 == 1 ? "init" : "child"), name } /SIGUSR1\)$/ { exit }' "$log" >"$trash/$mode"
	[ "$(wc -l <"$trash/$mode")" -ge "$PLACES_LEAST" ] || { cat "$log"; return 1; }
}

errors_of() {
	case $1 in
	rt_sigtimedwait) echo EINTR EAGAIN ENOMEM ;;
	# ECHILD is an answer, and no fault.
	wait4) echo EINTR EAGAIN ENOMEM ;;
	vfork | clone) echo EAGAIN ENOMEM ENOSYS ;;
	execve) echo ENOENT EACCES ENOMEM ;;
	*) echo ENOMEM EACCES EIO ;;
	esac
}

# How strace follows: PID 1 alone; the child as well, until its program begins; that, too, where this is what fails.
follow() {
	case $* in
	init*) ;;
	*execve) echo -f ;;
	*) echo -f --detach-on=execve ;;
	esac
}

# one WHOSE NAME PLACE ERROR: a run with this fault; whether it was met is counted
one() {
	one_got=0
	# Word splitting is meant.
	# shellcheck disable=SC2046,SC2086
	traced $(follow "$1" "$2") -e trace="$2,execve" -e inject="$2:error=$4:when=$3" "${program:-/init}" $words || one_got=$?
	! grep -q INJECTED "$log" || met=$((met + 1))
	"$judge" "$one_got" || {
		echo "$2 number $3 of $1, $4: status $one_got"
		tail -n 3 "$trash/out"
		return 1
	}
}

# survives WHOSE NAME PLACES: each place with each error; all are tried, whatever the first ones say
survives() {
	survives_good=true met=0 place=0
	while [ "$place" -lt "$3" ]; do
		place=$((place + 1))
		for error in $(errors_of "$2"); do
			one "$1" "$2" "$place" "$error" || survives_good=false
		done
	done
	injections=$((injections + met))
	[ "$met" -gt 0 ] || echo 'no fault was ever met'
	$survives_good && [ "$met" -gt 0 ]
}

# each WHOSE: a line for each call that is in the record
each() {
	grep "^$1 " "$trash/$mode" | sort | uniq -c >"$trash/each"
	# Not by way of a pipe, since check counts; nor by standard input, which is the runs'.
	while read -r places whose call <&3; do
		case " $CANNOT_FAIL " in
		*" $call "*) skip "$mode: $call of $whose" 'cannot fail, as its manual says' ;;
		*) check "$mode: $call of $whose fails, $places times 3" survives "$whose" "$call" "$places" 3<&- ;;
		esac
	done 3<"$trash/each"
}

# The judge and the injections, on an init that ends when a mount fails
tells_a_frail_one() {
	musl-gcc -static -Os -o "$trash/root/frail" "$top/tests/host/frail.c" || return 1
	program=/frail met=0
	one init mount 2 EIO && status 1 one init mount 1 EIO && [ "$met" -eq 1 ] && program=
}

enough() {
	echo "$injections injections, expected $INJECTIONS_LEAST at least"
	[ "$injections" -ge "$INJECTIONS_LEAST" ]
}

all_modes() {
	mode boot up pidone.wait=0
	check 'boot: the calls are recorded' record
	each init
	mode 'first program' up pidone.wait=0 pidone.shell=/bin/sh
	check 'first program: the calls are recorded' record
	echo child execve >>"$trash/$mode"
	each child
	mode container ran -- /bin/program
	check 'container: the calls are recorded' record
	echo child execve >>"$trash/$mode"
	each init
	each child
}

strace=$(command -v strace) || strace=
if [ -z "$strace" ] || ! $unshare true 2>/dev/null; then
	skip 'each system call fails once' 'no strace here, or this host allows no user namespaces'
	finish
	exit
fi
check 'a scratch root, with strace in it' full_root
if command -v musl-gcc >/dev/null; then
	mode frail up
	check 'an init that ends when a mount fails is found out' tells_a_frail_one
else
	skip 'an init that ends when a mount fails is found out' 'no musl-gcc here'
fi
all_modes
check "$injections faults were met" enough
finish
