/* program.c - signals by name, and an end in words */
#include "init.h"
#include "unit.h"

static const struct {
	const char *name;
	int sig;
} names[] = {
	{ "TERM", 15 }, { "SIGTERM", 15 }, { "HUP", 1 }, { "SIGSYS", 31 }, { "VTALRM", 26 }, { "STKFLT", 16 },
	{ "1", 1 }, { "15", 15 }, { "37", 37 }, { "64", 64 },
	{ "", 0 }, { "0", 0 }, { "65", 0 }, { "-1", 0 }, { "15x", 0 }, { "SIG", 0 }, { "SIG15", 0 }, { "term", 0 }, { "TER", 0 },
	{ "TERMX", 0 }, { "SIGSIGTERM", 0 }, { "99999999999999999999", 0 }, { "4294967297", 0 },
};

START_TEST(signal_has_a_number)
{
	ck_assert_int_eq(program_signal(names[_i].name), names[_i].sig);
}
END_TEST

static const struct {
	int status;
	const char *text;
} ends[] = {
	{ 0, "exit 0" }, { 42 << 8, "exit 42" }, { 255 << 8, "exit 255" },
	{ 11, "signal 11 (SIGSEGV)" }, { 11 | 0x80, "signal 11 (SIGSEGV)" }, { 9, "signal 9 (SIGKILL)" }, { 1, "signal 1 (SIGHUP)" },
	{ 16, "signal 16 (SIGSTKFLT)" }, { 26, "signal 26 (SIGVTALRM)" }, { 31, "signal 31 (SIGSYS)" },
	{ 32, "signal 32" }, { 64, "signal 64" },
};

START_TEST(end_is_said)
{
	ck_assert_str_eq(program_end(ends[_i].status), ends[_i].text);
}
END_TEST

TCase *program_cases(void)
{
	TCase *cases = tcase_create("program");

	tcase_add_loop_test(cases, signal_has_a_number, 0, COUNT(names));
	tcase_add_loop_test(cases, end_is_said, 0, COUNT(ends));
	return cases;
}
