#!/bin/sh
# setup.sh - what is missing is named, for each distribution
. "$(dirname "$0")/../lib.sh"
setup=$top/scripts/setup

# A host that has the commands of every host, and none of the tools.
mkdir "$trash/bin"
for command in sh awk sed grep sort tr id uname env cat dirname mktemp rm head tail; do
	ln -s "$(command -v "$command")" "$trash/bin/$command"
done

# advises ID TEXT...: as an ordinary user of that distribution, who cannot sudo
advises() {
	echo "ID=$1" >"$trash/os-release"
	shift
	chmod 755 "$trash"
	set_user=
	[ "$(id -u)" -ne 0 ] || set_user="$(command -v setpriv) --reuid 65534 --regid 65534 --clear-groups"
	# Word splitting is meant.
	# shellcheck disable=SC2086
	$set_user env PATH="$trash/bin" OS_RELEASE="$trash/os-release" "$trash/bin/sh" "$setup" check >"$trash/out" 2>&1 && return 1
	[ "$(wc -l <"$trash/out")" -eq 1 ] || { cat "$trash/out"; return 1; }
	for text in "$@"; do
		grep -qF -- "$text" "$trash/out" || { echo "no \"$text\" in:"; cat "$trash/out"; return 1; }
	done
}

# Each way of looking, and nothing there.
each_kind() {
	cat >"$trash/tools" <<-'EOF'
		no-such-command check p1 f a l
		<no/such/header.h> check p2 f a l
		/nowhere/a|/nowhere/b check p3 f a l
		static:/nowhere/a|/nowhere/b check p4 f a l
	EOF
	export TOOLS="$trash/tools"
	advises debian 'install with: sudo apt-get install --no-install-recommends p1 p2 p3 p4'
	each_status=$?
	unset TOOLS
	return "$each_status"
}

silent() {
	"$setup" check >"$trash/out" 2>&1 && [ ! -s "$trash/out" ]
}

# A busybox that takes a loader is as good as none.
loaders() {
	echo 'int main(void) { return 0; }' >"$trash/m.c" && gcc -o "$trash/dynamic" "$trash/m.c" &&
		musl-gcc -static -o "$trash/static" "$trash/m.c" && is_static "$trash/static" && ! is_static "$trash/dynamic"
}

nothing_needed() {
	PATH=$trash/bin "$trash/bin/sh" "$setup" clean >"$trash/out" 2>&1 && [ ! -s "$trash/out" ]
}

columns() {
	awk '!/^#/ && NF && NF != 6 { print FILENAME ": " $0; bad = 1 } END { exit bad }' "$top/scripts/tools"
}

check 'the table has six columns' columns
check 'silent when everything is there' silent
check 'a static program is told from another' loaders
check 'clean needs nothing' nothing_needed
check 'a command, a header, a file, a static program: each is missed, and its package named' each_kind
check 'Debian' advises debian 'apt-get install' musl-tools qemu-system-x86 libarchive-tools shellcheck
check 'Fedora' advises fedora 'dnf install' musl-gcc ShellCheck
check 'Arch' advises arch 'pacman -S --needed' libarchive
check 'Alpine' advises alpine 'apk add' libarchive-tools
check 'a distribution like one of these' advises 'mint
ID_LIKE="ubuntu debian"' 'apt-get install'
check 'another: the tools are named' advises plan9 'no package names known' musl-gcc bsdtar
finish
