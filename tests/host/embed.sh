#!/bin/sh
# embed.sh - init into an initramfs: the original untouched, ours behind it, what was there kept; and what is refused
. "$(dirname "$0")/../lib.sh"
embed=$top/scripts/embed
SCREEN_LINES=24
umask 022
# Scratch files of the script come here, so that one left behind is seen.
TMPDIR=$trash/scratch
export TMPDIR
# Of the build only what may not change while this runs.
mkdir -p "$TMPDIR" "$trash/build" && cp "$build/init" "$trash/build/" && cd "$trash" || exit 1
BUILD=$trash/build
export BUILD

# The original: a merged /usr, an /init, and files under two names.
originals() {
	mkdir -p root/usr/sbin root/usr/lib root/bin early/kernel/x86/microcode && ln -s usr/sbin root/sbin &&
		ln -s usr/lib root/lib && printf '#!/bin/sh\necho the former init\n' >root/init && chmod 755 root/init &&
		cp "$sysh" root/bin/sysh && ln root/bin/sysh root/usr/sbin/init && echo text >'root/a #1 file' &&
		head -c 3001 /dev/urandom >early/kernel/x86/microcode/GenuineIntel.bin &&
		bsdtar --format=newc -cf early.cpio -C early . && bsdtar --format=newc -cf main.cpio -C root . &&
		cat early.cpio main.cpio >plain
}

# behind ORIGINAL OUT: what follows, which begins at a multiple of 4 behind at least 4 zeros
behind() {
	behind_at=$((($(wc -c <"$1") + 7) / 4 * 4))
	tail -c "+$((behind_at - 3))" "$2" | head -c 4 | od -An -tx1 | grep -qx ' 00 00 00 00' &&
		tail -c "+$((behind_at + 1))" "$2" | head -c 6 | grep -qx 070701 &&
		tail -c "+$((behind_at + 1))" "$2"
}

# untouched ORIGINAL OUT
untouched() {
	head -c "$(wc -c <"$1")" "$2" | cmp - "$1"
}

# listed FILE: type, mode, owner and name of each entry; no time but 0
listed() {
	bsdtar -tvf "$1" | sed 's|/$||' >all.list && ! grep -v ' Jan  1  1970 ' all.list &&
		awk '{ print $1, $3, $4, substr($0, index($0, " 1970 ") + 6) }' all.list
}

# appended ORIGINAL OUT: exactly the lines on standard input
appended() {
	cat >expected && untouched "$1" "$2" && behind "$1" "$2" >ours && listed ours >got && same expected got
}

# in_room ORIGINAL OUT: the same behind an archive with a link of init's name, which makes the kernel unlink the file
in_room() {
	cat >expected && untouched "$1" "$2" && behind "$1" "$2" >both && listed both | grep -x 'lrwxrwxrwx 0 0 \./.*init -> -' &&
		room_end=$(grep -aobF -m1 'TRAILER!!!' both | head -n 1 | cut -d: -f1) &&
		tail -c "+$(((room_end + 11 + 3) / 4 * 4 + 1))" both >ours && listed ours >got && same expected got
}

# compressed KIND
compressed() {
	{ cat early.cpio && packed "$1" <main.cpio; } >"in.$1" && "$embed" "in.$1" -o "out.$1" >said || return 1
	grep -Fx "embed: out.$1: $(wc -c <"out.$1") bytes: plain, $1; init is /init, the former one /init.orig" said &&
		appended "in.$1" "out.$1" <<-'END' &&
			-rwxr-xr-x 0 0 ./init.orig
			-rwxr-xr-x 0 0 ./init
		END
		bsdtar -xOf ours ./init | cmp - build/init && bsdtar -xOf ours ./init.orig | cmp - root/init
}

# The first original is kept, and no directory is made again.
twice() {
	"$embed" out.gzip --init "$sysh" -o twice && appended out.gzip twice <<-'END' &&
		-rwxr-xr-x 0 0 ./init
	END
		"$embed" twice --init "$sysh" -o thrice && appended twice thrice <<-'END'
			-rwxr-xr-x 0 0 ./init
		END
}

