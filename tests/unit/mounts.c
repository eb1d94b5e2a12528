/* mounts.c - source and mount point of a line of /proc/self/mounts or fstab */
#include <string.h>

#include "init.h"
#include "unit.h"

static const struct {
	const char *line, *source, *point, *rest;	/* point is NULL where there is none */
} lines[] = {
	{ "proc /proc proc rw 0 0", "proc", "/proc", "proc rw 0 0" },
	{ "none /with\\040space tmpfs rw 0 0", "none", "/with space", "tmpfs rw 0 0" },
	{ "none /tab\\011nl\\012bs\\134hash\\043 tmpfs", "none", "/tab\tnl\nbs\\hash#", "tmpfs" },
	{ "none /not\\9an\\escape\\ tmpfs", "none", "/not\\9an\\escape\\", "tmpfs" },
	{ "none /cut\\04", "none", "/cut\\04", "" },
	{ "none /twice\\134040", "none", "/twice\\040", "" },
	{ "none /none\\400\\800\\08x", "none", "/none\\400\\800\\08x", "" },
	{ "//host/a\\040share /high\\303\\244 cifs", "//host/a share", "/high\xc3\xa4", "cifs" },
	{ " \tnone\t\t/tabs\ttmpfs", "none", "/tabs", "tmpfs" },
	{ "none ", "none", NULL, "" },
	{ "none", "none", NULL, "" },
	{ "", NULL, NULL, "" },
	{ " \t", NULL, NULL, "" },
};

START_TEST(source_and_point_are_cut_and_unescaped)
{
	char line[64], *at = line, *source, *point;

	strcpy(line, lines[_i].line);
	ck_assert_int_eq(mounts_cut(&at, &source, &point), !!lines[_i].point);
	ck_assert_str_eq(at, lines[_i].rest);
	ck_assert_pstr_eq(source, lines[_i].source);
	ck_assert_pstr_eq(point, lines[_i].point);
}
END_TEST

START_TEST(mounted_is_told_from_not)
{
	ck_assert(mounts_has("/proc"));
	ck_assert(!mounts_has("/proc/"));
	ck_assert(!mounts_has("/no/such"));
	ck_assert(!mounts_has(""));
}
END_TEST

TCase *mounts_cases(void)
{
	TCase *cases = tcase_create("mounts");

	tcase_add_loop_test(cases, source_and_point_are_cut_and_unescaped, 0, COUNT(lines));
	tcase_add_test(cases, mounted_is_told_from_not);
	return cases;
}
