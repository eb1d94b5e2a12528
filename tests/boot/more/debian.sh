#!/bin/sh
# debian.sh - Debian's own kernel, whose drivers are modules: a stock Debian comes up behind our initramfs to its login
#
# debootstrap needs root, the network, and some minutes: the image it makes is kept in the cache, under the hash of what
# it depends on. Each boot of it is the first: nothing is written into it.
up=../
. "$(dirname "$0")/../lib.sh"
PATH=$PATH:/sbin:/usr/sbin
TERMINAL_SECONDS=300
DISK=1G MODULES=virtio_pci,virtio_blk
# minbase has apt and what is essential; these add an init, device events for its gettys, modules, and a login.
PACKAGES=systemd-sysv,udev,kmod,login
embed=$top/scripts/embed

# --- the image

# Its own tools make modules.dep; it gets a name, a root without password and a root file system, as from an installer.
populate() {
	unshare --mount debootstrap --variant=minbase --include="$PACKAGES" "$codename" "$1" "$mirror" \
		>"$trash/log" 2>&1 || {
		tail -n 20 "$trash/log"
		return 1
	}
	mkdir -p "$1/lib/modules" && cp -R "$kernel_modules" "$1/lib/modules" && chroot "$1" depmod "$release" &&
		sed -i 's/^root:[^:]*:/root::/' "$1/etc/shadow" &&
		echo debian >"$1/etc/hostname" && echo '/dev/vda / ext4 errors=remount-ro 0 1' >"$1/etc/fstab" &&
		rm -f "$1"/var/cache/apt/archives/*.deb
}

# make_image DIRECTORY: of that name only when it is whole; those before it go
make_image() {
	work=$1.tmp.$$
	trap 'rm -rf --one-file-system "$trash" "$work"' EXIT
	mkdir -p "$work/root" && chmod 755 "$work/root" && populate "$work/root" &&
		mke2fs -q -t ext4 -d "$work/root" "$work/disk" $DISK && cp "$work/root/lib/modules/$release"/modules.* "$work" &&
		find "$cache/debian" -mindepth 1 -maxdepth 1 ! -name '*.tmp.*' -exec rm -rf {} + &&
		rm -rf --one-file-system "$work/root" && mv "$work" "$1"
}

# What it is made of, and how.
key() {
	{
		echo "$codename $mirror $PACKAGES $DISK $release"
		sed -n '/^populate()/,/^}/p' "$0"
	} | sha256sum | cut -c1-16
}

image() {
	codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
	mirror=$("$top/scripts/fetch" sources | awk -v suite="$codename" \
		'{ for (i = 2; i < NF; i++) if ($i ~ /:\// && $(i + 1) == suite) { print $i; exit } }')
	debian=$cache/debian/$(key)
	[ -n "$mirror" ] && { [ -s "$debian/disk" ] || make_image "$debian"; }
}

# --- in front of it

# A directory as depmod leaves it, of the kernel's files.
initramfs() {
	mkdir -p "$trash/$release" "$trash/empty" && ln -s "$kernel_modules/kernel" "$trash/$release/kernel" &&
		cp "$debian"/modules.* "$trash/$release" &&
		"$embed" "$trash/empty" -o "$trash/initrd" --modules "$trash/$release" $MODULES,ext4,crc32c_generic,softdog
}

# asks COMMAND ANSWER: at the prompt
asks() {
	type_keys "$1\\n" && expect "$2" && expect '# '
}

to_login() {
	terminal_start "MEM=512 INITRD=$trash/initrd APPEND='root=/dev/vda ro modules=$MODULES' \
		QEMU_ARGS='-drive file=$debian/disk,if=virtio,format=raw,snapshot=on' $qemu_script; echo status=\$?"
	expect 'debian login: ' && type_keys 'root\n' && expect '# '
}

# What is typed comes back, so the answers must not stand in the questions.
looks_right() {
	asks 'echo PID 1: $(cat /proc/1/comm)' 'PID 1: systemd' && asks 'echo on $(stat -f -c %%T /)' 'on ext2/ext3' &&
		asks 'echo kernel $(uname -r)' "kernel $release" && asks 'echo drivers: $(lsmod | grep -c ^virtio_blk)' 'drivers: 1' &&
		asks 'echo old root: $(grep -c rootfs /proc/mounts)' 'old root: 0' &&
		asks 'echo failed: $(systemctl --failed --no-legend | wc -l)' 'failed: 0'
}

powers_off() {
	type_keys 'poweroff\n' && expect 'reboot: Power down' && expect 'status=0' && terminal_end
}

# --- our own init there

# small INITTAB-LINE...: a disk that has no more than those, and the script on standard input
small() {
	small_root=$trash/small
	rm -rf "$small_root"
	for directory in bin etc dev proc sys run tmp; do
		mkdir -p "$small_root/$directory" || return 1
	done
	cp "$build/busybox" "$small_root/bin/busybox" && ln -s busybox "$small_root/bin/sh" && cp "$build/init" "$small_root/init" &&
		cat >"$small_root/script" && printf '%s\n' '::once:/bin/busybox sh /script' "$@" >"$small_root/etc/inittab" &&
		mke2fs -q -t ext4 -d "$small_root" "$trash/disk" 16M
}

# small_machine INITRD APPEND: what scripts/qemu wants to know of it, as words of a shell
small_machine() {
	echo "INITRD=$1 APPEND='root=/dev/vda init=/init $2'" \
		"QEMU_ARGS='-drive file=$trash/disk,if=virtio,format=raw,snapshot=on'"
}

# guarded NAME STATUS LAST-TEXT: on a terminal, since with input from a pipe inittab is not asked
guarded() {
	terminal_start "RECORD=$trash/$1.log $(small_machine "$trash/initrd" "modules=$MODULES,softdog pidone.watchdog=2") $qemu_script"
	expect "$3" && status "$2" terminal_end
}

# Five seconds are more than the two that it leaves without being fed.
watchdog_feeds() {
	small <<-'END'
		cd /sys/class/watchdog/watchdog0
		busybox cat timeout state
		busybox sleep 5
		echo alive
		busybox poweroff
	END
	guarded feeds 0 'reboot: ' && proved feeds <<-END
		1 2
		1 active
		1 alive
		1 init: power off, by a restart
	END
}

# A shutdown entry that hangs: nobody feeds it then. To scripts/qemu the machine just goes away.
watchdog_bites() {
	echo 'busybox poweroff' | small '::shutdown:/bin/busybox sleep 1000'
	guarded bites 71 'softdog: Initiating system reboot'
}

# One module of the initramfs compressed, as embed would not leave it; and a shell for the rescue.
compressed() {
	rm -rf "$trash/tree" && mkdir -p "$trash/tree/bin" && bsdtar -xf "$trash/initrd" -C "$trash/tree" &&
		cp "$build/busybox" "$trash/tree/bin/busybox" && ln -s busybox "$trash/tree/bin/sh" &&
		xz --check=crc32 "$(find "$trash/tree" -name virtio_blk.ko)" &&
		sed -i 's|virtio_blk\.ko|&.xz|' "$(find "$trash/tree" -name modules.dep)" && "$embed" "$trash/tree" -o "$trash/packed" &&
		small </dev/null
	printf '%s\n' 'echo "on $(busybox stat -f -c %T /)"' 'busybox poweroff' |
		eval "$(small_machine "$trash/packed" "modules=$MODULES") boot packed"
	ended packed 0
}

check "the distribution's cloud kernel is fetched" cloud_kernel
if [ "$(id -u)" -ne 0 ]; then
	skip 'a stock Debian behind our initramfs' 'debootstrap needs root'
	finish
	exit
fi
check 'a stock Debian is made, or in the cache' image
check 'an initramfs with init and the modules' initramfs
check 'it comes up to its login prompt' to_login
# Nothing to ask then, and nobody.
[ "$failed" -eq 0 ] || finish || exit 1
check 'systemd is PID 1, on the disk, nothing of the initramfs is left, nothing failed' looks_right
check 'it powers off' powers_off
check 'pidone.watchdog= arms the watchdog and feeds it' watchdog_feeds
check 'a shutdown that hangs is ended by the watchdog' watchdog_bites
check 'a compressed module: a boot with it' compressed
if grep -q '^CONFIG_MODULE_DECOMPRESS=y' "$cloud"/boot/config-*; then
	check 'the kernel unpacks it' says packed 'on ext2/ext3'
else
	skip 'the kernel unpacks it' "$release has no CONFIG_MODULE_DECOMPRESS"
	check 'a kernel that does not: said' grep -a \
		'init: module /lib/modules/.*/virtio_blk.ko.xz: .*: packed, which this kernel may not undo: see scripts/embed' "$trash/packed.log"
fi
finish
