/*
 * superblock.c - what a file system says of itself
 *
 * Each is known by bytes at a place of their own. Offsets: the kernel's fs/ and include/linux/ of each, and mkswap(8)'s.
 */
#include <string.h>
#include <unistd.h>

#include "init.h"

static const struct row {
	char type[12], magic[11];
	unsigned char magic_bytes, uuid_bytes, label_bytes;
	unsigned int at, uuid, label;	/* bytes from the start of the device */
} table[] = {
	{ "xfs", "XFSB", 4, 16, 12, 0, 32, 108 },
	{ "btrfs", "_BHRfS_M", 8, 16, 64, 0x10040, 0x10020, 0x1012b },
	{ "f2fs", "\x10\x20\xf5\xf2", 4, 16, 0, 0x400, 0x46c, 0 },
	{ "erofs", "\xe2\xe1\xf5\xe0", 4, 16, 16, 0x400, 0x430, 0x440 },
	{ "squashfs", "hsqs", 4, 0, 0, 0, 0, 0 },
	{ "iso9660", "CD001", 5, 0, 32, 0x8001, 0, 0x8028 },
	{ "vfat", "FAT32   ", 8, 4, 11, 0x52, 67, 71 },
	{ "vfat", "FAT1", 4, 4, 11, 0x36, 39, 43 },
	{ "swap", "SWAPSPACE2", 10, 16, 16, 4086, 0x40c, 0x41c },
	{ "crypto_LUKS", "LUKS\xba\xbe", 6, 0, 0, 0, 0, 0 },
	/* Last: two bytes are soon found in anything. */
	{ "ext4", "\x53\xef", 2, 16, 16, 0x438, 0x468, 0x478 },
};

static bool matches(int fd, const struct row *r)
{
	char found[sizeof(r->magic)];

	return pread(fd, found, r->magic_bytes, r->at) == r->magic_bytes && memcmp(found, r->magic, r->magic_bytes) == 0;
}

static void swap_bytes(uint8_t *a, uint8_t *b)
{
	for (; a < b; a++, b--) {
		uint8_t was = *a;

		*a = *b;
		*b = was;
	}
}

bool superblock_read(int fd, struct superblock *of)
{
	memset(of, 0, sizeof(*of));
	for (const struct row *r = table; r < table + COUNT(table); r++) {
		if (!matches(fd, r))
			continue;
		strcpy(of->type, r->type);
		if (r->uuid_bytes && pread(fd, of->uuid, r->uuid_bytes, r->uuid) == r->uuid_bytes)
			of->uuid_bytes = r->uuid_bytes;
		/* FAT's is a number, and written from its highest byte on. */
		if (r->uuid_bytes == 4)
			swap_bytes(of->uuid, of->uuid + 3);
		/* Ignored: without its label it is still what it is. */
		if (r->label_bytes && pread(fd, of->label, r->label_bytes, r->label) < 0)
			of->label[0] = '\0';
		for (char *end = of->label + strlen(of->label); end > of->label && end[-1] == ' '; )
			*--end = '\0';
		return true;
	}
	return false;
}
