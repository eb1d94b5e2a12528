# initramfs.sh - what is in an initramfs: one or more cpio archives in a file, each plain or compressed
#
# The kernel unpacks them one after another, the later over the earlier, and skips zeros between them: init/initramfs.c.
# A script sets $tmp, a directory, and $name before it calls survey; entry, contents and real then answer.
# shellcheck shell=sh
LINKS_MAX=40
# A plain archive begins at a multiple of it.
ALIGN_BYTES=4

# part N: the file that has these plain bytes: 0 is the input, others are what was unpacked from it
part() {
	if [ "$1" = 0 ]; then echo "$input"; else echo "$tmp/part.$1"; fi
}

size_of() {
	echo $(($(wc -c <"$1")))
}

# next_byte FILE OFFSET: where the zeros from there on end
next_byte() {
	next_found=$(cmp - /dev/zero "$2" 0 <"$1" 2>/dev/null | sed 's/.*[a-z] \([0-9]*\),.*/\1/')
	if [ -n "$next_found" ]; then echo $(($2 + next_found - 1)); else size_of "$1"; fi
}

# kind FILE OFFSET: what begins there: lib/decompress.c
kind() {
	case $(bytes "$1" "$2" 6) in
	303730373031 | 303730373032) echo cpio ;;
	303730373037 | c771* | 71c7*) echo old ;;
	1f8b* | 1f9e*) echo gzip ;;
	fd377a585a00) echo xz ;;
	28b52ffd*) echo zstd ;;
	02214c18*) echo lz4 ;;
	425a68*) echo bzip2 ;;
	5d0000*) echo lzma ;;
	894c5a4f*) echo lzop ;;
	*) echo none ;;
	esac
}

# unpack KIND: standard input to standard output
unpack() {
	case $1 in
	plain) cat ;;
	lzma) xz --format=lzma -dc ;;
	*) "$1" -dc ;;
	esac
}

# need_tool KIND FILE
need_tool() {
	case $1 in
	plain) return 0 ;;
	lzma) need_what=xz ;;
	*) need_what=$1 ;;
	esac
	command -v "$need_what" >/dev/null || die "$2: compressed by $1, and there is no $need_what here: install it"
}

# plain N OFFSET: goes through archives from there on, adds their entries to $tmp/found, prints where something else begins,
# or the size. One that has no end: prints where it begins, and fails.
plain() {
	plain_file=$(part "$1")
	[ -e "$tmp/headers.$1" ] ||
		grep -aobE '07070[12][0-9A-Fa-f]{104}[^[:cntrl:]]*' "$plain_file" >"$tmp/headers.$1" || :
	plain_at=$(next_byte "$plain_file" "$2")
	while [ "$(kind "$plain_file" "$plain_at")" = cpio ] && [ $((plain_at % ALIGN_BYTES)) -eq 0 ]; do
		plain_end=$(file=$plain_file awk -f "$top/scripts/cpio.awk" -v at="$plain_at" -v part="$1" \
			-v size="$(size_of "$plain_file")" -v found="$tmp/found" "$tmp/headers.$1") || {
			echo "$plain_at"
			return 1
		}
		plain_at=$(next_byte "$plain_file" "$plain_end")
	done
	echo "$plain_at"
}

# try KIND FROM TO: these bytes of the input unpack to archives, whole ones. Whether the tool was content is in $clean:
# of what follows its data each tool says something else, but none holds the data back.
try() {
	rm -f "$tmp/headers.$parts"
	: >"$tmp/found"
	clean=yes
	tail -c "+$(($2 + 1))" "$input" | head -c $(($3 - $2)) | unpack "$1" >"$tmp/part.$parts" 2>"$tmp/errors" || clean=
	[ ! -s "$tmp/errors" ] || clean=
	[ -s "$tmp/part.$parts" ] && try_end=$(plain "$parts" 0) && [ "$try_end" -eq "$(size_of "$tmp/part.$parts")" ]
}

# candidates FROM: where a next archive may begin, compressed or plain. bzip2 has three letters, which are too few.
candidates() {
	{
		grep -aobF -e "$(printf '\037\213\010')" -e "$(printf '\3757zXZ')" -e "$(printf '\050\265\057\375')" \
			-e "$(printf '\002!L\030')" -e '1AY&SY' -e "$(printf '\211LZO')" "$input" | sed 's/:1AY&SY/ 4/'
		cat "$tmp/headers.0"
	} | sed 's/:.*//' | awk -v from="$1" '{ at = $1 - $2 } at > from { print at }' | sort -nu
}

