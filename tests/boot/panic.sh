#!/bin/sh
# panic.sh - three ways into a kernel panic: no init, no root file system, an init that ends (make panic)
. "$(dirname "$0")/lib.sh"

# panics NAME TEXT: the boot ended in a panic, for this reason; its line is shown
panics() {
	ended "$1" 70 || return 1
	panic_line=$(grep -a 'Kernel panic - not syncing' "$trash/$1.log" | head -n 1 | tr -d '\r')
	case $panic_line in
	*"$2"*) return 0 ;;
	esac
	echo "panicked otherwise: $panic_line"
	return 1
}

show() {
	sed -n 's/\r$//; s/.*\(Kernel panic - .*\)/#   the kernel says: \1/p' "$trash/$1.log" | head -n 1
}

no_initramfs() {
	INITRD=none boot none </dev/null
	panics none 'No working init found'
}

# Without an initramfs the kernel mounts root= itself. It has no driver for this one.
no_root() {
	INITRD=none APPEND=root=mtd0 boot root </dev/null
	panics root 'Unable to mount root fs'
}

init_returns() {
	musl-gcc -static -Os -o "$trash/returns" "$top/tests/boot/first/returns.c" || return 1
	echo "./init contents=$trash/returns" | archive returns
	INITRD=$trash/returns.cpio boot returns </dev/null
	panics returns 'Attempted to kill init! exitcode=0x00000300'
}

echo '# 1. a kernel and nothing else: nobody to hand over to'
check 'no initramfs, no root file system: "No working init found"' no_initramfs
show none
echo '# 2. a root file system that it cannot have'
check 'a root= that it cannot mount: "Unable to mount root fs"' no_root
show root
echo '# 3. an init that returns 3: the first process may not end'
check 'an init that returns: "Attempted to kill init"' init_returns
show returns
finish
