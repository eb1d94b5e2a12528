#!/bin/sh
# fetch.sh - which package sources are used, and what is refused in one line
. "$(dirname "$0")/../lib.sh"
fetch=$top/scripts/fetch
unset KERNEL_SRC KERNEL_URL SHA256 LINUX
XDG_CACHE_HOME=$trash/cache
OS_RELEASE=$trash/os-release
ETC_APT=$trash/apt
export XDG_CACHE_HOME OS_RELEASE ETC_APT
echo 'VERSION_CODENAME=bookworm' >"$OS_RELEASE"
mkdir -p "$ETC_APT/sources.list.d"
key=/usr/share/keyrings/debian-archive-keyring.gpg

cat >"$ETC_APT/sources.list" <<-EOF
	deb [signed-by=$key] http://mirror.example/debian bookworm main contrib
	# deb http://commented.example/debian bookworm main
	deb http://mirror.example/debian trixie main
	deb-src http://mirror.example/debian bookworm main
EOF
cat >"$ETC_APT/sources.list.d/debian.sources" <<-EOF
	Types: deb deb-src
	URIs: http://two.example/debian
	Suites: bookworm-updates bookworm-security
	Components: main
	Signed-By: $key

	Types: deb
	URIs: http://off.example/debian
	Suites: bookworm
	Components: main
	Enabled: no

	Types: deb
	URIs: http://other.example/apt
	Suites: stable
	Components: main
EOF
cat >"$trash/expected" <<-EOF
	deb [signed-by=$key] http://mirror.example/debian bookworm main contrib
	deb [signed-by=$key] http://two.example/debian bookworm-security main
	deb [signed-by=$key] http://two.example/debian bookworm-updates main
EOF

sources() {
	"$fetch" sources >"$trash/sources" && same "$trash/expected" "$trash/sources"
}

# refused TEXT COMMAND...: one line that has the text, and nothing half-written in the cache
refused() {
	refused_text=$1
	shift
	! "$@" >"$trash/out" 2>"$trash/errors" && cat "$trash/errors" && grep -qF -- "$refused_text" "$trash/errors" &&
		[ "$(grep -c '' "$trash/errors")" -eq 1 ] && ! find "$trash/cache" -name '*.tmp.*' 2>/dev/null | grep .
}

# A choice of today whose tree is here: no network is asked, and none is waited for.
warm() {
	src=$trash/cache/pidone/src
	tree=$src/linux-source-9.8_9.8.7-1
	mkdir -p "$tree" && echo 'linux-source-9.8 9.8.7-1' >"$src/chosen-newest" && : >"$tree/Kconfig" || return 1
	printf 'VERSION = 9\nPATCHLEVEL = 8\nSUBLEVEL = 7\nEXTRAVERSION =\n' >"$tree/Makefile"
	printf 'id=linux-source-9.8_9.8.7-1\nversion=9.8.7\ntree=%s\n' "$tree" >"$trash/expected"
	"$fetch" linux >"$trash/out" && same "$trash/expected" "$trash/out" && [ ! -e "$trash/cache/pidone/apt" ]
}

digits=$(sha256sum <"$0" | cut -d' ' -f1)
tar -cf "$trash/empty.tar" -T /dev/null
check "Debian's own suites, in both formats" sources
check 'a warm cache needs no network' warm
check 'refused: no Debian, and no source given' refused 'give KERNEL_SRC=' env LINUX=6.1 OS_RELEASE=/nowhere "$fetch" linux
check 'refused: LINUX= that is no version' refused 'LINUX=../6: not a version' env LINUX=../6 "$fetch" linux
check 'refused: SHA256= that is none' refused 'not a checksum' env KERNEL_URL="file://$trash/x" SHA256=1234 "$fetch" linux
check 'refused: KERNEL_URL= with nothing behind it' refused 'cannot be downloaded' env KERNEL_URL="file://$trash/x" SHA256="$digits" "$fetch" linux
check 'refused: KERNEL_SRC= that is no tarball' refused 'cannot be unpacked' env KERNEL_SRC="$0" "$fetch" linux
check 'refused: an empty tarball' refused 'not a kernel' env KERNEL_SRC="$trash/empty.tar" "$fetch" linux
check 'refused: no name of a package' refused 'usage:' "$fetch" package
finish
