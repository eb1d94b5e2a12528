#!/bin/sh
# make.sh - each product is made again when it is gone, and only what follows from it
. "$(dirname "$0")/../lib.sh"
cd "$top" || exit 1
unset MAKEFLAGS MAKELEVEL BUSYBOX EXTRA COMPRESS
products=$trash/b

quiet_make() {
	make -s BUILD="$products" "$@"
}

built() {
	quiet_make -j2 "$products/rootfs.cpio" && cp "$products/rootfs.cpio" "$trash/first"
}

# again NAME REMADE: without that file it is made again, and so is the archive, if the list says so
again() {
	rm "$products/$1" && : >"$trash/mark" && sleep 0.1 &&
		quiet_make "$products/rootfs.cpio" && [ -e "$products/$1" ] &&
		cmp "$trash/first" "$products/rootfs.cpio" &&
		[ "$(cd "$products" && find . -newer "$trash/mark" -type f ! -name '*.o' ! -name '*.d' | sort | tr '\n' ' ')" = "$2" ]
}

nothing_left_to_do() {
	quiet_make "$products/rootfs.cpio" >"$trash/out" && [ ! -s "$trash/out" ] && : >"$trash/mark" && sleep 0.1 &&
		quiet_make "$products/rootfs.cpio" && ! find "$products" -type f -newer "$trash/mark" | grep .
}

another_variable() {
	quiet_make BUSYBOX=none "$products/rootfs.cpio" && ! bsdtar -tf "$products/rootfs.cpio" | grep busybox &&
		quiet_make "$products/rootfs.cpio" && cmp "$trash/first" "$products/rootfs.cpio"
}

helps() {
	for target in run check kernel image iso panic hello bench check-all check-fresh clean; do
		make help | grep -q "^  make $target " || return 1
	done
}

check 'the image is made, two jobs at once' built
check 'nothing is done when nothing has changed' nothing_left_to_do
check 'init' again init './init ./rootfs.cpio '
check 'sysh' again sysh './rootfs.cpio ./sysh '
check 'the list of applets' again busybox.applets './busybox.applets ./rootfs.cpio ./rootfs.mtree '
check 'the manifest' again rootfs.mtree './rootfs.cpio ./rootfs.mtree '
check 'the archive' again rootfs.cpio './rootfs.cpio '
check 'another value of a variable makes another image, and back' another_variable
check 'make help lists the targets' helps
finish
