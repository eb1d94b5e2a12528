# cpio.awk - the entries of one cpio archive, from "OFFSET:HEADER+NAME" lines of all that looks like one
#
# Sets from outside: at, where the archive begins; size, of the file; part, a name for the file; found, where the entries
# go: "TYPE PART OFFSET SIZE MODE NAME", with the types of ls -l, f for a file, and h for one with several names. The
# environment's file is the file itself. Prints where the archive ends; exits 1 if it has no end.
# The format: Documentation/driver-api/early-userspace/buffer-format.rst

function hex(digits,   i, n) {
	for (i = 1; i <= length(digits); i++)
		n = n * 16 + index("123456789abcdef", tolower(substr(digits, i, 1)))
	return n + 0
}

# The fields behind the magic number: 0 inode, 1 mode, 4 links, 6 size, 7 and 8 device, 11 size of the name.
function field(i) {
	return hex(substr(header, 7 + 8 * i, 8))
}

function padded(n) {
	return n + (4 - n % 4) % 4
}

# One that stands right behind something like a header was not seen.
function read(offset,   command, line) {
	command = "tail -c +" offset + 1 " \"$file\" | head -c 4206 | tr '\\000' '\\n' | head -n 1"
	command | getline line
	close(command)
	return line
}

function keep(   name, inode) {
	inode = field(0) " " field(7) " " field(8)
	# All names of a file with several but one have size 0.
	if (length_ > 0)
		body[inode] = data " " length_
	name = substr(header, 111)
	sub(/^(\.?\/)+/, "", name)
	sub(/\/+$/, "", name)
	type[++n] = substr("?pc?d?b?f?l?s???", int(field(1) / 4096) + 1, 1)
	place[n] = data " " length_
	rest[n] = sprintf("%o", field(1) % 4096) " " name
	if (type[n] == "f" && field(4) > 1) {
		type[n] = "h"
		same[n] = inode
	}
}

{
	colon = index($0, ":")
	line[substr($0, 1, colon - 1)] = substr($0, colon + 1)
}

END {
	for (at += 0; ; at = padded(data + length_)) {
		header = at in line ? line[at] : read(at)
		if (header !~ /^07070[12][0-9A-Fa-f]/ || length(header) < 110)
			exit 1
		length_ = field(6)
		data = padded(at + 110 + field(11))
		if (data + length_ > size)
			exit 1
		if (substr(header, 111) == "TRAILER!!!")
			break
		keep()
	}
	for (i = 1; i <= n; i++)
		print type[i], part, (i in same && same[i] in body) ? body[same[i]] : place[i], rest[i] >>found
	print padded(data)
}
