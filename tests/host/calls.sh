#!/bin/sh
# calls.sh - the exact list of system calls from init's exec to the first program's, as init of an image and of a container
#
# Mounts are answered as if they were done, and Ctrl-Alt-Del as on a machine of our own, so that no privilege is needed.
# There is no /proc here: on a machine, /proc/cmdline is read and closed as well, two more calls. The limits are 45 and 12.
. "$(dirname "$0")/../namespace.sh"
MOST_BOOT=43 MOST_CONTAINER=12

# trace FAULTS ARG...: the names, in order, to $trash/names; the child of vfork comes behind it
trace() {
	trace_faults=$1
	shift
	# Word splitting is meant.
	# shellcheck disable=SC2086
	timeout -k 5 30 $unshare --uts --net strace -D -f -o "$trash/trace" $trace_faults chroot "$trash/root" /init "$@" \
		</dev/null >"$trash/out" 2>&1
	awk '{ sub(/^[0-9]+ +/, "") } /^execve\("\/init"/ { on = 1 } !on || /resumed>/ { next }
		{ name = $0; sub(/\(.*/, "", name); print name } /^execve\("\/bin\/stop"/ { exit }' "$trash/trace" >"$trash/names"
}

# list MOST: standard input is the list, a name and how often in turn; it is as long as it may be, and no longer
list() {
	awk '{ for (i = 0; i < ($2 ? $2 : 1); i++) print $1 }' | same - "$trash/names" && [ "$(wc -l <"$trash/names")" -le "$1" ]
}

root() {
	scratch_root && mkdir -p "$trash/root/run" "$trash/root/sys" "$trash/root/proc" && echo '::respawn:/bin/stop' >"$trash/root/etc/inittab" &&
		printf '#!/bin/sh\nkill -USR1 1\n' >"$trash/root/bin/stop" && chmod +x "$trash/root/bin/stop"
}

# The start; each mount but the first in a new directory; links; name, loopback, clock; what /etc has not; inittab; the child.
boot() {
	trace "-e inject=mount:retval=0 -e inject=reboot:retval=0:when=1"
	list "$MOST_BOOT" <<-'EOF'
		execve
		arch_prctl
		rt_sigprocmask
		getpid
		reboot
		openat
		mount 4
		openat
		fcntl
		mkdir
		mount
		mkdir
		mount
		mkdir
		mount 3
		symlink 5
		openat
		socket
		ioctl
		close
		clock_gettime
		openat 4
		read
		close
		openat
		clock_gettime
		vfork
		setsid
		ioctl
		rt_sigprocmask
		execve
	EOF
}

container() {
	trace "" -- /bin/stop
	list "$MOST_CONTAINER" <<-'EOF'
		execve
		arch_prctl
		rt_sigprocmask
		getpid
		reboot
		vfork
		setpgid
		getpid
		ioctl
		rt_sigprocmask
		execve
	EOF
}

if [ "$arch" != x86_64 ]; then
	skip 'the list of system calls' "it is x86_64's, this is $arch"
elif command -v strace >/dev/null && $unshare true 2>/dev/null; then
	check 'a scratch root' root
	check 'as init of an image, to the first program' boot
	check 'as init of a container' container
else
	skip 'the list of system calls' 'no strace here, or no user namespaces'
fi
finish