# The place behind a link; a file under two names is kept whole.
elsewhere() {
	"$embed" in.gzip --as /sbin/init -o elsewhere >said && grep -F 'boot it with rdinit=/usr/sbin/init' said &&
		in_room in.gzip elsewhere <<-'END' &&
			-rwxr-xr-x 0 0 ./usr/sbin/init.orig
			-rwxr-xr-x 0 0 ./usr/sbin/init
		END
		bsdtar -xOf ours ./usr/sbin/init.orig | cmp - "$sysh"
}

no_directory_yet() {
	"$embed" in.gzip --as /opt/pidone/init -o deep && appended in.gzip deep <<-'END'
		drwxr-xr-x 0 0 ./opt
		drwxr-xr-x 0 0 ./opt/pidone
		-rwxr-xr-x 0 0 ./opt/pidone/init
	END
}

link_as_init() {
	mkdir -p linked/sbin && ln -s sbin/real linked/init && echo x >linked/sbin/real &&
		bsdtar --format=newc -cf linked.cpio -C linked . && "$embed" linked.cpio -o linked.out &&
		appended linked.cpio linked.out <<-'END'
			lrwxrwxrwx 0 0 ./init.orig -> sbin/real
			-rwxr-xr-x 0 0 ./init
		END
}

# several NAME WORDS: the archives in that file are these
several() {
	"$embed" "$1" -o several >said && untouched "$1" several && grep -F " bytes: $2; init" said
}

# Zeros between, other archives behind, each found.
many() {
	{ cat in.lz4 && head -c $((700 + (4 - $(wc -c <in.lz4) % 4) % 4)) /dev/zero && cat main.cpio && xz -c --check=crc32 <main.cpio &&
		gzip -c <early.cpio; } >many && several many 'plain, lz4, plain, xz, gzip' &&
		{ cat in.zstd && head -c 500 /dev/zero; } >padded && several padded 'plain, zstd' &&
		{ gzip -c <early.cpio && gzip -c <main.cpio; } >members && several members gzip
}

# A file that holds what looks like a header, right up to the next one.
decoy() {
	mkdir -p decoy && awk 'BEGIN { printf "070701"; for (i = 0; i < 98; i++) printf "0" }' >decoy/a && echo x >decoy/init &&
		printf 'a\ninit\n' | bsdtar --format=newc -cf decoy.cpio -C decoy -T - && several decoy.cpio plain &&
		grep -F 'the former one /init.orig' said
}

# A secret of the initramfs's stays one.
modes() {
	cp in.gzip secret && chmod 600 secret && ln -s secret initrd.img && "$embed" initrd.img -o secret.out &&
		[ "$(stat -c %a secret.out)" = 600 ]
}

# from_directory NAME: a new initramfs from a copy of another day and umask
from_directory() {
	cp -a root "$1" && find "$1" -exec touch -h -d "$2" {} + && (umask "$3" && "$embed" "$1" -o "$1.cpio") &&
		listed "$1.cpio" | sort >"$1.list"
}

directory() {
	from_directory one '2001-02-03 04:05' 022 && from_directory 'an other' '2020-01-01 00:00' 077 &&
		cmp one.cpio 'an other.cpio' && cat >expected <<-'END' && same expected one.list || return 1
			-rw-r--r-- 0 0 ./a #1 file
			-rwxr-xr-x 0 0 ./bin/sysh
			-rwxr-xr-x 0 0 ./init
			-rwxr-xr-x 0 0 ./init.orig
			crw------- 0 0 ./dev/console
			drwxr-xr-x 0 0 .
			drwxr-xr-x 0 0 ./bin
			drwxr-xr-x 0 0 ./dev
			drwxr-xr-x 0 0 ./usr
			drwxr-xr-x 0 0 ./usr/lib
			drwxr-xr-x 0 0 ./usr/sbin
			lrwxrwxrwx 0 0 ./lib -> usr/lib
			lrwxrwxrwx 0 0 ./sbin -> usr/sbin
			lrwxrwxrwx 0 0 ./usr/sbin/init -> /bin/sysh
		END
	! grep -aF "$trash" one.cpio && bsdtar -xOf one.cpio ./init | cmp - build/init && bsdtar -xOf one.cpio ./bin/sysh | cmp - "$sysh"
}

