#!/bin/sh
# root.sh - handing over to a root file system: every way to name it, what may go wrong, and the way back from it
up=../
. "$(dirname "$0")/../lib.sh"
PATH=$PATH:/sbin:/usr/sbin
UUID=01234567-89ab-cdef-0123-456789abcdef
job=$("$top/scripts/kernel" build job) || exit 1
export KERNEL="$job/vmlinux"

# The real init says what it was handed, in exact lines.
real_init() {
	cat <<-'EOF'
		#!/bin/busybox sh
		PATH=/bin
		busybox echo "real init: $$ $*"
		busybox awk '{ print "mounted", $1, $2, $3, substr($4, 1, 2) }' /proc/mounts
		busybox grep Sig[BI] /proc/self/status
		busybox ls /proc/1/fd | busybox wc -l
		busybox echo "variable $handed"
		busybox echo left >/left && busybox sync
		busybox reboot -f
	EOF
}

make_disk() {
	root=$trash/root
	mkdir -p "$root/sbin" "$root/bin" "$root/dev" "$root/proc" "$root/sys" "$root/run" &&
		cp "$build/busybox" "$root/bin/busybox" && ln -s busybox "$root/bin/sh" && real_init >"$root/sbin/real" && chmod +x "$root/sbin/real" &&
		ln -s /sbin/real "$root/sbin/init" && cp "$build/init" "$root/sbin/pidone" && cp "$build/sysh" "$root/bin/sysh" &&
		mke2fs -q -t ext4 -U $UUID -L 'my root' -d "$root" "$trash/part.img" 16M &&
		truncate -s 24M "$trash/gpt.img" && cp "$trash/gpt.img" "$trash/mbr.img" &&
		printf 'label: gpt\nstart=2048, size=32768, uuid=AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE, name="the root"\n' |
		sfdisk -q "$trash/gpt.img" &&
		printf 'label: dos\nlabel-id: 0xcafe0001\nstart=2048, size=32768, type=83\n' | sfdisk -q "$trash/mbr.img" &&
		for table in gpt mbr; do
			dd if="$trash/part.img" of="$trash/$table.img" bs=1M seek=1 conv=notrunc status=none || return 1
		done
}

# boot_disk NAME IMAGE APPEND...
boot_disk() {
	name_=$1 image_=$2
	shift 2
	QEMU_ARGS="-drive file=$trash/$image_,if=virtio,format=raw" APPEND=$* boot "$name_" </dev/null
}

# hands_over IMAGE DEVICE APPEND...
hands_over() {
	hands_image=$1 hands_device=$2
	shift 2
	boot_disk over "$hands_image" "$@" && ended over 0 && says over 'real init: 1 ' &&
		says over "mounted $hands_device / ext4 ${mode:-ro}" && says over 'mounted devtmpfs /dev devtmpfs rw' &&
		says over 'mounted proc /proc proc rw' && says over 'mounted tmpfs /run tmpfs rw' &&
		says over 'SigBlk:	0000000000000000' && ! grep -a rootfs "$trash/over.log"
}

writes() {
	mode=rw hands_over part.img /dev/vda root=/dev/vda rw handed=on && says over 'variable on' &&
		e2fsck -fn "$trash/part.img" >"$trash/fsck" 2>&1 && debugfs -R 'cat /left' "$trash/part.img" 2>/dev/null | grep -x left
}

# fails LINE APPEND...: said, and there is a shell, which ends the machine
fails() {
	fails_line=$1
	shift
	echo poweroff >"$trash/words"
	QEMU_ARGS="-drive file=$trash/part.img,if=virtio,format=raw" APPEND="$*" boot fails <"$trash/words"
	says fails "$fails_line" && says fails 'init: a rescue shell; when it ends, root= is tried again'
}

