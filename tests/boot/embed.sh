#!/bin/sh
# embed.sh - an initramfs with init embedded boots: ours by itself, the former one when it is asked for; smallest.c
. "$(dirname "$0")/lib.sh"
embed=$top/scripts/embed
cd "$trash" || exit 1

# Somebody else's: early plain archive, main one compressed, merged /usr, busybox under many names, a script as /init.
original() {
	mkdir -p early/kernel main/usr/sbin main/usr/bin main/dev main/proc && echo microcode >early/kernel/data &&
		ln -s usr/sbin main/sbin && ln -s usr/bin main/bin && cp "$build/busybox" main/bin/busybox && chmod 755 main/bin/busybox &&
		for applet in bin/sh bin/cat bin/readlink bin/stat sbin/init; do
			ln main/bin/busybox "main/$applet" || return 1
		done && cat >main/init <<-'END' && chmod 755 main/init && bsdtar --format=newc -cf early.cpio -C early . &&
			#!/bin/sh
			echo "the former init, $$"
			busybox reboot -f
		END
		bsdtar --format=newc -cf main.cpio -C main . && { cat early.cpio && gzip <main.cpio; } >original
}

ours_boots() {
	"$embed" original -o embedded && { printf '%s\n' 'cat /kernel/data' 'readlink /sbin' 'cat /init.orig' poweroff |
		INITRD=embedded APPEND=pidone.shell=/bin/sh boot ours; } && ended ours 0 && proved ours <<-'EOF'
			1 microcode
			1 usr/sbin
			1 echo "the former init, $$"
			1 init: power off, by a restart
		EOF
}

former_boots() {
	INITRD=embedded APPEND=rdinit=/init.orig boot former </dev/null
	ended former 0 && says former 'the former init, 1'
}

# Embedded again, in the place of one of busybox's names: what ran under the others still does.
applets_stay() {
	"$embed" embedded --as /sbin/init -o twice && { printf '%s\n' 'stat -c "%n %h" /sbin/init /bin/cat' 'cat /kernel/data' poweroff |
		INITRD=twice APPEND='rdinit=/sbin/init pidone.shell=/bin/sh' boot applets; } && ended applets 0 && proved applets <<-'EOF'
			1 /sbin/init 1
			1 /bin/cat 5
			1 microcode
			1 init: power off, by a restart
		EOF
}

directory_boots() {
	"$embed" main -o new.gz && { printf '%s\n' 'stat -c "%n %F" /dev/console /init.orig' poweroff |
		INITRD=new.gz APPEND=pidone.shell=/bin/sh boot new; } && ended new 0 && proved new <<-'EOF'
			1 /dev/console character special file
			1 /init.orig regular file
			1 init: power off, by a restart
		EOF
}

# On a terminal: what it is for is Ctrl-C, and a prompt at once.
smallest() {
	musl-gcc -static -Os -Wall -Wextra -Werror -o smallest "$top/init/embed/smallest.c" && {
		printf './%s type=dir\n' bin proc
		echo "./init contents=$trash/smallest"
		echo "./bin/busybox contents=$build/busybox"
		echo './bin/sh type=link mode=0777 link=busybox'
	} | archive smallest && terminal_start "INITRD=$trash/smallest.cpio $qemu_script; echo status=\$?" &&
		expect '# ' && type_keys 'echo I am $$, below $PPID\n' && expect ', below 1' &&
		type_keys 'busybox sleep 1000\n' && sleep 1 && type_keys '\003' && expect '# ' &&
		type_keys '(busybox sleep 0 &); busybox sleep 1; busybox grep -c Z.zom /proc/[0-9]*/status\n' && expect 'status:0' &&
		type_keys 'exit\n' && expect 'reboot: Restarting system' && expect 'status=0' && terminal_end
}

check 'the original is made' original
check 'embedded, it boots ours; links and all else as they were' ours_boots
check 'rdinit=/init.orig boots the former init' former_boots
check 'again, over one name of busybox: the others stay' applets_stay
check 'a new one from a directory boots' directory_boots
check 'smallest.c: a prompt, Ctrl-C, no zombies, an end' smallest
finish