directory_compressed() {
	for ending in gz xz zst; do
		"$embed" root -o "new.$ending" && bsdtar -tf "new.$ending" | grep -x ./init || return 1
	done
	gzip -dc <new.gz | cmp - one.cpio
}

# A kernel's directory of modules: three compressions, names with both dashes, one that is built in.
kernel() {
	mkdir -p 6.9-test/kernel/a && cd 6.9-test && for module in plain first_dep second-dep other; do
		echo "module $module" >"kernel/a/$module.ko" || return 1
	done && gzip kernel/a/first_dep.ko && xz kernel/a/second-dep.ko && zstd -q --rm kernel/a/other.ko &&
		cat >modules.dep <<-'END' && echo kernel/fs/built-in.ko >modules.builtin && cd ..
			kernel/a/plain.ko: kernel/a/first_dep.ko.gz kernel/a/second-dep.ko.xz
			kernel/a/first_dep.ko.gz: kernel/a/second-dep.ko.xz
			kernel/a/second-dep.ko.xz:
			kernel/a/other.ko.zst:
		END
}

modules() {
	"$embed" in.gzip --modules "$trash/6.9-test" plain,built_in -o modules >said 2>&1 &&
		grep -Fx 'embed: built_in: built into this kernel: no module to add' said && grep -F '; 3 modules' said &&
		appended in.gzip modules <<-'END' &&
			-rwxr-xr-x 0 0 ./init.orig
			-rwxr-xr-x 0 0 ./init
			drwxr-xr-x 0 0 ./usr/lib/modules
			drwxr-xr-x 0 0 ./usr/lib/modules/6.9-test
			drwxr-xr-x 0 0 ./usr/lib/modules/6.9-test/kernel
			drwxr-xr-x 0 0 ./usr/lib/modules/6.9-test/kernel/a
			-rw-r--r-- 0 0 ./usr/lib/modules/6.9-test/kernel/a/plain.ko
			-rw-r--r-- 0 0 ./usr/lib/modules/6.9-test/kernel/a/first_dep.ko
			-rw-r--r-- 0 0 ./usr/lib/modules/6.9-test/kernel/a/second-dep.ko
			-rw-r--r-- 0 0 ./usr/lib/modules/6.9-test/modules.dep
		END
		bsdtar -xOf ours './usr/lib/modules/6.9-test/kernel/a/*.ko' >got &&
		printf 'module %s\n' plain first_dep second-dep >expected && same expected got
}

# has_modules_dep PATH: the lines on standard input
has_modules_dep() {
	cat >expected && bsdtar -xOf ours "$1" >got && same expected got
}

# Of what "modules" has made.
modules_dep() {
	behind in.gzip modules >ours && has_modules_dep ./usr/lib/modules/6.9-test/modules.dep <<-'END'
		kernel/a/plain.ko: kernel/a/first_dep.ko kernel/a/second-dep.ko
		kernel/a/first_dep.ko: kernel/a/second-dep.ko
		kernel/a/second-dep.ko:
	END
}

# The original's modules.dep keeps its lines, but for the modules that come again, unpacked.
modules_merged() {
	mkdir -p root2/lib/modules/6.9-test && cat >root2/lib/modules/6.9-test/modules.dep <<-'END' &&
		kernel/a/other.ko.zst:
		kernel/b/theirs.ko.xz: kernel/a/other.ko.zst
	END
		bsdtar --format=newc -cf root2.cpio -C root2 . && "$embed" root2.cpio --modules "$trash/6.9-test" 'other second_dep' -o merged &&
		behind root2.cpio merged >ours && has_modules_dep ./lib/modules/6.9-test/modules.dep <<-'END'
			kernel/a/other.ko:
			kernel/a/second-dep.ko:
			kernel/b/theirs.ko.xz: kernel/a/other.ko.zst
		END
}

