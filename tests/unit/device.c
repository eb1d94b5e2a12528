/*
 * device.c - the device that is meant, on a machine of ours
 *
 * The file is compiled here once more, under another name, with a /sys and a /dev that are tables: three disks,
 * with a GPT, an MBR and none, and a drive without a medium.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "init.h"
#include "unit.h"

static const char *const names[] = { "sr0", "vda", "vda1", "vda2", "vdb", "vdb1", "vdc" };

static const struct {
	const char *path, *text;
} sys[] = {
	{ "sr0/uevent", "MAJOR=11\nMINOR=0\nDEVNAME=sr0\nDEVTYPE=disk\n" },
	{ "vda/uevent", "MAJOR=254\nMINOR=0\nDEVNAME=vda\nDEVTYPE=disk\n" },
	{ "vda1/uevent", "MAJOR=254\nMINOR=1\nDEVNAME=vda1\nDEVTYPE=partition\nPARTN=1\n" },
	{ "vda2/uevent", "MAJOR=254\nMINOR=2\nDEVNAME=vda2\nDEVTYPE=partition\nPARTN=2\nPARTNAME=my data\n" },
	{ "vda1/../uevent", "MAJOR=254\nMINOR=0\nDEVNAME=vda\nDEVTYPE=disk\n" },
	{ "vda2/../uevent", "MAJOR=254\nMINOR=0\nDEVNAME=vda\nDEVTYPE=disk\n" },
	{ "vda2/../queue/logical_block_size", "4096\n" },
	{ "vda1/../queue/logical_block_size", "4096\n" },
	{ "vdb/uevent", "MAJOR=254\nMINOR=16\nDEVNAME=vdb\nDEVTYPE=disk\n" },
	{ "vdb1/uevent", "MAJOR=254\nMINOR=17\nDEVNAME=vdb1\nDEVTYPE=partition\nPARTN=1\n" },
	{ "vdb1/../uevent", "MAJOR=254\nMINOR=16\nDEVNAME=vdb\nDEVTYPE=disk\n" },
	{ "vdb1/dev", "254:17\n" },
	{ "vdc/uevent", "MAJOR=254\nMINOR=32\nDEVNAME=vdc\nDEVTYPE=disk\n" },
	{ "vdc/dev", "254:32\n" },
};

static const char guid[] = "\x33\x22\x11\x00\x55\x44\x77\x66\x88\x99\xaa\xbb\xcc\xdd\xee\xff";
static const char uuid_bytes[] = "\x00\x11\x22\x33\x44\x55\x66\x77\x88\x99\xaa\xbb\xcc\xdd\xee\xff";
static int disks[COUNT(names)];
static bool node_made;

static char *pretend_read(const char *path)
{
	static char text[256];
	const char *name = text_behind(path, "/sys/class/block/");

	for (size_t i = 0; name && i < COUNT(sys); i++)
		if (strcmp(name, sys[i].path) == 0)
			return strcpy(text, sys[i].text);
	return NULL;
}

static bool pretend_each(int directory, bool (*entry)(const char *name, void *with), void *with)
{
	(void)directory;
	for (size_t i = 0; i < COUNT(names); i++)
		if (!entry(names[i], with))
			break;
	return true;
}

/* vdc has no node until one is made. */
static int pretend_open(const char *path, int flags)
{
	const char *name = text_behind(path, "/dev/");

	(void)flags;
	if (!name)
		return dup(disks[0]);
	for (size_t i = 1; i < COUNT(names); i++)
		if (strcmp(name, names[i]) == 0 && (i < COUNT(names) - 1 || node_made))
			return dup(disks[i]);
	errno = strcmp(name, "sr0") == 0 ? ENOMEDIUM : ENOENT;
	return -1;
}

static int pretend_access(const char *path, int how)
{
	(void)how;
	return strcmp(path, "/dev/vdc") == 0 && !node_made ? -1 : 0;
}

static int pretend_mknod(const char *path, mode_t mode, dev_t device)
{
	ck_assert_str_eq(path, "/dev/vdc");
	ck_assert_uint_eq(mode, S_IFBLK | 0600);
	ck_assert_uint_eq(device, makedev(254, 32));
	node_made = true;
	return 0;
}

#define open pretend_open
#define access pretend_access
#define mknod pretend_mknod
#define file_read pretend_read
#define file_each pretend_each
#define device_find tested_device_find
#include "../../init/device.c"
#undef device_find
#undef open

