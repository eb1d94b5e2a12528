/* partition.c - the unique id of a partition, from its disk's table (GPT or MBR); UEFI specification, chapter 5 */
#include <string.h>
#include <unistd.h>

#include "init.h"

enum {
	HEADER_BYTES = 92, ENTRIES_LBA = 72, ENTRY_BYTES = 84,	/* in the GPT's header, which is in block 1 */
	ENTRY_UUID = 16,
	MBR_BYTES = 512, MBR_ID = 440, MBR_MAGIC = 510,
};

static uint64_t little_endian(const uint8_t *p, int bytes)
{
	uint64_t n = 0;

	while (bytes-- > 0)
		n = n << 8 | p[bytes];
	return n;
}

/* A GUID's first three fields are numbers, and written from their highest byte on; the rest are bytes. */
static const uint8_t guid_order[16] = { 3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15 };

static int from_gpt(int disk, int number, int sector, uint8_t uuid[16])
{
	uint8_t head[HEADER_BYTES], id[16];

	if (pread(disk, head, sizeof(head), sector) != sizeof(head) || memcmp(head, "EFI PART", 8) != 0)
		return 0;
	uint64_t at = little_endian(head + ENTRIES_LBA, 8) * sector + little_endian(head + ENTRY_BYTES, 4) * (number - 1);
	if (pread(disk, id, sizeof(id), at + ENTRY_UUID) != sizeof(id))
		return 0;
	for (int i = 0; i < 16; i++)
		uuid[i] = id[guid_order[i]];
	return 16;
}

int partition_uuid(int disk, int number, int sector, uint8_t uuid[16])
{
	uint8_t mbr[MBR_BYTES];
	int bytes = from_gpt(disk, number, sector, uuid);

	if (bytes || pread(disk, mbr, sizeof(mbr), 0) != sizeof(mbr) || mbr[MBR_MAGIC] != 0x55 || mbr[MBR_MAGIC + 1] != 0xaa)
		return bytes;
	for (int i = 0; i < 4; i++)
		uuid[i] = mbr[MBR_ID + 3 - i];
	uuid[4] = number;
	return 5;
}
