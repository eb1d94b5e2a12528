/*
 * superblock.c - file systems told apart, with their ids and labels
 *
 * Once from bytes, at the places that each file system's own documentation names, and once from what the tool for it
 * writes, where that is there.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "init.h"
#include "unit.h"

#define UUID_TEXT "00112233-4455-6677-8899-aabbccddeeff"
#define UUID_BYTES "\x00\x11\x22\x33\x44\x55\x66\x77\x88\x99\xaa\xbb\xcc\xdd\xee\xff"

enum { SMALL_BYTES = 4096, IMAGE_BYTES = 128 * 1024 };

struct bytes {
	long at;
	const char *bytes;
	size_t size;
};

#define BYTES(at, text) { at, text, sizeof(text) - 1 }

static const struct {
	struct bytes magic, uuid, label;
	const char *type, *label_text;
	int uuid_bytes;
} rows[] = {
	/* Documentation/filesystems/ext4/super.rst: s_magic, s_uuid, s_volume_name; the superblock is at 1024. */
	{ BYTES(1024 + 0x38, "\x53\xef"), BYTES(1024 + 0x68, UUID_BYTES), BYTES(1024 + 0x78, "root"), "ext4", "root", 16 },
	{ BYTES(1024 + 0x38, "\x53\xef"), BYTES(1024 + 0x68, UUID_BYTES), BYTES(1024 + 0x78, "sixteen bytes ok" "x"), "ext4",
	  "sixteen bytes ok", 16 },
	/* The XFS disk format: sb_uuid, sb_fname. */
	{ BYTES(0, "XFSB"), BYTES(32, UUID_BYTES), BYTES(108, "twelve bytes" "x"), "xfs", "twelve bytes", 16 },
	/* btrfs: the superblock is at 64 KiB; fsid, magic, label. */
	{ BYTES(65536 + 64, "_BHRfS_M"), BYTES(65536 + 32, UUID_BYTES), BYTES(65536 + 299, "a b"), "btrfs", "a b", 16 },
	{ BYTES(1024, "\x10\x20\xf5\xf2"), BYTES(1024 + 108, UUID_BYTES), BYTES(0, ""), "f2fs", "", 16 },
	{ BYTES(1024, "\xe2\xe1\xf5\xe0"), BYTES(1024 + 48, UUID_BYTES), BYTES(1024 + 64, "ero"), "erofs", "ero", 16 },
	{ BYTES(0, "hsqs"), BYTES(0, ""), BYTES(0, ""), "squashfs", "", 0 },
	/* ECMA-119: the volume identifier is filled up with blanks. */
	{ BYTES(32769, "CD001"), BYTES(0, ""), BYTES(32808, "MY CD                           x"), "iso9660", "MY CD", 0 },
	/* The number 0x12345678, which is written 1234-5678. */
	{ BYTES(82, "FAT32   "), BYTES(67, "\x78\x56\x34\x12"), BYTES(71, "MY DISK    "), "vfat", "MY DISK", 4 },
	{ BYTES(54, "FAT16   "), BYTES(39, "\x78\x56\x34\x12"), BYTES(43, "NO SPACE IN"), "vfat", "NO SPACE IN", 4 },
	{ BYTES(54, "FAT12   "), BYTES(39, "\x78\x56\x34\x12"), BYTES(43, "           "), "vfat", "", 4 },
	{ BYTES(4096 - 10, "SWAPSPACE2"), BYTES(1024 + 12, UUID_BYTES), BYTES(1024 + 28, "swap"), "swap", "swap", 16 },
	{ BYTES(0, "LUKS\xba\xbe"), BYTES(0, ""), BYTES(0, ""), "crypto_LUKS", "", 0 },
};

static void put_row(int fd, int row)
{
	put(fd, rows[row].magic.at, rows[row].magic.bytes, rows[row].magic.size);
	put(fd, rows[row].uuid.at, rows[row].uuid.bytes, rows[row].uuid.size);
	put(fd, rows[row].label.at, rows[row].label.bytes, rows[row].label.size);
}

START_TEST(bytes_are_understood)
{
	int fd = memory_file(IMAGE_BYTES);
	struct superblock of;

	memset(&of, 0xff, sizeof(of));
	put_row(fd, _i);
	ck_assert(superblock_read(fd, &of));
	ck_assert_str_eq(of.type, rows[_i].type);
	ck_assert_str_eq(of.label, rows[_i].label_text);
	ck_assert_int_eq(of.uuid_bytes, rows[_i].uuid_bytes);
	ck_assert_mem_eq(of.uuid, of.uuid_bytes == 4 ? "\x12\x34\x56\x78" : UUID_BYTES, of.uuid_bytes);
}
END_TEST

/* A file that ends right behind the magic: still named, without what is missing. */
START_TEST(cut_file_is_no_trouble)
{
	int fd = memory_file(0);
	struct superblock of;

	put(fd, rows[_i].magic.at, rows[_i].magic.bytes, rows[_i].magic.size);
	ck_assert(superblock_read(fd, &of));
	ck_assert_str_eq(of.type, rows[_i].type);
	ck_assert_int_eq(ftruncate(fd, rows[_i].magic.at + 1), 0);
	ck_assert(!superblock_read(fd, &of));
	ck_assert_str_eq(of.type, "");
}
END_TEST

