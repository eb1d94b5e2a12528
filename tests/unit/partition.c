/* partition.c - the ids in a GPT and in an MBR, written here as the UEFI specification has them */
#include "init.h"
#include "unit.h"

enum { DISK_BYTES = 64 * 1024, MBR_ID = 440, MBR_MAGIC = 510 };

/* 00112233-4455-6677-8899-aabbccddeeff: the first three fields are little-endian on the disk. */
static const char guid[] = "\x33\x22\x11\x00\x55\x44\x77\x66\x88\x99\xaa\xbb\xcc\xdd\xee\xff";
static const char uuid_bytes[] = "\x00\x11\x22\x33\x44\x55\x66\x77\x88\x99\xaa\xbb\xcc\xdd\xee\xff";

static int mbr(void)
{
	int fd = memory_file(DISK_BYTES);

	put_number(fd, MBR_ID, 0x12ab34cd, 4);
	put(fd, MBR_MAGIC, "\x55\xaa", 2);
	return fd;
}

/* One entry, of a partition with this number, in a table that starts at a block. */
static int gpt(int sector, int block, int entry_bytes, int number)
{
	int fd = mbr();

	put(fd, sector, "EFI PART", 8);
	put_number(fd, sector + 72, block, 8);
	put_number(fd, sector + 80, 128, 4);
	put_number(fd, sector + 84, entry_bytes, 4);
	put(fd, (long)block * sector + (number - 1) * entry_bytes + 16, guid, 16);
	return fd;
}

static const struct {
	int sector, block, entry_bytes, number;
} tables[] = {
	{ 512, 2, 128, 1 }, { 512, 2, 128, 5 }, { 512, 40, 128, 2 }, { 512, 2, 256, 3 }, { 4096, 2, 128, 1 }, { 4096, 3, 128, 128 },
};

START_TEST(gpt_has_guids)
{
	int fd = gpt(tables[_i].sector, tables[_i].block, tables[_i].entry_bytes, tables[_i].number);
	uint8_t uuid[16];

	ck_assert_int_eq(partition_uuid(fd, tables[_i].number, tables[_i].sector, uuid), 16);
	ck_assert_mem_eq(uuid, uuid_bytes, 16);
}
END_TEST

START_TEST(mbr_has_a_number)
{
	uint8_t uuid[16];

	ck_assert_int_eq(partition_uuid(mbr(), 3, 512, uuid), 5);
	ck_assert_mem_eq(uuid, "\x12\xab\x34\xcd\x03", 5);
	ck_assert_int_eq(partition_uuid(mbr(), 3, 4096, uuid), 5);
	ck_assert_mem_eq(uuid, "\x12\xab\x34\xcd\x03", 5);
}
END_TEST

/* Small, cut, or pointing out of the disk. */
START_TEST(no_table_is_none)
{
	uint8_t uuid[16];
	int fd = memory_file(DISK_BYTES);

	ck_assert_int_eq(partition_uuid(memory_file(0), 1, 512, uuid), 0);
	ck_assert_int_eq(partition_uuid(memory_file(511), 1, 512, uuid), 0);
	ck_assert_int_eq(partition_uuid(fd, 1, 512, uuid), 0);
	ck_assert_int_eq(partition_uuid(-1, 1, 512, uuid), 0);
	put(fd, MBR_MAGIC, "\x55", 1);
	ck_assert_int_eq(partition_uuid(fd, 1, 512, uuid), 0);
	put(fd, MBR_MAGIC, "\0\xaa", 2);
	ck_assert_int_eq(partition_uuid(fd, 1, 512, uuid), 0);
	put(fd, 512, "EFI PART", 8);
	put_number(fd, 512 + 72, ~0ULL, 8);
	put_number(fd, 512 + 84, ~0ULL, 4);
	ck_assert_int_eq(partition_uuid(fd, 128, 512, uuid), 0);
}
END_TEST

TCase *partition_cases(void)
{
	TCase *cases = tcase_create("partition");

	tcase_add_loop_test(cases, gpt_has_guids, 0, COUNT(tables));
	tcase_add_test(cases, mbr_has_a_number);
	tcase_add_test(cases, no_table_is_none);
	return cases;
}
