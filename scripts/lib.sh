# lib.sh - what the scripts share: how they fail, where things are
#
# A script sets $top before it reads this, and $name before it calls die.
# shellcheck shell=sh
arch=${ARCH:-$(uname -m)}
build=${BUILD:-build/$arch}
case $build in
/*) ;;
*) build=$top/$build ;;
esac
cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/pidone
# The makes that the scripts run are not ours: -s would silence the lines that progress counts, and a variable given to
# ours (make run ARCH=...) would override theirs.
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES

die() {
	echo "$name: $*" >&2
	exit 1
}

note() {
	echo "$name: $*" >&2
}

# need_cache: the cache is there and can be written
need_cache() {
	{ mkdir -p "$cache" 2>/dev/null && [ -w "$cache" ]; } ||
		die "$cache: the cache cannot be written: make it writable, or set XDG_CACHE_HOME to a place that is"
}

# bytes FILE OFFSET COUNT: as hexadecimal digits
bytes() {
	od -An -tx1 -j"$2" -N"$3" "$1" 2>/dev/null | tr -d ' \n'
}

# escape PATH: a path as mtree(5) wants it.
escape() {
	printf '%s' "$1" | sed 's/\\/\\134/g; s/ /\\040/g; s/#/\\043/g; s/	/\\011/g'
}

# is_static FILE: a program that takes a loader names it right behind its headers
is_static() {
	! head -c 4096 "$1" | grep -aq '/ld-'
}

# thousands NUMBER: 1,041,408
thousands() {
	echo "$1" | sed -e ':a' -e 's/^\([0-9]*[0-9]\)\([0-9]\{3\}\)/\1,\2/' -e 'ta'
}

# elapsed START: minutes and seconds since then
elapsed() {
	elapsed_seconds=$(($(date +%s) - $1))
	printf '%d:%02d' $((elapsed_seconds / 60)) $((elapsed_seconds % 60))
}
