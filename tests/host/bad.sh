#!/bin/sh
# bad.sh - bad input: one line that says what, on what, why and what to do, and a status that is not 0
. "$(dirname "$0")/../lib.sh"
qemu=$top/scripts/qemu
unset KERNEL INITRD MEM SMP MACHINE APPEND QEMU_ARGS

# refused STATUS TEXT COMMAND...
refused() {
	refused_status=$1 refused_text=$2
	shift 2
	status "$refused_status" "$@" >"$trash/out" 2>&1 </dev/null || { cat "$trash/out"; return 1; }
	grep -qF -- "$refused_text" "$trash/out" && [ "$(wc -l <"$trash/out")" -eq 1 ] || {
		echo "expected one line with \"$refused_text\", got:"
		cat "$trash/out"
		return 1
	}
}

unreadable() {
	cp "$build/bzImage" "$trash/kernel" && chmod 0 "$trash/kernel" && chmod 755 "$trash" || return 1
	if [ "$(id -u)" -eq 0 ]; then
		set -- setpriv --reuid 65534 --regid 65534 --clear-groups
	fi
	refused 125 "$trash/kernel: not readable for you" "$@" env KERNEL="$trash/kernel" "$qemu"
}

head -c 100000 /dev/zero >"$trash/zeros"
: >"$trash/empty"
check 'KERNEL= that is not there' refused 125 '/nowhere: no such file' env KERNEL=/nowhere "$qemu"
check 'KERNEL= that is a text' refused 125 '/etc/passwd: not a kernel' env KERNEL=/etc/passwd "$qemu"
check 'KERNEL= that is a program' refused 125 'not a kernel' env KERNEL="$build/init" "$qemu"
check 'KERNEL= that is zeros' refused 125 'not a kernel' env KERNEL="$trash/zeros" "$qemu"
check 'KERNEL= that is empty' refused 125 'not a kernel' env KERNEL="$trash/empty" "$qemu"
check 'KERNEL= that is a directory' refused 125 'not a kernel' env KERNEL=/etc "$qemu"
check 'KERNEL= that this user may not read' unreadable
check 'INITRD= that is not there' refused 125 '/nowhere: no such image' env INITRD=/nowhere "$qemu"
check 'MEM= that is no number' refused 125 'MEM=lots: not a number' env MEM=lots "$qemu"
check 'SMP= of none' refused 125 'SMP=0: not a number' env SMP=0 "$qemu"
check 'MACHINE= that is unknown' refused 125 'MACHINE=pdp11: not a machine we know' env MACHINE=pdp11 "$qemu"
check 'no QEMU for this machine' refused 125 'qemu-system-vax: not found' env ARCH=vax BUILD="$build" "$qemu"
check 'COMPRESS= that is unknown' refused 2 'COMPRESS=zip: not one of' make -s -C "$top" image COMPRESS=zip
cp "$build/rootfs.cpio" "$trash/image.xz"
check 'an image that this kernel cannot unpack' refused 125 'this kernel cannot unpack it' env INITRD="$trash/image.xz" "$qemu"
check 'BUSYBOX= that is not there' refused 1 '/nowhere' env BUSYBOX=/nowhere "$top/scripts/busybox" copy
check 'BUSYBOX= that is dynamic' refused 1 'not static' env BUSYBOX=/bin/sh "$top/scripts/busybox" copy
cp "$build/busybox" "$trash/busybox" && chmod a-x "$trash/busybox"
check 'BUSYBOX= without its execute bit' refused 1 "$trash/busybox" env BUSYBOX="$trash/busybox" "$top/scripts/busybox" copy
finish
