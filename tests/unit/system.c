/*
 * system.c - days between a date and 1970
 *
 * The file is compiled here once more, under other names: to set this machine's name or clock is no test.
 */
#include "init.h"
#include "unit.h"

#define system_setup tested_system_setup
#define system_keep_seed tested_system_keep_seed
#include "../../init/system.c"


/* What it was not asked to read it does not write. */
START_TEST(seed_is_kept_only_where_there_was_one)
{
	tested_system_keep_seed();
	ck_assert(!had_seed);
}
END_TEST

TCase *system_cases(void)
{
	TCase *cases = tcase_create("system");

	tcase_add_test(cases, seed_is_kept_only_where_there_was_one);
	return cases;
}
