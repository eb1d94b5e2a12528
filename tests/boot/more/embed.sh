#!/bin/sh
# embed.sh - a distribution's kernel unpacks what init was embedded in, however it is compressed; and loads the modules
up=../
. "$(dirname "$0")/../lib.sh"
embed=$top/scripts/embed
DISK_BYTES=1048576
cd "$trash" || exit 1

originals() {
	mkdir -p early/kernel main/bin main/dev main/usr/lib && ln -s usr/lib main/lib && cp "$build/busybox" main/bin/busybox &&
		chmod 755 main/bin/busybox && ln -s busybox main/bin/sh && echo microcode >early/kernel/data &&
		bsdtar --format=newc -cf early.cpio -C early . && bsdtar --format=newc -cf main.cpio -C main .
}

# unpacks KIND
unpacks() {
	{ cat early.cpio && packed "$1" <main.cpio; } >"in.$1" && "$embed" "in.$1" -o "out.$1" &&
		printf '%s\n' 'busybox cat /kernel/data' 'echo "made it"' poweroff | INITRD=out.$1 boot "$1"
	ended "$1" 0 && says "$1" microcode && says "$1" 'made it' && says "$1" 'init: power off, by a restart' &&
		! grep -aF 'Initramfs unpacking failed' "$1.log"
}

# A directory as an installed kernel has it: with modules.dep, and modules compressed as other distributions do.
module_directory() {
	modules=$release && mkdir "$modules" || return 1
	for module in drivers/virtio/virtio drivers/virtio/virtio_ring drivers/virtio/virtio_pci \
		drivers/virtio/virtio_pci_legacy_dev drivers/virtio/virtio_pci_modern_dev drivers/block/virtio_blk; do
		mkdir -p "$modules/kernel/$(dirname "$module")" && cp "$kernel_modules/kernel/$module.ko" "$modules/kernel/$module.ko" || return 1
	done
	xz "$modules/kernel/drivers/block/virtio_blk.ko" && gzip "$modules/kernel/drivers/virtio/virtio_pci.ko" &&
		zstd -q --rm "$modules/kernel/drivers/virtio/virtio_ring.ko" &&
		sed 's| | kernel/drivers/virtio/|g' >"$modules/modules.dep" <<-'END'
			kernel/drivers/block/virtio_blk.ko.xz: virtio.ko virtio_ring.ko.zst
			kernel/drivers/virtio/virtio_pci.ko.gz: virtio_pci_legacy_dev.ko virtio_pci_modern_dev.ko virtio.ko virtio_ring.ko.zst
			kernel/drivers/virtio/virtio.ko: virtio_ring.ko.zst
			kernel/drivers/virtio/virtio_ring.ko.zst:
			kernel/drivers/virtio/virtio_pci_legacy_dev.ko:
			kernel/drivers/virtio/virtio_pci_modern_dev.ko:
		END
}

# Loaded by busybox's modprobe, which reads the modules.dep that came along.
modules_load() {
	"$embed" in.zstd --modules "./$modules" virtio-pci,virtio_blk -o with_modules && head -c "$DISK_BYTES" /dev/zero >disk &&
		printf '%s\n' 'busybox ls /usr/lib/modules/*' 'busybox modprobe virtio_pci && busybox modprobe virtio_blk' \
			'busybox echo sectors $(busybox cat /sys/block/vda/size)' poweroff |
		INITRD=with_modules APPEND=pidone.shell=/bin/sh QEMU_ARGS="-drive file=$trash/disk,if=virtio,format=raw" boot with_modules
	ended with_modules 0 && says with_modules "sectors $((DISK_BYTES / 512))"
}

check "the distribution's cloud kernel is fetched" cloud_kernel
check 'the originals are made' originals
for kind in plain gzip xz zstd lz4 bzip2 lzma; do
	if [ $kind = plain ] || command -v $kind >/dev/null; then
		check "$kind behind a plain one" unpacks $kind
	else
		skip "$kind" "no $kind here"
	fi
done
check 'a directory of modules is made' module_directory
check 'modules from .ko.xz, .ko.gz and .ko.zst load' modules_load
finish