static void make_machine(void)
{
	for (size_t i = 0; i < COUNT(disks); i++)
		disks[i] = memory_file(64 * 1024);
	/* vda: the second partition has a GUID, and an ext4. */
	put(disks[1], 4096, "EFI PART", 8);
	put_number(disks[1], 4096 + 72, 2, 8);
	put_number(disks[1], 4096 + 84, 128, 4);
	put(disks[1], 2 * 4096 + 128 + 16, guid, 16);
	put(disks[3], 0x438, "\x53\xef", 2);
	put(disks[3], 0x468, uuid_bytes, 16);
	put(disks[3], 0x478, "my root", 7);
	/* vdb: an MBR, and a FAT without a label. */
	put_number(disks[4], 440, 0x12ab34cd, 4);
	put(disks[4], 510, "\x55\xaa", 2);
	put(disks[5], 0x36, "FAT16   ", 8);
	put_number(disks[5], 39, 0xbeef0042, 4);
	put(disks[5], 43, "           ", 11);
	/* vdc: swap on the whole disk. */
	put(disks[6], 4086, "SWAPSPACE2", 10);
	put(disks[6], 0x41c, "swap", 4);
}

static const struct {
	const char *spec, *path;	/* NULL: there is none */
} specs[] = {
	{ "/dev/vda2", "/dev/vda2" },
	{ "/dev/disk/by-label/with a long name that still fits", "/dev/disk/by-label/with a long name that still fits" },
	{ "/dev/a-name-of-more-than-sixty-three-bytes-which-no-device-of-ours-has", NULL },
	{ "UUID=00112233-4455-6677-8899-aabbccddeeff", "/dev/vda2" },
	{ "UUID=00112233-4455-6677-8899-AABBCCDDEEFF", "/dev/vda2" },
	{ "UUID=\"00112233-4455-6677-8899-aabbccddeeff\"", "/dev/vda2" },
	{ "UUID=BEEF-0042", "/dev/vdb1" },
	{ "UUID=beef-0042", "/dev/vdb1" },
	{ "UUID=00112233-4455-6677-8899-aabbccddeef", NULL },
	{ "UUID=00112233-4455-6677-8899-aabbccddeeff00", NULL },
	{ "UUID=00112233-4455-6677-8899-aabbccddeeff-00112233-4455-6677-8899-aabbccddeeff-00112233-4455-667", NULL },
	{ "UUID=00112233", NULL },
	{ "UUID=", NULL },
	{ "UUID=zz112233-4455-6677-8899-aabbccddeeff", NULL },
	{ "LABEL=my root", "/dev/vda2" },
	{ "LABEL=\"my root\"", "/dev/vda2" },
	{ "LABEL=swap", "/dev/vdc" },
	{ "LABEL=my", NULL },
	{ "LABEL=", NULL },
	{ "PARTUUID=00112233-4455-6677-8899-aabbccddeeff", "/dev/vda2" },
	{ "PARTUUID=12ab34cd-01", "/dev/vdb1" },
	{ "PARTUUID=12AB34CD-01", "/dev/vdb1" },
	{ "PARTUUID=12ab34cd-02", NULL },
	{ "PARTUUID=12ab34cd", NULL },
	{ "PARTLABEL=my data", "/dev/vda2" },
	{ "PARTLABEL=data", NULL },
	{ "PARTLABEL=", NULL },
	{ "254:17", "/dev/vdb1" },
	{ "254:32", "/dev/vdc" },
	{ "254:1", NULL },
	{ "", NULL },
	{ "LABEL=a label of more than ninety-six bytes, which is more than any file system has room for in its superblock", NULL },
};

START_TEST(device_is_found)
{
	char path[DEVICE_BYTES];

	make_machine();
	ck_assert_int_eq(tested_device_find(specs[_i].spec, path), !!specs[_i].path);
	if (specs[_i].path)
		ck_assert_str_eq(path, specs[_i].path);
}
END_TEST

/* On the machine that runs the tests: only what opens nothing. */
START_TEST(path_is_its_own_device)
{
	char path[DEVICE_BYTES];

	ck_assert(device_find("/dev/null", path));
	ck_assert_str_eq(path, "/dev/null");
	ck_assert(!device_find("/dev/no-such", path));
}
END_TEST

TCase *device_cases(void)
{
	TCase *cases = tcase_create("device");

	tcase_add_loop_test(cases, device_is_found, 0, COUNT(specs));
	tcase_add_test(cases, path_is_its_own_device);
	return cases;
}
