/* container.c - what the arguments mean, and the program's status as ours */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "init.h"
#include "unit.h"

enum { WORDS = 12 };

/* -s, so that nothing is said about zombies: we are not PID 1. */
static const struct {
	int status;	/* 255: container_main() says -1, that no program was named */
	char *argv[WORDS];
	const char *said;
} runs[] = {
	{ 0, { "init", "-s", "true" }, "" },
	{ 0, { "init", "-s", "--", "true" }, "" },
	{ 42, { "init", "-s", "sh", "-c", "exit 42" }, "" },
	{ 0, { "init", "-s", "/bin/echo", "-s", "--", "a b" }, "-s -- a b\n" },
	{ 137, { "init", "-s", "sh", "-c", "kill -9 $$" }, "" },
	{ 127, { "init", "-s", "no-such-program" }, "init: exec no-such-program: No such file or directory\n" },
	{ 127, { "init", "-s", "/no/such" }, "init: exec /no/such: No such file or directory\n" },
	{ 126, { "init", "-s", "/" }, "init: exec /: Permission denied\n" },
	{ 0, { "init", "-se", "42", "sh", "-c", "exit 42" }, "" },
	{ 0, { "init", "-s", "-e42", "-e", "43", "sh", "-c", "exit 43" }, "" },
	{ 41, { "init", "-s", "-e42", "sh", "-c", "exit 41" }, "" },
	{ 0, { "init", "-s", "-e", "143", "sh", "-c", "kill $$" }, "" },
	{ 0, { "init", "-s", "-e255", "-e0", "sh", "-c", "exit 255" }, "" },
	{ 0, { "init", "-sgwv", "-pTERM", "-p", "SIGKILL", "true" }, "" },
	{ 2, { "init", "-x", "true" }, "init: -x: not an option, or not a value that it takes: see init --help\n" },
	{ 2, { "init", "-sx", "true" }, "init: -sx: not an option, or not a value that it takes: see init --help\n" },
	{ 2, { "init", "-e", "256", "true" }, "init: -e: not an option, or not a value that it takes: see init --help\n" },
	{ 2, { "init", "-e-1", "true" }, "init: -e-1: not an option, or not a value that it takes: see init --help\n" },
	{ 2, { "init", "-e" }, "init: -e: not an option, or not a value that it takes: see init --help\n" },
	{ 2, { "init", "-p", "NONE", "true" }, "init: -p: not an option, or not a value that it takes: see init --help\n" },
	{ 2, { "init", "-p" }, "init: -p: not an option, or not a value that it takes: see init --help\n" },
	{ 2, { "init", "--what", "true" }, "init: --what: not an option, or not a value that it takes: see init --help\n" },
	{ 255, { "init" }, "" },
	{ 255, { "init", "-s" }, "" },
	{ 255, { "init", "-s", "--" }, "" },
	{ 255, { NULL }, "" },
	{ 0, { "init", "true" }, "init: not PID 1, and no subreaper (-s): zombie reaping won't work\n" },
	{ 0, { "/sbin/dumb-init", "true" }, "" },
};
static int which;

static int run(void)
{
	char *argv[WORDS + 1] = { NULL };

	memcpy(argv, runs[which].argv, sizeof(runs[which].argv));
	signals_block();
	return container_main(argv, false);
}

START_TEST(status_is_the_programs)
{
	which = _i;
	ck_assert_int_eq(status_of(run), runs[_i].status);
	ck_assert_str_eq(captured_text, runs[_i].said);
}
END_TEST

/* As PID 1, our own words are no program. */
static int run_first(void)
{
	return container_main((char *[]){ "init", "pidone.shell=/bin/sh", NULL }, true);
}

START_TEST(words_of_ours_are_no_program)
{
	ck_assert_int_eq(status_of(run_first), 255);
}
END_TEST

/* Ends by itself as well, should no signal come. */
#define A_WHILE "i=0; while [ $i -lt 50 ]; do sleep 0.1; i=$((i + 1)); done; "

static int run_relaying(void)
{
	char *argv[] = { "init", "-s", "sh", "-c", "trap 'exit 7' USR1; kill -USR1 $PPID; " A_WHILE, NULL };

	signals_block();
	return container_main(argv, false);
}

START_TEST(signal_is_passed_on)
{
	ck_assert_int_eq(status_of(run_relaying), 7);
}
END_TEST

/* The one that asks is in the program's group: it gets the signal back, and the program too. */
static int run_grouped(void)
{
	char *argv[] = { "init", "sh", "-c", "trap 'sleep 1; exit 7' USR1; "
		"(trap 'echo group; exit' USR1; kill -USR1 $PPID; " A_WHILE ") & " A_WHILE, NULL };

	setenv("TINI_SUBREAPER", "", 1);
	if (which)
		setenv("TINI_KILL_PROCESS_GROUP", "", 1);
	signals_block();
	return container_main(argv, false);
}

START_TEST(group_hears_it_if_asked_for)
{
	which = _i;
	ck_assert_int_eq(status_of(run_grouped), 7);
	/* There the shell says, too, what ended its sleep. */
	ck_assert_int_eq(strstr(captured_text, "group\n") != NULL, _i);
}
END_TEST

static int run_orphan(void)
{
	char *argv[] = { "init", "-s", "-w", "sh", "-c", "(sleep 0.1 & echo orphan: $!); sleep 1", NULL };

	signals_block();
	return container_main(argv, false);
}

START_TEST(orphan_is_named)
{
	long pid, named;

	ck_assert_int_eq(status_of(run_orphan), 0);
	ck_assert_ptr_nonnull(text_number(text_behind(captured_text, "orphan: "), &pid));
	const char *said = strstr(captured_text, "init: Reaped zombie process with pid=");
	ck_assert_ptr_nonnull(said);
	text_number(strchr(said, '=') + 1, &named);
	ck_assert_int_eq(pid, named);
}
END_TEST

TCase *container_cases(void)
{
	TCase *cases = tcase_create("container");

	tcase_add_loop_test(cases, status_is_the_programs, 0, COUNT(runs));
	tcase_add_test(cases, words_of_ours_are_no_program);
	tcase_add_test(cases, signal_is_passed_on);
	tcase_add_loop_test(cases, group_hears_it_if_asked_for, 0, 2);
	tcase_add_test(cases, orphan_is_named);
	return cases;
}
