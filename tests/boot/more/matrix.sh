#!/bin/sh
# matrix.sh - whatever the machine, the kernel and the image lack: poweroff, reboot and halt each end as they should
#
# QEMU is started here, not by scripts/qemu, which chooses pidone.poweroff= itself: what is tested is the choice that init
# makes. The machine's exit status is always 0, so QEMU is asked by QMP why it ended. A halted machine runs for ever:
# when the kernel has said "System halted", and QEMU is still there a second later, it is told to quit.
up=../
. "$(dirname "$0")/../lib.sh"
PATH=$PATH:/sbin:/usr/sbin
HALTED_SECONDS=1
DEFCONFIG=defconfig+kvm_guest.config

# Two of these are images that lack what init needs; "first" is an init before ours.
images() {
	mtree=$build/rootfs.mtree
	cp "$build/rootfs.cpio" "$trash/whole" && grep -v '^\./dev' "$mtree" | image no-dev &&
		grep -vE '^\./(dev|proc|sys|run|tmp)' "$mtree" | image nothing &&
		printf '%s\n' '#!/bin/busybox sh' 'busybox mount -t devtmpfs none /dev && exec /init "$@"' >"$trash/script" &&
		{ cat "$mtree" && echo "./first mode=0755 contents=$trash/script"; } | image first
}

# image NAME
image() {
	cat >"$trash/$1.mtree"
	BUILD=$trash "$top/scripts/image" pack "$trash/$1.mtree" "$trash/$1"
}

disk() {
	root=$trash/root
	mkdir -p "$root/bin" "$root/sbin" "$root/dev" "$root/proc" "$root/sys" "$root/run" "$root/tmp" &&
		cp "$build/busybox" "$root/bin/busybox" && cp "$build/init" "$root/init" || return 1
	for ending in poweroff reboot halt; do
		ln -s /bin/busybox "$root/sbin/$ending" || return 1
	done
	mke2fs -q -t ext4 -d "$root" "$trash/disk" 16M
}

# kernel CONFIG FILE: as $trash/CONFIG
kernel() {
	dir=$("$top/scripts/kernel" build "$1") && ln -s "$dir/$2" "$trash/$1"
}

# The defconfig kernel has no PVH entry. It mounts devtmpfs itself where it mounts the root.
kernels() {
	kernel tiny vmlinux && kernel bare vmlinux && kernel job vmlinux && kernel $DEFCONFIG bzImage &&
		grep -x CONFIG_DEVTMPFS_MOUNT=y "$dir/config" && grep -x CONFIG_ACPI=y "$dir/config"
}

# As scripts/qemu has it, and why: qboot leaves PCI's interrupts unrouted, and the defconfig kernel wants a BIOS.
hardware() {
	case $1 in
	microvm) set -- -M microvm,acpi=off -m 64 ;;
	bios) set -- -M pc,i8042=off -m 256 ;;
	pc)
		set -- -M pc,i8042=off -m 64
		for rom in /usr/share/qemu/qboot.rom /usr/share/qemu-firmware/qboot.rom; do
			[ ! -r "$rom" ] || set -- -M pc,i8042=off -m 64 -bios "$rom"
		done
		;;
	esac
	if [ -w /dev/kvm ]; then
		set -- "$@" -accel kvm -cpu host
	else
		set -- "$@" -accel tcg -cpu max,-apic,-erms
	fi
	echo "$@"
}

# contents IMAGE
contents() {
	case $1 in
	disk) echo "-drive file=$trash/disk,if=virtio,format=raw,snapshot=on" ;;
	*) echo "-initrd $trash/$1" ;;
	esac
}

# start KERNEL IMAGE MACHINE WORDS: QEMU listens on descriptor 8
start() {
	rm -f "$trash/keys" "$trash/cell.log"
	mkfifo "$trash/keys"
	exec 8<>"$trash/keys"
	echo '{"execute":"qmp_capabilities"}' >&8
	# Word splitting is meant: these are lists of options.
	# shellcheck disable=SC2046
	timeout -k 5 "$BOOT_SECONDS" qemu-system-x86_64 -nodefaults -no-reboot -display none $(hardware "$3") \
		-kernel "$trash/$1" $(contents "$2") -append "quiet panic=-1 reboot=t no_timer_check $4" \
		-serial "file:$trash/cell.log" -qmp stdio <"$trash/keys" >"$trash/cell.qmp" &
	qemu_pid=$!
}

