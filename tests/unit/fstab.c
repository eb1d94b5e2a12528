/*
 * fstab.c - mount options: what are flags, what is the file system's, what is not to be mounted; and whole rows
 *
 * The file is compiled here once more, under other names, with a table of ours; what it would mount is written down.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/swap.h>
#include <unistd.h>

#include "init.h"
#include "unit.h"

enum { SMALL = 16 };

static const char *fstab;
static char done[1024];

static char *pretend_read(const char *path)
{
	static char text[4096];

	ck_assert_str_eq(path, "/etc/fstab");
	return fstab ? strcpy(text, fstab) : NULL;
}

static void note(const char *how, const char *source, const char *where, const char *type, unsigned long flags, const char *data)
{
	size_t len = strlen(done);

	snprintf(done + len, sizeof(done) - len, "%s %s on %s type %s flags %lx [%s]\n", how, source, where,
		 type ? type : "any", flags, data);
}

static int pretend_mount(const char *source, const char *where, const char *type, unsigned long flags, const void *data)
{
	note("mount", source, where, type, flags, data);
	errno = ENODEV;
	return strcmp(type, "missing") == 0 ? -1 : 0;
}

static bool pretend_root_mount(const char *device, const char *where, const char *type, unsigned long flags, const char *data)
{
	note("device", device, where, type, flags, data);
	return true;
}

static int pretend_swapon(const char *path, int flags)
{
	note("swap", path, "", "swap", flags, "");
	return 0;
}

static bool pretend_has(const char *where)
{
	return strcmp(where, "/proc") == 0 || strcmp(where, "/") == 0;
}

/* What is called none is missing. */
static bool pretend_find(const char *spec, char path[DEVICE_BYTES])
{
	strcpy(path, "/dev/");
	text_append(path, DEVICE_BYTES, *spec == '/' ? spec + 5 : "found");
	return !strstr(spec, "none");
}

/* This machine's kernel log is not ours to write to. */
#define log_notice(what, on) log_line(what, on, NULL)
#define file_read pretend_read
#define mount pretend_mount
#define swapon pretend_swapon
#define mounts_has pretend_has
#define device_find pretend_find
#define root_mount pretend_root_mount
#define fstab_options tested_fstab_options
#define fstab_mount tested_fstab_mount
#include "../../init/fstab.c"

static const struct {
	const char *words, *data;
	unsigned long flags;
	bool skip;
} rows[] = {
	{ "", "", 0, false },
	{ "defaults", "", 0, false },
	{ "ro", "", MS_RDONLY, false },
	{ "ro,rw", "", 0, false },
	{ "rw,ro", "", MS_RDONLY, false },
	{ "nosuid,nodev,noexec,noatime", "", MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_NOATIME, false },
	{ "user,exec", "", MS_NOSUID | MS_NODEV, false },
	{ "strictatime,lazytime,dirsync,nodiratime", "", MS_STRICTATIME | MS_LAZYTIME | MS_DIRSYNC | MS_NODIRATIME, false },
	{ "strictatim", "strictatim", 0, false },
	{ "rbind", "", MS_BIND | MS_REC, false },
	{ "size=1m", "size=1m", 0, false },
	{ "size=1m,ro,mode=7", "size=1m,mode=7", MS_RDONLY, false },
	{ ",,a,,b,", "a,b", 0, false },
	{ "defaults,nofail,auto,nouser,x-systemd.automount,x-", "", 0, false },
	{ "noauto", "", 0, true },
	{ "ro,_netdev,a", "a", MS_RDONLY, true },
	{ "async,owner,group", "", MS_NOSUID | MS_NODEV, false },
	{ "r", "r", 0, false },
	{ "ro=1", "ro=1", 0, false },
	/* 15 bytes fit; of more, half an option could mean another one. */
	{ "123456789012345", "123456789012345", 0, false },
	{ "1234567890123456", NULL, 0, true },
	{ "12345678901234,5", NULL, 0, true },
	{ "123456789012345,ro,6", NULL, MS_RDONLY, true },
};

START_TEST(options_are_told_apart)
{
	char words[64], data[SMALL];
	bool skip = false;

	strcpy(words, rows[_i].words);
	ck_assert_uint_eq(fstab_options(words, data, sizeof(data), &skip), rows[_i].flags);
	ck_assert_int_eq(skip, rows[_i].skip);
	ck_assert_uint_lt(strlen(data), sizeof(data));
	if (rows[_i].data)
		ck_assert_str_eq(data, rows[_i].data);
}
END_TEST

