/* mounts.c - the mount point of a line of /proc/self/mounts */
#include <string.h>

#include "init.h"
#include "unit.h"

static const struct {
	const char *line, *point;
} lines[] = {
	{ "proc /proc proc rw 0 0", "/proc" },
	{ "none /with\\040space tmpfs rw 0 0", "/with space" },
	{ "none /tab\\011nl\\012bs\\134hash\\043 tmpfs rw 0 0", "/tab\tnl\nbs\\hash#" },
	{ "none /not\\9an\\escape\\ tmpfs rw 0 0", "/not\\9an\\escape\\" },
	{ "none /cut\\04", "/cut\\04" },
	{ "none ", "" },
	{ "none", NULL },
	{ "", NULL },
};

START_TEST(point_is_cut_and_unescaped)
{
	char line[64];

	strcpy(line, lines[_i].line);
	if (lines[_i].point)
		ck_assert_str_eq(mounts_point(line), lines[_i].point);
	else
		ck_assert_ptr_null(mounts_point(line));
}
END_TEST

TCase *mounts_cases(void)
{
	TCase *cases = tcase_create("mounts");

	tcase_add_loop_test(cases, point_is_cut_and_unescaped, 0, sizeof(lines) / sizeof(lines[0]));
	return cases;
}
