#!/bin/sh
# byhand.sh - the plain commands of every tutorial, with none of our scripts, reach the prompt
#
# KERNEL= another kernel's image
. "$(dirname "$0")/lib.sh"
image=${KERNEL:-$build/bzImage}
initrd=$build/rootfs.cpio.gz

# by_hand APPEND QEMU-OPTION...: waits for the prompt, asks for a sum, switches off
by_hand() {
	terminal_start "qemu-system-x86_64 -kernel $image -initrd $initrd -append \"console=ttyS0 $1\" -nographic -no-reboot $2"
	expect '# ' && type_keys 'busybox expr 40 + 2\n' && expect '42' && type_keys "$3\n" && expect "$4"
	by_hand_status=$?
	terminal_end
	return "$by_hand_status"
}

script_as_init() {
	cat >"$trash/script" <<-'EOF'
		#!/bin/busybox sh
		/bin/busybox mount -t proc proc /proc
		exec /bin/busybox sh
	EOF
	{
		printf './%s type=dir\n' bin proc
		echo "./bin/busybox contents=$build/busybox"
		echo "./init contents=$trash/script"
	} | archive script
	initrd=$trash/script.cpio
	by_hand 'rdinit=/init' '-m 256' 'busybox reboot -f' 'reboot: Restarting system'
}

check 'as in every tutorial' by_hand 'rdinit=/init' '' poweroff 'init: power off'
check 'without ACPI, in 128 MiB' by_hand 'rdinit=/init acpi=off' '-m 128' poweroff 'init: power off'
check 'a busybox script as /init' script_as_init
finish
