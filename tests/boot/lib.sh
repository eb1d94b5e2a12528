# lib.sh - booting in tests: with input from a pipe, or typed on a terminal
#
# shellcheck shell=sh
. "$(dirname "$0")/${up:-}../lib.sh"
. "$(dirname "$0")/${up:-}../terminal.sh"
# A boot takes a second; under a busy host a few. Past this it is a failure that says so.
BOOT_SECONDS=${BOOT_SECONDS:-120}
qemu_script=$top/scripts/qemu
verdict=$top/tests/verdict
# Tests choose their own machine: what the caller of make set is not meant for them.
unset APPEND QEMU_ARGS MEM SMP MACHINE INITRD RECORD

# boot NAME: standard input to the machine's shell; leaves NAME.out, NAME.err, NAME.status and NAME.log in $trash
boot() {
	boot_status=0
	RECORD=$trash/$1.log timeout -k 5 "$BOOT_SECONDS" "$qemu_script" >"$trash/$1.out" 2>"$trash/$1.err" || boot_status=$?
	[ "$boot_status" -ne 124 ] || echo "timed out after $BOOT_SECONDS s" >>"$trash/$1.err"
	echo "$boot_status" >"$trash/$1.status"
}

# ended NAME STATUS
ended() {
	[ "$(cat "$trash/$1.status")" = "$2" ] || {
		echo "status $(cat "$trash/$1.status"), expected $2"
		cat "$trash/$1.err"
		tail -n 20 "$trash/$1.out"
		return 1
	}
}

# proved NAME: the log has exactly the lines on standard input, each "COUNT TEXT"
proved() {
	cat >"$trash/$1.expected"
	"$verdict" "$trash/$1.log" "$trash/$1.expected" || {
		cat "$trash/$1.log"
		return 1
	}
}

# says NAME TEXT: the machine printed a line that is exactly TEXT
says() {
	tr -d '\r' <"$trash/$1.log" | grep -aqxF -- "$2" || {
		echo "no line \"$2\" in:"
		tail -n 40 "$trash/$1.log"
		return 1
	}
}

# cloud_kernel: the newest of the distribution's, unpacked, not installed; sets cloud, KERNEL, kernel_modules and release
cloud_kernel() {
	cloud=$("$top/scripts/fetch" package linux-image-cloud-amd64) && KERNEL=$(find "$cloud" -name 'vmlinuz-*' | head -n 1) &&
		kernel_modules=$(find "$cloud" -type d -path '*/lib/modules/*' -prune | head -n 1) && export KERNEL &&
		[ -r "$KERNEL" ] && [ -d "$kernel_modules" ] && release=$(basename "$kernel_modules")
}

# archive NAME: packs the mtree entries on standard input, behind the two nodes that every init needs
archive() {
	{
		echo '#mtree'
		echo '/set uid=0 gid=0 time=0 type=file mode=0755'
		echo '. type=dir'
		echo './dev type=dir'
		echo './dev/console type=char device=native,5,1 mode=0600'
		cat
	} >"$trash/$1.mtree"
	BUILD=$trash "$top/scripts/image" pack "$trash/$1.mtree" "$trash/$1.cpio"
}