START_TEST(nothing_is_nothing)
{
	struct superblock of;

	ck_assert(!superblock_read(memory_file(0), &of));
	ck_assert(!superblock_read(memory_file(SMALL_BYTES), &of));
	ck_assert(!superblock_read(memory_file(IMAGE_BYTES), &of));
	ck_assert(!superblock_read(-1, &of));
}
END_TEST

/* Compressed blocks and boot programs are any bytes: also those two that are ext4's. */
static const char *const longer[] = { "squashfs", "crypto_LUKS", "xfs", "vfat", "iso9660", "btrfs" };

START_TEST(two_bytes_do_not_outweigh_more)
{
	int fd = memory_file(IMAGE_BYTES);
	struct superblock of;

	for (size_t i = 0; i < COUNT(rows); i++)
		if (strcmp(rows[i].type, longer[_i]) == 0)
			put_row(fd, i);
	put_row(fd, 0);
	ck_assert(superblock_read(fd, &of));
	ck_assert_str_eq(of.type, longer[_i]);
}
END_TEST

/* The tools that make them; mib is 0 where the tool makes the file too. */
static const struct {
	const char *tool, *command, *type, *label;
	long mib;
	int uuid_bytes;
} tools[] = {
	{ "mke2fs", "mke2fs -q -F -t ext4 -U " UUID_TEXT " -L label image", "ext4", "label", 8, 16 },
	{ "mke2fs", "mke2fs -q -F -t ext2 -U " UUID_TEXT " -L label image", "ext4", "label", 1, 16 },
	{ "mkfs.xfs", "mkfs.xfs -q -f -m uuid=" UUID_TEXT " -L label image", "xfs", "label", 320, 16 },
	{ "mkfs.btrfs", "mkfs.btrfs -q -f -U " UUID_TEXT " -L label image", "btrfs", "label", 128, 16 },
	{ "mkfs.erofs", "mkdir -p empty && mkfs.erofs --quiet -U " UUID_TEXT " -L label image empty", "erofs", "label", 0, 16 },
	{ "mksquashfs", "mkdir -p empty && mksquashfs empty image -quiet -noappend", "squashfs", "", 0, 0 },
	{ "mkfs.vfat", "mkfs.vfat -F 12 -i 00112233 -n LABEL image", "vfat", "LABEL", 1, 4 },
	{ "mkfs.vfat", "mkfs.vfat -F 32 -i 00112233 -n LABEL image", "vfat", "LABEL", 64, 4 },
	{ "mkswap", "mkswap -q -U " UUID_TEXT " -L label image >/dev/null 2>&1", "swap", "label", 1, 16 },
	{ "xorriso", "mkdir -p empty && xorriso -as mkisofs -quiet -V LABEL -o image empty >/dev/null 2>&1", "iso9660", "LABEL", 0, 0 },
};

static bool is_there(const char *tool)
{
	char command[64];

	snprintf(command, sizeof(command), "command -v %s >/dev/null", tool);
	return system(command) == 0;
}

START_TEST(tool_writes_the_same)
{
	struct superblock of;

	unlink("image");
	if (tools[_i].mib) {
		make_file("image", "", 0);
		ck_assert_int_eq(truncate("image", tools[_i].mib << 20), 0);
	}
	ck_assert_int_eq(system(tools[_i].command), 0);
	int fd = open("image", O_RDONLY);
	ck_assert(superblock_read(fd, &of));
	ck_assert_str_eq(of.type, tools[_i].type);
	ck_assert_str_eq(of.label, tools[_i].label);
	ck_assert_int_eq(of.uuid_bytes, tools[_i].uuid_bytes);
	ck_assert_mem_eq(of.uuid, UUID_BYTES, of.uuid_bytes);
}
END_TEST

/* Check has no word for a case that is left out: it is said in a comment. */
static void add_tools(TCase *cases)
{
	char path[1024];

	/* Where others than root do not look. */
	snprintf(path, sizeof(path), "%s:/usr/sbin:/sbin", getenv("PATH"));
	setenv("PATH", path, 1);
	for (size_t i = 0; i < COUNT(tools); i++) {
		if (is_there(tools[i].tool))
			tcase_add_loop_test(cases, tool_writes_the_same, i, i + 1);
		else if (i == 0 || strcmp(tools[i].tool, tools[i - 1].tool) != 0)
			printf("# superblock: no %s here: only bytes written by hand\n", tools[i].tool);
	}
	fflush(stdout);
}

TCase *superblock_cases(void)
{
	TCase *cases = tcase_create("superblock");

	in_directory(cases);
	tcase_add_loop_test(cases, bytes_are_understood, 0, COUNT(rows));
	tcase_add_loop_test(cases, cut_file_is_no_trouble, 0, COUNT(rows));
	tcase_add_test(cases, nothing_is_nothing);
	tcase_add_loop_test(cases, two_bytes_do_not_outweigh_more, 0, COUNT(longer));
	add_tools(cases);
	return cases;
}
