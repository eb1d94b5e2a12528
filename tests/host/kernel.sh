#!/bin/sh
# kernel.sh - where kernels come from, and how a configuration is refused
. "$(dirname "$0")/../lib.sh"
kernel=$top/scripts/kernel
fetch=$top/scripts/fetch
unset KERNEL_SRC KERNEL_URL SHA256 LINUX
# A cache of its own: what is fetched here is a fake.
real_cache=$cache
XDG_CACHE_HOME=$trash/cache
export XDG_CACHE_HOME

# fake NAME: a tarball of a tree that is one only by its looks
fake() {
	mkdir -p "$trash/$1" && : >"$trash/$1/Kconfig" &&
		printf 'VERSION = 9\nPATCHLEVEL = 8\nSUBLEVEL = 7\nEXTRAVERSION = -rc6\n' >"$trash/$1/Makefile" &&
		tar -cf "$trash/$1.tar" -C "$trash" "$1"
}

# refused TEXT COMMAND...: a status that is not 0, the text, and nothing half-written in the cache
refused() {
	refused_text=$1
	shift
	! "$@" >"$trash/out" 2>"$trash/errors" && grep -F -- "$refused_text" "$trash/errors" &&
		[ "$(grep -c '' "$trash/errors")" -eq 1 ] && ! find "$trash/cache" -name '*.tmp.*' 2>/dev/null | grep .
}

says_version() {
	"$@" >"$trash/out" && grep -x 'version=9.8.7-rc6' "$trash/out" &&
		[ -f "$(sed -n 's/^tree=//p' "$trash/out")/Kconfig" ]
}

fake fake
sum=$(sha256sum <"$trash/fake.tar" | cut -d' ' -f1)
wrong=$(echo wrong | sha256sum | cut -d' ' -f1)
check 'KERNEL_SRC= a tree' says_version env KERNEL_SRC="$trash/fake" "$fetch" linux
check 'KERNEL_SRC= a tarball' says_version env KERNEL_SRC="$trash/fake.tar" "$fetch" linux
check 'KERNEL_URL= and its SHA256=' says_version env KERNEL_URL="file://$trash/fake.tar" SHA256="$sum" "$fetch" linux
check 'refused: KERNEL_URL= without SHA256=' refused 'refused without SHA256=' env KERNEL_URL="file://$trash/fake.tar" "$fetch" linux
check 'refused: another SHA256' refused "has SHA256 $sum" env KERNEL_URL="file://$trash/fake.tar" SHA256="$wrong" "$fetch" linux
check 'refused: KERNEL_SRC= that is not there' refused 'no such tree or tarball' env KERNEL_SRC=/nowhere "$fetch" linux
check 'refused: KERNEL_SRC= that is no kernel' refused 'not a kernel' env KERNEL_SRC=/etc "$fetch" linux
check 'refused: an unknown configuration' refused 'CONFIG=huge: huge is unknown' env KERNEL_SRC="$trash/fake" BUILD="$trash/b" "$kernel" build huge
check 'refused: a fragment alone' refused 'needs something to add to' env KERNEL_SRC="$trash/fake" BUILD="$trash/b" "$kernel" build serial

# Its names are known where the tree has them, wherever it keeps them; here the tree's own make then has no such target.
known() {
	mkdir -p "$trash/fake/kernel/configs" && : >"$trash/fake/kernel/configs/kvm_guest.config" || return 1
	! env KERNEL_SRC="$trash/fake" BUILD="$trash/b" "$kernel" build defconfig+kvm_guest.config 2>"$trash/errors" &&
		! grep 'is unknown' "$trash/errors"
}

check "names of the kernel's own tree" known
check 'refused: no compiler' refused 'nocc: no such compiler' env KERNEL_CC=nocc KERNEL_SRC="$trash/fake" "$kernel" build tiny
check 'refused once, by scripts/kernel too: KERNEL_SRC=' refused 'no such tree or tarball' env KERNEL_SRC=/nowhere "$kernel" build tiny

unwritable() {
	touch "$trash/file"
	refused 'the cache cannot be written' env XDG_CACHE_HOME="$trash/file" KERNEL_SRC="$trash/fake.tar" "$fetch" linux
}
check 'refused: a cache that cannot be written' unwritable

# The rest takes the kernel's own tree; it is there whenever the tests can boot.
XDG_CACHE_HOME=${real_cache%/pidone}
"$fetch" linux >"$trash/linux" 2>/dev/null
mkdir "$trash/top" && cp -r "$top/scripts" "$top/kernel-configs" "$trash/top/"

impossible() {
	printf '# Asks for what does not exist.\nCONFIG_NO_SUCH_THING=y\n# Needs NET.\nCONFIG_INET=y\n' >"$trash/top/kernel-configs/wish"
	! BUILD=$trash/b "$trash/top/scripts/kernel" build tiny+wish 2>"$trash/errors" &&
		grep -F 'not in the final .config' "$trash/errors" | grep 'CONFIG_INET=y CONFIG_NO_SUCH_THING=y' &&
		[ ! -d "$trash/b/kernels" ]
}

# Nothing of ours in it, so nothing to look up. This tree can be configured, and no more.
no_fragment() {
	cp -r "$trash/fake" "$trash/whole" || return 1
	{
		cat "$trash/fake/Makefile"
		# make's variable
		# shellcheck disable=SC2016
		printf 'defconfig olddefconfig:\n\techo CONFIG_A=y >"$(O)/.config"\nall:\n\tfalse\n'
	} >"$trash/whole/Makefile"
	! KERNEL_SRC=$trash/whole BUILD=$trash/b "$kernel" build defconfig 2>"$trash/errors"
	cat "$trash/errors"
	grep -q 'does not build' "$trash/errors" && ! grep -q 'not in the final' "$trash/errors"
}

# What make menuconfig would leave, without a hand to type.
fragment_saved() {
	obj=$trash/b/obj/menuconfig-tiny
	mkdir -p "$obj" && printf 'CONFIG_A=y\n# CONFIG_B is not set\nCONFIG_C=1\n' >"$obj/generated" &&
		printf 'CONFIG_A=y\nCONFIG_B=y\n# CONFIG_C is not set\n' >"$obj/.config" &&
		BUILD=$trash/b "$trash/top/scripts/kernel" savefragment tiny mine &&
		[ "$(grep -v -e '^# Changed' -e '^$' "$trash/top/kernel-configs/mine" | tr '\n' ' ')" = '# CONFIG_C is not set CONFIG_B=y ' ]
}

quick_when_done() {
	rm -rf "$trash/b" && mkdir "$trash/b" && cp -r "$build/kernels" "$trash/b/" || return 1
	BUILD=$trash/b "$kernel" build tiny >"$trash/out" 2>"$trash/errors"
	cat "$trash/errors" "$trash/out"
	[ ! -s "$trash/errors" ] && [ -f "$(cat "$trash/out")/bzImage" ] && [ ! -d "$trash/b/obj" ]
}

check 'refused, by name: symbols that the final .config lacks' impossible
check 'a configuration without a fragment' no_fragment
check 'a change by hand is saved as a fragment' fragment_saved
check 'nothing is done when nothing has changed' quick_when_done
finish