# may_end KIND: zeros behind the data are no damage; gzip takes them silently
may_end() {
	[ -n "$clean" ] || { [ "$1" != gzip ] && [ "$(bytes "$input" $((total - 1)) 1)" = 00 ]; }
}

# packed KIND FROM: a compressed archive; sets $at to where it ends. Most often that is the end of the file.
packed() {
	need_tool "$1" "$input"
	parts=$((parts + 1)) at=$total
	if ! try "$1" "$2" "$total" || [ -z "$clean" ]; then
		for at in $(candidates "$2") "$total"; do
			try "$1" "$2" "$at" && { [ "$at" -lt "$total" ] || may_end "$1"; } && break
			[ "$at" -lt "$total" ] || die "$input: damaged or cut short: its $1 data at byte $2: copy it again"
		done
	fi
	cat "$tmp/found" >>"$tmp/list"
	what="$what, $1"
}

# step: over what begins at $at
step() {
	step_kind=$(kind "$input" "$at")
	case $step_kind in
	none) die "$input: no initramfs: neither a cpio archive at byte $at nor data that the kernel unpacks: give another" ;;
	old) die "$input: cpio in an old format, which the kernel does not take: pack it with cpio -H newc" ;;
	cpio)
		[ $((at % ALIGN_BYTES)) -eq 0 ] ||
			die "$input: the archive at byte $at: the kernel looks for one at multiples of 4 only: pad with zeros before it"
		die "$input: damaged or cut short: the cpio archive at byte $at has no end: copy it again"
		;;
	*) packed "$step_kind" "$at" ;;
	esac
}

# survey FILE: its entries into $tmp/list, its archives in a word each into $what, its size into $total
survey() {
	input=$1 total=$(size_of "$1") at=0 parts=0 what=
	: >"$tmp/list"
	[ "$total" -gt 0 ] || die "$input: empty: give an initramfs"
	while [ "$at" -lt "$total" ]; do
		: >"$tmp/found"
		at=$(plain 0 "$at") || step
		[ ! -s "$tmp/found" ] || what="$what, plain"
		cat "$tmp/found" >>"$tmp/list"
		[ "$at" -eq "$total" ] || step
	done
	[ -s "$tmp/list" ] || die "$input: no initramfs: no entry in it: give another"
	what=${what#, }
}

# entry PATH: its last line in the list, for the later replaces the earlier. But the kernel writes a file into one that is
# there: that has several names still.
entry() {
	wanted=$1 awk '{ name = $0; for (i = 1; i <= 5; i++) name = substr(name, index(name, " ") + 1) }
		name == ENVIRON["wanted"] { if (line ~ /^h/) sub(/^f/, "h"); line = $0 }
		END { print line }' "$tmp/list"
}

# contents LINE: of the file or the link that the line describes
contents() {
	# Word splitting is meant.
	# shellcheck disable=SC2086
	set -- $1
	tail -c "+$(($3 + 1))" "$(part "$2")" | head -c "$4"
}

# parent PATH: "" at the top
parent() {
	case $1 in
	*/*) echo "${1%/*}" ;;
	esac
}

# real PATH: its place once the links on the way are followed, as the kernel does when it unpacks
real() {
	real_done='' real_left=$1/ real_links=0
	while [ -n "$real_left" ]; do
		real_first=${real_left%%/*} real_left=${real_left#*/} real_entry=
		case $real_first in
		'' | .) continue ;;
		..) real_done=$(parent "$real_done") && continue ;;
		esac
		real_done=${real_done:+$real_done/}$real_first
		[ -z "$real_left" ] || real_entry=$(entry "$real_done")
		follow "$1" "${real_entry%% *}"
	done
	echo "$real_done"
}

# follow PATH TYPE: what stands on the way to PATH, at $real_done
follow() {
	case $2 in
	l)
		real_links=$((real_links + 1))
		[ "$real_links" -le "$LINKS_MAX" ] || die "/$1: links go round in a circle: give another place"
		real_target=$(contents "$real_entry")
		real_left=$real_target/$real_left
		real_done=$(parent "$real_done")
		[ "${real_target#/}" = "$real_target" ] || real_done=
		;;
	'' | d) ;;
	*) die "/$1: cannot be: /$real_done is there, and no directory: give another place" ;;
	esac
}
