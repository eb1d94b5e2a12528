#!/bin/sh
# kernels.sh - the prompt on other kernels: every source, the distribution's own, the kernel's own configurations
up=../
. "$(dirname "$0")/../lib.sh"

# prompt NAME: the same small proof on each
prompt() {
	printf '%s\n' 'uname -r' 'echo "made it"' poweroff | boot "$1"
	ended "$1" 0 && says "$1" 'made it' && says "$1" 'init: power off, by a restart' && ! grep -a 'init: mount' "$trash/$1.log"
}

# built CONFIG [VARIABLE=VALUE]: builds it, or takes it from the cache, and boots it
built() {
	config=$1
	shift
	dir=$(env "$@" "$top/scripts/kernel" build "$config") || return 1
	KERNEL=$dir/vmlinux
	# It is built without PVH.
	[ "$config" != defconfig+kvm_guest.config ] || KERNEL=$dir/bzImage
	[ "$config" != defconfig+kvm_guest.config ] || MEM=512
	export KERNEL MEM
	prompt "$config"
	built_status=$?
	unset KERNEL MEM
	return "$built_status"
}

on_cloud() {
	prompt cloud
}

by_hand_on_cloud() {
	"$top/tests/boot/byhand.sh"
}

bare() {
	dir=$("$top/scripts/kernel" build bare) || return 1
	terminal_start "KERNEL=$dir/vmlinux $qemu_script; echo status=\$?"
	expect 'init: mount /proc: No such device (kernel lacks CONFIG_PROC_FS): going on without' &&
		expect 'init: mount /dev: No such device (kernel lacks CONFIG_DEVTMPFS): using' &&
		expect '(pidone) # ' &&
		type_keys 'sh -c "stat -c %%n\\ %%a\\ %%g\\ %%t:%%T /dev/*"\n' &&
		expect '/dev/console 600 0 5:1' && expect '/dev/full 666 0 1:7' && expect '/dev/kmsg 644 0 1:b' &&
		expect '/dev/null 666 0 1:3' && expect '/dev/ptmx 666 5 5:2' && expect '/dev/random 666 0 1:8' &&
		expect '/dev/tty 666 5 5:0' && expect '/dev/ttyS0 660 20 4:40' && expect '/dev/ttyS3 660 20 4:43' &&
		expect '/dev/urandom 666 0 1:9' && expect '/dev/zero 666 0 1:5' &&
		type_keys 'sleep 1000\n' && sleep 1 && type_keys '\003' && expect '(pidone) # ' &&
		type_keys 'poweroff\n' && expect 'status=0' && terminal_end
}

for version in 6.1 6.12; do
	check "tiny, from linux-source-$version" built tiny "LINUX=$version"
done
check 'job' built job
check 'teach' built teach
check 'bare: no devtmpfs, no /proc, no /sys; nodes from the table' bare
check "the kernel's own defconfig with kvm_guest.config" built defconfig+kvm_guest.config
check "the distribution's cloud kernel is fetched" cloud_kernel
check "the distribution's cloud kernel, no module loaded" on_cloud
check "by hand on the distribution's cloud kernel" by_hand_on_cloud
finish
