/* shutdown.c - who leads the session of a terminal */
#include "init.h"
#include "unit.h"

static const struct {
	const char *stat;
	bool leader;
} stats[] = {
	{ "17 (sh) S 1 17 17 1088 17 4194560 100", true },
	{ "17 (a) b) S 1 17 17 1088 17", true },
	{ "17 (sh (x) S 1 17 17 1088 17", true },
	{ "17 (sh) S 1 17 17 0 -1 4194560", false },
	{ "18 (cat) S 17 18 17 1088 18", false },
	{ "1 (init) S 0 1 1 1088 17", false },
	{ "17 (sh) S 1 17", false },
	{ "17 (sh)", false },
	{ "17 (sh) ", false },
	{ "17", false },
	{ "", false },
	{ "x (sh) S 1 17 17 1088 17", false },
	{ "17 (sh) S 1 17 17 x", false },
	{ "17 (sh) S -1 -1 17 1088", true },
};

START_TEST(leaders_are_told_apart)
{
	ck_assert_int_eq(shutdown_is_terminal_leader(stats[_i].stat), stats[_i].leader);
}
END_TEST

TCase *shutdown_cases(void)
{
	TCase *cases = tcase_create("shutdown");

	tcase_add_loop_test(cases, leaders_are_told_apart, 0, sizeof(stats) / sizeof(stats[0]));
	return cases;
}