# refused STATUS TEXT ARGUMENT...: one line that has TEXT, no output, no scratch
refused() {
	refused_status=$1 refused_text=$2
	shift 2
	rm -f o
	status "$refused_status" "$embed" "$@" >out 2>&1 </dev/null || { cat out; return 1; }
	grep -F -- "embed: " out | grep -qF -- "$refused_text" && [ "$(wc -l <out)" -eq 1 ] && [ ! -e o ] &&
		! ls -d o.tmp.* "$TMPDIR"/* 2>/dev/null || {
		echo "expected one line with \"$refused_text\" and nothing left, got:"
		cat out
		return 1
	}
}

# cut KIND BYTES: without its last ones
cut_short() {
	head -c "$(($(wc -c <"in.$1") - $2))" "in.$1" >shorter && refused 1 'shorter: damaged or cut short' shorter -o o
}

bad_archives() {
	: >empty && head -c 4096 /dev/zero >zeros && { cat in.gzip && echo rubbish; } >behind.gz &&
		bsdtar --format=odc -cf odc -C root . && bsdtar -cf tar -C root . &&
		{ cat early.cpio && printf '\0' && cat main.cpio; } >crooked && head -c 3000 main.cpio >half &&
		refused 1 'empty: empty' empty -o o &&
		refused 1 'zeros: no initramfs' zeros -o o &&
		refused 1 'passwd: no initramfs' /etc/passwd -o o &&
		refused 1 'tar: no initramfs' tar -o o &&
		refused 1 'odc: cpio in an old format' odc -o o &&
		refused 1 'half: damaged or cut short: the cpio archive at byte 0' half -o o &&
		refused 1 'multiples of 4' crooked -o o &&
		refused 1 "its gzip data at byte $(wc -c <early.cpio)" behind.gz -o o
}

bad_places() {
	refused 1 '/nowhere: no such file or directory' /nowhere -o o && refused 1 '/dev/null: no such file' /dev/null -o o &&
		refused 1 'in.gzip: is the input too' in.gzip -o ./in.gzip && refused 1 'would be part of' root -o root/o &&
		refused 1 'root: is there, and is no file' in.gzip -o root &&
		refused 1 '/dev/null: is there, and is no file' in.gzip -o /dev/null &&
		refused 1 'o/o: cannot be written' in.gzip -o o/o && refused 1 '/nowhere: missing or empty' in.gzip --init /nowhere -o o &&
		refused 1 '/bin: is there, and neither a file nor a link' in.gzip --as /bin -o o &&
		refused 1 '/sbin: is there, and neither a file nor a link' in.gzip --as /sbin -o o &&
		refused 1 '/init/x: cannot be: /init is there' in.gzip --as /init/x -o o &&
		refused 1 'not the name of a file' in.gzip --as . -o o &&
		[ -c /dev/null ] && [ ! -e root/o ]
}

links_in_a_circle() {
	mkdir -p circle && ln -s b circle/a && ln -s a circle/b && bsdtar --format=newc -cf circle.cpio -C circle . &&
		refused 1 'in a circle' circle.cpio --as /a/init -o o
}

bad_modules() {
	refused 1 '/lib/modules/none: no such directory' in.gzip --modules none x -o o &&
		refused 1 'no such module in' in.gzip --modules ./6.9-test nothing -o o &&
		refused 1 'root/modules.dep: not there' in.gzip --modules ./root x -o o &&
		echo rubbish >6.9-test/kernel/a/other.ko.zst && refused 1 'other.ko.zst: damaged' in.gzip --modules ./6.9-test other -o o &&
		rm 6.9-test/kernel/a/other.ko.zst && refused 1 'other.ko.zst: not there' in.gzip --modules ./6.9-test other -o o
}

bad_usage() {
	refused 2 'no INITRAMFS or DIRECTORY' -o o && refused 2 '-o OUT is missing' in.gzip &&
		refused 2 'one INITRAMFS or DIRECTORY' root root -o o &&
		refused 2 '--what: unknown option' --what && refused 2 '-o: its value is missing' in.gzip -o &&
		refused 2 '--modules: its value is missing' in.gzip -o o --modules x
}

# A host without the tool.
no_tool() {
	mkdir -p bin && for tool in sh realpath dirname basename uname wc mktemp rm cmp sed tail head grep awk od tr cat; do
		ln -sf "$(command -v "$tool")" bin/ || return 1
	done
	rm -f o && ! PATH=$trash/bin "$trash/bin/sh" "$embed" in.zstd -o o >out 2>&1 && [ ! -e o ] && [ "$(wc -l <out)" -eq 1 ] &&
		grep -Fx 'embed: in.zstd: compressed by zstd, and there is no zstd here: install it' out
}

# A file system of 32 KiB, in namespaces of its own.
full_disk() {
	mkdir -p small && ! unshare --user --map-root-user --mount sh -c "mount -t tmpfs -o size=32k none small &&
		'$embed' in.gzip -o small/o; status=\$?; ls -A small; exit \$status" >left 2>out && [ ! -s left ] &&
		grep -Fx 'embed: small/o: not written: is the disk full?' out && [ "$(wc -l <out)" -eq 1 ]
}

answers() {
	"$embed" --help >help && [ "$(wc -l <help)" -le "$SCREEN_LINES" ] && grep -q '^usage: embed ' help || return 1
	for option in -o --as --init --modules --help --version; do
		grep -qF -- "  $option" help || grep -qF -- ", $option" help || return 1
	done
	[ "$("$embed" --version)" = "pidone embed $(sed -n 's/^VERSION := //p' "$top/Makefile")" ]
}

recipes() {
	cd "$top/init/embed" && shellcheck -s sh initramfs-tools/pidone -e SC1091 && shellcheck -s bash dracut/90pidone/module-setup.sh &&
		cc -Os -Wall -Wextra -Werror -fsyntax-only smallest.c && [ "$(wc -l <smallest.c)" -le 60 ]
}

check 'the originals are made' originals
for kind in gzip xz zstd lz4 bzip2 lzma; do
	if command -v $kind >/dev/null; then
		check "$kind behind a plain one: untouched, init and the former one follow" compressed $kind
	else
		skip "$kind" "no $kind here"
	fi
done
check 'twice: the first original stays' twice
check '--as behind a link; a file of several names is unlinked first' elsewhere
check '--as in directories that are not there yet' no_directory_yet
check 'a link as the former init' link_as_init
check 'several archives, zeros between and behind' many
check 'what looks like a header is none' decoy
check 'the output is as secret as the input, by a link too' modes
check 'a directory: the same bytes from another day and umask' directory
check 'a directory, compressed by the name' directory_compressed
check 'a directory of modules is made' kernel
check '--modules: with what they need, unpacked, behind a link' modules
check '--modules: a modules.dep of what is there' modules_dep
check '--modules: the lines of the original stay' modules_merged
for kind in gzip xz zstd; do
	check "cut short by a byte: $kind" cut_short $kind 1
	check "cut short by half of it: $kind" cut_short $kind $((($(wc -c <"in.$kind") - $(wc -c <early.cpio)) / 2))
done
check 'refused: what is no initramfs, or not whole' bad_archives
check 'refused: places that cannot be' bad_places
check 'refused: links that go round in a circle' links_in_a_circle
check 'refused: modules that are not there' bad_modules
check 'refused: bad usage' bad_usage
check 'refused: a compression without its tool' no_tool
if unshare --user --map-root-user --mount true 2>/dev/null; then
	check 'a full disk: said, and nothing half-written' full_disk
else
	skip 'a full disk' 'this host allows no user namespaces'
fi
check '--help fits a screen, --version is that of the project' answers
check 'the recipes are clean' recipes
finish
