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

START_TEST(every_day_of_four_centuries_is_counted)
{
	for (int64_t day = 0; day < 146097; day++) {
		time_t seconds = day * 86400;
		struct tm date;

		gmtime_r(&seconds, &date);
		ck_assert_int_eq(days_to(date.tm_year + 1900, date.tm_mon + 1) + date.tm_mday - 1, day);
	}
}
END_TEST

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

	tcase_add_test(cases, every_day_of_four_centuries_is_counted);
	tcase_add_test(cases, seed_is_kept_only_where_there_was_one);
	return cases;
}
