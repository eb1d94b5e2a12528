#!/bin/sh
# image.sh - the same bytes from two users, umasks, directories and days; what the user adds; what is refused
. "$(dirname "$0")/../lib.sh"
image=$top/scripts/image
umask 022

# tree NAME DATE: a checkout of its own, with products of another day
tree() {
	mkdir -p "$trash/$1/build/x" &&
		cp -r "$top/scripts" "$top/rootfs-skel" "$trash/$1/" &&
		cp "$build/init" "$build/sysh" "$build/busybox" "$build/busybox.applets" "$trash/$1/build/x/" &&
		find "$trash/$1" -exec touch -d "$2" {} +
}

pack() {
	BUILD=$trash/$1/build/x "$trash/$1/scripts/image" mtree && BUILD=$trash/$1/build/x "$trash/$1/scripts/image" cpio
}

reproducible() {
	tree one '2001-02-03 04:05' && tree 'an other' '2020-01-01 00:00' && chmod 755 "$trash" || return 1
	(umask 022 && pack one) || return 1
	if [ "$(id -u)" -eq 0 ]; then
		chown -R 65534:65534 "$trash/an other"
		chmod -R go-rwx "$trash/an other"
		setpriv --reuid 65534 --regid 65534 --clear-groups sh -c "umask 077; cd /; BUILD='$trash/an other/build/x'; export BUILD
			'$trash/an other/scripts/image' mtree && '$trash/an other/scripts/image' cpio" || return 1
	else
		(umask 077 && pack 'an other') || return 1
	fi
	cmp "$trash/one/build/x/rootfs.cpio" "$trash/an other/build/x/rootfs.cpio"
}

entries() {
	bsdtar -tvf "$trash/one/build/x/rootfs.cpio" | sed 's| \./| |; s|/$||' >"$trash/list" &&
		grep -E '^crw------- .* 5,1 .* dev/console$' "$trash/list" &&
		grep -E '^-rwxr-xr-x .* init$' "$trash/list" &&
		grep -E '^drwxrwxrwt .* tmp$' "$trash/list" &&
		grep -E ' sbin/init -> /init$' "$trash/list" &&
		[ "$(grep -c -- '-> /bin/busybox' "$trash/list")" -eq "$(sort -u "$build/busybox.applets" | grep -vcx -e sbin/init -e bin/busybox)" ] &&
		[ "$(awk '{ print $3, $4 }' "$trash/list" | sort -u | grep -vc '^0 *0$')" -le 1 ]
}

extra() {
	mkdir -p "$trash/extra/etc" "$trash/extra/my dir" && echo mine >"$trash/extra/etc/hosts" &&
		echo 'text' >"$trash/extra/my dir/a #1 file" && ln -s /etc/hosts "$trash/extra/link" &&
		chmod 700 "$trash/extra/my dir/a #1 file" || return 1
	(export EXTRA="$trash/extra" && pack one) || return 1
	mkdir -p "$trash/unpacked" && bsdtar -xf "$trash/one/build/x/rootfs.cpio" -C "$trash/unpacked" --exclude dev &&
		[ "$(cat "$trash/unpacked/etc/hosts")" = mine ] && [ "$(cat "$trash/unpacked/my dir/a #1 file")" = text ] &&
		[ -x "$trash/unpacked/my dir/a #1 file" ] && [ "$(readlink "$trash/unpacked/link")" = /etc/hosts ]
}

compressed() {
	for ending in gz xz zst; do
		BUILD=$trash/one/build/x "$image" compress $ending || return 1
		bsdtar -tf "$trash/one/build/x/rootfs.cpio.$ending" | grep -x ./init || return 1
	done
}

# refused TEXT COMMAND...: one line that has TEXT, a status that is not 0, and nothing half-written
refused() {
	refused_text=$1
	shift
	! "$@" 2>"$trash/errors" && grep -F "$refused_text" "$trash/errors" && ! find "$trash/one/build" -name '.image.*' | grep .
}

without_init() {
	rm -f "$trash/one/build/x/rootfs.cpio" "$trash/one/build/x/init"
	refused 'init: missing or empty' env BUILD="$trash/one/build/x" "$image" cpio && [ ! -e "$trash/one/build/x/rootfs.cpio" ]
}

# A file system of 64 KiB, in namespaces of its own.
full_disk() {
	unshare --user --map-root-user --mount sh -c "mount -t tmpfs -o size=64k none '$trash/one/build/x' &&
		: >'$trash/one/build/x/init' && cp '$build/sysh' '$trash/one/build/x/' && cp '$build/sysh' '$trash/one/build/x/init' &&
		cp '$build/busybox.applets' '$trash/one/build/x/' && ln -s '$build/busybox' '$trash/one/build/x/busybox'
		BUILD='$trash/one/build/x' '$image' mtree && BUILD='$trash/one/build/x' '$image' cpio
		status=\$?; ls -A '$trash/one/build/x' | grep -e cpio -e '^.image'; exit \$status" >"$trash/left" 2>"$trash/errors" && return 1
	grep -F 'No space left' "$trash/errors" && [ ! -s "$trash/left" ]
}

check 'the same bytes from two users, umasks, directories and days' reproducible
check 'nodes, modes, owners, a link for every applet' entries
check 'EXTRA= adds files, and replaces ours' extra
check 'gzip, xz, zstd' compressed
check 'refused: EXTRA= that is no directory' refused 'EXTRA=/nowhere: not a directory' env EXTRA=/nowhere BUILD="$trash/one/build/x" "$image" mtree
check 'refused: an unknown compression' refused 'not a compression' env BUILD="$trash/one/build/x" "$image" compress lzma
if unshare --user --map-root-user --mount true 2>/dev/null; then
	check 'a full disk: said, and nothing half-written' full_disk
else
	skip 'a full disk' 'this host allows no user namespaces'
fi
check 'refused: no init built' without_init
finish
