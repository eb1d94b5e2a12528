#!/bin/sh
# iso.sh - the CD boots to a prompt on the screen, typed at on its keyboard, and to one on ttyS0
up=../
. "$(dirname "$0")/../lib.sh"
SCREEN_ADDRESS=0xb8000 SCREEN_BYTES=4000

made() {
	"$top/scripts/iso" && [ "$(wc -c <"$build/pidone.iso")" -le 1782579 ]
}

# The same bytes again.
again() {
	cp "$build/pidone.iso" "$trash/first.iso" && "$top/scripts/iso" && cmp "$trash/first.iso" "$build/pidone.iso"
}

start_cd() {
	mkfifo "$trash/monitor"
	qemu-system-x86_64 -no-reboot -m 128 -display none -cdrom "$build/pidone.iso" \
		-serial "file:$trash/serial" -monitor stdio <"$trash/monitor" >"$trash/monitor.out" 2>&1 &
	cd_pid=$!
	exec 8>"$trash/monitor"
}

# screen: the text on it. Every second byte is the default colour, 7.
screen() {
	rm -f "$trash/memory"
	echo "pmemsave $SCREEN_ADDRESS $SCREEN_BYTES \"$trash/memory\"" >&8
	sleep 0.5
	[ ! -s "$trash/memory" ] || tr -cd '\040-\176' <"$trash/memory" | fold -w 80
}

# on_screen TEXT
on_screen() {
	tries=$BOOT_SECONDS
	until screen | grep -F -- "$1"; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] && kill -0 "$cd_pid" || {
			echo "never on the screen: $1"
			screen
			return 1
		}
		sleep 0.5
	done
}

# keys KEY...: as QEMU names them
keys() {
	for key in "$@"; do
		echo "sendkey $key" >&8
		sleep 0.1
	done
}

typed() {
	start_cd
	on_screen '(pidone) # ' && keys e c h o spc f o o apostrophe b a r apostrophe ret && on_screen 'foobar' &&
		grep -a '(pidone) # ' "$trash/serial"
}

ends() {
	keys p o w e r o f f ret
	wait "$cd_pid" && grep -a 'reboot: ' "$trash/serial"
}

check 'it is made, and small' made
check 'the same bytes again' again
check 'a prompt on the screen and on ttyS0; the keyboard types' typed
check 'poweroff ends the machine' ends
finish