/* A row may have none. */
START_TEST(no_options_are_none)
{
	char data[SMALL] = "x";
	bool skip = false;

	ck_assert_uint_eq(fstab_options(NULL, data, sizeof(data), &skip), 0);
	ck_assert_str_eq(data, "");
	ck_assert(!skip);
}
END_TEST

static const struct {
	const char *row, *done, *said;
} mounted[] = {
	{ "", "", "" },
	{ "# /dev/vda1 / ext4\n\n \t# x y z\n", "", "" },
	{ "tmpfs /a tmpfs size=1m,nosuid 0 0\n", "mount tmpfs on /a type tmpfs flags 2 [size=1m]\n", "init: mount /a\n" },
	{ "tmpfs /a\\040b tmpfs", "mount tmpfs on /a b type tmpfs flags 0 []\n", "init: mount /a b\n" },
	{ "/dev/vdb1\t/b\text4\tro,errors=panic\n", "device /dev/vdb1 on /b type ext4 flags 1 [errors=panic]\n", "init: mount /b\n" },
	{ "LABEL=x /b auto defaults\n", "device /dev/found on /b type any flags 0 []\n", "init: mount /b\n" },
	{ "UUID=none /b ext4\n", "", "init: mount /b\ninit: mount /b: UUID=none: no such device\n" },
	{ "/dev/vda1 / ext4 noatime\n", "mount /dev/vda1 on / type ext4 flags 420 []\n", "init: mount /\n" },
	{ "/a /b none bind\n", "mount /a on /b type none flags 1000 []\n", "init: mount /b\n" },
	{ "proc /proc proc defaults\n", "", "" },
	{ "proc /proc proc remount,ro\n", "mount proc on /proc type proc flags 21 []\n", "init: mount /proc\n" },
	{ "x /x missing\n", "mount x on /x type missing flags 0 []\n", "init: mount /x\ninit: mount /x: No such device\n" },
	{ "/dev/vdc none swap sw\n", "swap /dev/vdc on  type swap flags 0 []\n", "init: swap /dev/vdc\n" },
	{ "/dev/none none swap sw\n", "", "init: swap /dev/none\ninit: swap /dev/none: no such device\n" },
	{ "/dev/vdb1 /b ext4 noauto\n", "", "init: fstab: left out: /b\n" },
	{ "nonsense\n", "", "init: /etc/fstab: nonsense: not source, mount point, type: ignored\n" },
	{ "two /words\ntmpfs /a tmpfs", "mount tmpfs on /a type tmpfs flags 0 []\n",
	  "init: /etc/fstab: two: not source, mount point, type: ignored\ninit: mount /a\n" },
};

START_TEST(row_is_mounted)
{
	fstab = mounted[_i].row;
	ck_assert_str_eq(captured(tested_fstab_mount), mounted[_i].said);
	ck_assert_str_eq(done, mounted[_i].done);
}
END_TEST

/* Half a row, or half an option, could mean another one; those behind it are mounted. */
START_TEST(long_row_is_left_out)
{
	static char row[1024];

	strcpy(row, "tmpfs /a tmpfs ");
	memset(row + strlen(row), 'x', _i);
	strcat(row, "\ntmpfs /b tmpfs\n");
	fstab = row;
	ck_assert_ptr_nonnull(strstr(captured(tested_fstab_mount), "init: mount /b\n"));
	ck_assert_str_eq(done, "mount tmpfs on /b type tmpfs flags 0 []\n");
}
END_TEST

/* No file is no table. */
START_TEST(no_table_is_none)
{
	ck_assert_str_eq(captured(tested_fstab_mount), "");
	ck_assert_str_eq(done, "");
}
END_TEST

TCase *fstab_cases(void)
{
	TCase *cases = tcase_create("fstab");

	tcase_add_loop_test(cases, options_are_told_apart, 0, COUNT(rows));
	tcase_add_test(cases, no_options_are_none);
	tcase_add_loop_test(cases, row_is_mounted, 0, COUNT(mounted));
	tcase_add_loop_test(cases, long_row_is_left_out, 300, 301);
	tcase_add_loop_test(cases, long_row_is_left_out, 700, 701);
	tcase_add_test(cases, no_table_is_none);
	return cases;
}
