/* shutdown.c - which signals ask for an end, and who leads the session of a terminal */
#include <signal.h>

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
	{ "17 (17) S 1 17 17 1088 17) S 0 0 0 0", false },
};

START_TEST(leaders_are_told_apart)
{
	ck_assert_int_eq(shutdown_is_terminal_leader(stats[_i].stat), stats[_i].leader);
}
END_TEST

static const struct {
	int sig, how;
} asked[] = {
	{ SIGTERM, REBOOT }, { SIGUSR1, HALT }, { SIGUSR2, POWEROFF }, { SIGPWR, POWEROFF }, { 37, HALT }, { 38, POWEROFF },
	{ 39, REBOOT },
};

START_TEST(signals_ask_for_an_end)
{
	for (int sig = 0; sig <= 64; sig++) {
		int how = -1;

		for (size_t i = 0; i < COUNT(asked); i++)
			if (asked[i].sig == sig)
				how = asked[i].how;
		ck_assert_int_eq(shutdown_asked(sig), how);
	}
}
END_TEST

TCase *shutdown_cases(void)
{
	TCase *cases = tcase_create("shutdown");

	tcase_add_loop_test(cases, leaders_are_told_apart, 0, COUNT(stats));
	tcase_add_test(cases, signals_ask_for_an_end);
	return cases;
}
