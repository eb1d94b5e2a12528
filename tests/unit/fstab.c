/* fstab.c - mount options: what are flags, what is the file system's, what is not to be mounted */
#include <string.h>
#include <sys/mount.h>

#include "init.h"
#include "unit.h"

enum { DATA_BYTES = 16 };

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
	char words[64], data[DATA_BYTES];
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
	char data[DATA_BYTES] = "x";
	bool skip = false;

	ck_assert_uint_eq(fstab_options(NULL, data, sizeof(data), &skip), 0);
	ck_assert_str_eq(data, "");
	ck_assert(!skip);
}
END_TEST

TCase *fstab_cases(void)
{
	TCase *cases = tcase_create("fstab");

	tcase_add_loop_test(cases, options_are_told_apart, 0, COUNT(rows));
	tcase_add_test(cases, no_options_are_none);
	return cases;
}