quit_when_halted() {
	while kill -0 "$qemu_pid" 2>/dev/null && ! grep -aqs 'reboot: System halted' "$trash/cell.log"; do
		sleep 0.1
	done
	sleep "$HALTED_SECONDS"
	echo '{"execute":"quit"}' >&8
}

# wanted ENDING POLICY: what init says, and why QEMU ends then
wanted() {
	case $1-$2 in
	poweroff-acpi | poweroff-ioport) line='init: power off' reason=guest-shutdown ;;
	poweroff-reboot) line='init: power off, by a restart' reason=guest-reset ;;
	poweroff-halt) line='init: power off, by a halt' reason=host-qmp-quit ;;
	reboot-*) line='init: restart' reason=guest-reset ;;
	halt-*) line='init: halt' reason=host-qmp-quit ;;
	esac
}

# Its log refuses panics; a time-out has the reason "host-signal".
right_end() {
	proved cell <<-END || return 1
		1 $line
	END
	grep -q '"event": "SHUTDOWN".*"reason": "'"$reason"'"' "$trash/cell.qmp" || {
		echo "QEMU ended for another reason than $reason:"
		cat "$trash/cell.qmp"
		return 1
	}
}

# cell ENDING KERNEL IMAGE MACHINE POLICY WORDS: the words behind "--" are init's also where there is no /proc
cell() {
	wanted "$1" "$5"
	start "$2" "$3" "$4" "$6 pidone.shell=/sbin/$1"
	[ "$reason" != host-qmp-quit ] || quit_when_halted
	status 0 wait "$qemu_pid" && right_end
}

check 'the kernels' kernels
check 'the images' images
check 'a disk' disk

# What is there, kernel, image, machine, what a power-off becomes, words.
# The port shows the kernel's log where console=null: a boot console is no /dev/console. A line of init's there has level 4.
while IFS='|' read -r what kernel image machine policy words <&3; do
	for ending in poweroff reboot halt; do
		check "$what: $ending" cell $ending "$kernel" "$image" "$machine" "$policy" "$words"
	done
done 3<<END
normal|tiny|whole|pc|reboot|console=ttyS0 rdinit=/init --
ACPI|$DEFCONFIG|whole|bios|acpi|console=ttyS0 rdinit=/init --
console=null|$DEFCONFIG|whole|bios|acpi|console=null earlyprintk=serial,ttyS0,115200,keep loglevel=5 rdinit=/init --
no devtmpfs in the kernel|bare|whole|pc|reboot|console=ttyS0 rdinit=/init --
devtmpfs mounted before|tiny|first|pc|reboot|console=ttyS0 rdinit=/first --
devtmpfs mounted by the kernel|$DEFCONFIG|disk|bios|acpi|console=ttyS0 root=/dev/vda ro init=/init --
read-only root|job|disk|bios|reboot|console=ttyS0 root=/dev/vda ro init=/init --
no /dev in the image|tiny|no-dev|pc|reboot|console=ttyS0 rdinit=/init --
acpi=off|$DEFCONFIG|whole|bios|reboot|console=ttyS0 acpi=off rdinit=/init --
microvm|tiny|whole|microvm|reboot|console=ttyS0 rdinit=/init --
no /proc, in kernel or image|bare|nothing|pc|reboot|console=ttyS0 rdinit=/init --
END

# The same for what pidone.poweroff= may say. The port is where SeaBIOS puts it.
while IFS='|' read -r what kernel policy <&3; do
	check "pidone.poweroff=$policy, $what" \
		cell poweroff "$kernel" whole bios "$policy" "console=ttyS0 rdinit=/init -- pidone.poweroff=$policy"
done 3<<END
ACPI|$DEFCONFIG|acpi
ACPI|$DEFCONFIG|reboot
ACPI|$DEFCONFIG|halt
ACPI|$DEFCONFIG|ioport
no ACPI|job|ioport
END
finish