# Our own init as the root's: everything is written and clean, whatever is still being written.
last_moment() {
	cat >"$trash/writer" <<-'EOF'
		#!/bin/busybox sh
		trap '' TERM
		i=0
		while i=$((i + 1)); do busybox echo line $i; done >>/log
	EOF
	cp "$trash/part.img" "$trash/busy.img" && dd if=/dev/zero of="$trash/swap" bs=1M count=1 status=none
	cat >"$trash/commands" <<-EOF
		rm /sbin/init
		symlink /sbin/init /sbin/pidone
		write $trash/writer /writer
		set_inode_field /writer mode 0100755
		mkdir /etc
		mkdir /tmp
		mkdir /mnt
		mkdir /bound
		write $trash/inittab /etc/inittab
		write $trash/fstab /etc/fstab
		write $trash/loop.img /loop.img
	EOF
	printf '%s\n' '::respawn:/writer' '::once:/bin/busybox sh -c "busybox sleep 2; busybox cat /proc/mounts; busybox kill -USR2 1"' \
		'::wait:/bin/busybox mount -o loop /loop.img /mnt' '::wait:/bin/busybox sh -c "busybox echo held >/mnt/file"' >"$trash/inittab"
	printf '%s\n' '/dev/vda / ext4 rw' '/mnt /bound none bind' >"$trash/fstab"
	mke2fs -q -t ext4 "$trash/loop.img" 2M && debugfs -w -f "$trash/commands" "$trash/busy.img" >/dev/null 2>&1 || return 1
	# On a terminal: input from a pipe would be for a shell, in the place of inittab.
	terminal_start "QEMU_ARGS='-drive file=$trash/busy.img,if=virtio,format=raw' APPEND='root=/dev/vda pidone.wait=1' $qemu_script; echo status=\$?"
	expect 'init: power off, by a restart' && expect 'status=0' && terminal_end &&
		e2fsck -fn "$trash/busy.img" >"$trash/fsck" 2>&1 && ! grep -a 'recovering journal' "$trash/fsck" &&
		debugfs -R "dump /loop.img $trash/loop.out" "$trash/busy.img" 2>/dev/null && e2fsck -fn "$trash/loop.out" &&
		debugfs -R 'cat /file' "$trash/loop.out" 2>/dev/null | grep -x held &&
		debugfs -R 'cat /log' "$trash/busy.img" 2>/dev/null | grep -x 'line 10'
}

check 'a disk and two tables of partitions' make_disk
check 'root=/dev/vda, read-only; init is an absolute link' hands_over part.img /dev/vda root=/dev/vda
check 'rw, a variable of the command line, and a clean disk after' writes
check 'root=UUID=' hands_over part.img /dev/vda root=UUID=$UUID
check 'root=LABEL=, with a blank' hands_over part.img /dev/vda '"root=LABEL=my root"'
check 'root=PARTUUID= of a GPT' hands_over gpt.img /dev/vda1 root=PARTUUID=aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee
check 'root=PARTLABEL=' hands_over gpt.img /dev/vda1 'root="PARTLABEL=the root"'
check 'root=PARTUUID= of an MBR' hands_over mbr.img /dev/vda1 root=PARTUUID=cafe0001-01
check 'root=254:0, rootwait, rootdelay=, rootfstype=, rootflags=' \
	hands_over part.img /dev/vda root=254:0 rootwait rootdelay=1 rootfstype=xfs,ext4 rootflags=noatime,errors=continue
check 'init= is taken' hands_over part.img /dev/vda root=/dev/vda init=/sbin/real
check 'no such device: said, with a shell' fails 'init: root=/dev/vdz: no such device: is its driver among modules=?' root=/dev/vdz
check 'no such init: said, with a shell' fails 'init: init=/nowhere: not in root=/dev/vda' root=/dev/vda init=/nowhere
check 'a network root: said, with a shell' \
	fails 'init: root=/dev/nfs: no networks and no device mapper in init: use dracut' root=/dev/nfs
check 'our init on the disk, written to the last moment: clean, with loop device and bind mount' last_moment
finish
