#!/bin/bash
# module-setup.sh - a module of dracut: our init in the initramfs
#
# It goes to /sbin/pidone, beside dracut's own /init, which stays what the kernel runs unless it is told otherwise:
#   cp -r 90pidone /usr/lib/dracut/modules.d/ && dracut --force --add pidone
# and on the kernel command line:
#   rdinit=/sbin/pidone                              the initramfs's own shell, nothing handed over
#   rdinit=/sbin/pidone root=UUID=... modules=...    loads these, mounts root and executes its /sbin/init
# What modules= names has to be in the initramfs: dracut --add-drivers "virtio_blk ext4". PIDONE_INIT= is another init.
pidone_init=${PIDONE_INIT:-/usr/local/lib/pidone/init}

# Only where --add or add_dracutmodules= names it.
check() {
	[[ -x $pidone_init ]] || return 1
	return 255
}

depends() {
	return 0
}

install() {
	# shellcheck disable=SC2154 # dracut's
	inst_binary "$pidone_init" /sbin/pidone && mkdir -p "$initdir/proc" "$initdir/sys" "$initdir/dev" "$initdir/run"
}
