# namespace.sh - init as PID 1 of namespaces with a scratch root: no virtual machine, no privilege
#
# shellcheck shell=sh
. "$(dirname "$0")/../lib.sh"
unshare='unshare --user --map-root-user --mount --pid --fork --kill-child'
HUNG_UP=129 INTERRUPTED=130	# what reboot(2) in a pid namespace does to its PID 1: HUP for a restart, INT for a halt

scratch_root() {
	mkdir -p "$trash/root/bin" "$trash/root/dev" "$trash/root/etc" "$trash/root/tmp" &&
		cp "$build/init" "$trash/root/init" &&
		cp "$build/sysh" "$build/busybox" "$trash/root/bin/"
	for applet in sh echo sleep grep ps cat mount ls awk touch kill setsid tail rm mv wc; do
		ln -sf busybox "$trash/root/bin/$applet"
	done
}

# as_pid_1 STATUS [ARG...]: the shell reads standard input; what comes out is in $trash/out
as_pid_1() {
	pid_1_want=$1
	shift
	pid_1_got=0
	# Word splitting is meant.
	# shellcheck disable=SC2086
	timeout 30 $unshare chroot "$trash/root" /init "$@" >"$trash/out" 2>&1 || pid_1_got=$?
	[ "$pid_1_got" -eq "$pid_1_want" ] || {
		echo "status $pid_1_got, expected $pid_1_want"
		cat "$trash/out"
		return 1
	}
}

says() {
	grep -qxF -- "$1" "$trash/out" || {
		echo "no line \"$1\" in:"
		cat "$trash/out"
		return 1
	}
}

says_times() {
	[ "$(grep -cxF -- "$2" "$trash/out")" -eq "$1" ] || {
		echo "not $1 times \"$2\" in:"
		cat "$trash/out"
		return 1
	}
}
