/* spawn.c - programs of their own session, with the input and the words that were asked for */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "init.h"
#include "unit.h"

static int ends_with(struct spawn *what)
{
	int status;
	pid_t pid = spawn(what);

	ck_assert_int_gt(pid, 0);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int run(const char *program, bool login)
{
	return ends_with(&(struct spawn){
		.argv = (char *[]){ (char *)program, "-c", "echo $0 $(cat); exit 42", "zero", NULL },
		.tty = "", .input = -1, .login = login });
}

static int run_shell(void)
{
	return run("/bin/sh", false);
}

static int run_by_name(void)
{
	return run("sh", false);
}

static int run_missing(void)
{
	return run("/no/such", false);
}

static int run_missing_name(void)
{
	return run("no-such-program", false);
}

static int run_directory(void)
{
	return run("/", false);
}

static const struct {
	int (*what)(void);
	int status;
	const char *said;
} runs[] = {
	{ run_shell, 42, "zero\n" },
	{ run_by_name, 42, "zero\n" },
	{ run_missing, 127, "init: exec /no/such: No such file or directory\n" },
	{ run_missing_name, 127, "init: exec no-such-program: No such file or directory\n" },
	{ run_directory, 126, "init: exec /: Permission denied\n" },
};

START_TEST(status_says_how_it_went)
{
	ck_assert_int_eq(status_of(runs[_i].what), runs[_i].status);
	ck_assert_str_eq(captured_text, runs[_i].said);
}
END_TEST

/* The child's own words, and its session. */
static int run_login(void)
{
	char *argv[] = { "/bin/sh", "-c", "tr '\\0' ' ' </proc/$$/cmdline; read -r a b c d e f rest </proc/$$/stat; "
		"[ \"$f\" = $$ ] && echo leads", NULL };

	return ends_with(&(struct spawn){ .argv = argv, .tty = "", .input = -1, .login = true });
}

START_TEST(login_has_a_dash_and_a_session)
{
	ck_assert_int_eq(status_of(run_login), 0);
	ck_assert_ptr_eq(strstr(captured_text, "-sh -c tr"), captured_text);
	ck_assert_ptr_nonnull(strstr(captured_text, " leads\n"));
}
END_TEST

static int run_with_input(const char *input, bool ask)
{
	int ends[2];

	ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
	ck_assert_int_gt(write(ends[1], input, strlen(input)), 0);
	close(ends[1]);
	return ends_with(&(struct spawn){ .argv = (char *[]){ "cat", NULL }, .tty = "", .input = ends[0], .ask = ask });
}

static int run_input(void)
{
	return run_with_input("one\ntwo\n", false);
}

static int run_ask(void)
{
	return run_with_input("one\ntwo\n", true);
}

static int run_ask_in_vain(void)
{
	return run_with_input("one", true);
}

START_TEST(input_is_passed_on)
{
	ck_assert_int_eq(status_of(run_input), 0);
	ck_assert_str_eq(captured_text, "one\ntwo\n");
}
END_TEST

START_TEST(enter_is_waited_for)
{
	ck_assert_int_eq(status_of(run_ask), 0);
	ck_assert_str_eq(captured_text, "\nPlease press Enter to activate this console. two\n");
	ck_assert_int_eq(status_of(run_ask_in_vain), 1);
}
END_TEST

static int run_on_terminal(void)
{
	return ends_with(&(struct spawn){ .argv = (char *[]){ "true", NULL }, .tty = "/dev/no-such", .terminal = TAKE, .input = -1 });
}

START_TEST(missing_terminal_is_said)
{
	ck_assert_int_eq(status_of(run_on_terminal), 1);
	ck_assert_str_eq(captured_text, "init: open /dev/no-such: No such file or directory\n");
}
END_TEST

static int run_chosen_shell(void)
{
	options.shell = "/no/such-shell";
	setenv("ENV", "/dev/null", 1);
	return ends_with(&(struct spawn){ .tty = "", .input = -1, .login = true });
}

/* The one that was asked for is not there: another will do, and its input is at its end. */
START_TEST(there_is_always_a_shell)
{
	ck_assert_int_eq(status_of(run_chosen_shell), 0);
	ck_assert_ptr_nonnull(strstr(captured_text, "init: exec /no/such-shell: No such file or directory\n"));
}
END_TEST

static const struct {
	const char *path, *name;
	int error;
} execs[] = {
	{ "/no/such:/usr", "program", ENOENT },
	{ "", "program", ENOENT },
	{ ":", "./program", EACCES },
	{ "/no/such:.:/usr", "program", EACCES },
	{ ".", "none", ENOENT },
	{ "program", "x", ENOENT },
	{ "", "/", EACCES },
};

START_TEST(better_error_is_told)
{
	make_file("program", "", 0);
	setenv("PATH", execs[_i].path, 1);
	ck_assert_int_eq(spawn_exec(execs[_i].name, (char *[]){ "x", NULL }), execs[_i].error);
}
END_TEST

/* A directory, or a name, that does not fit is passed over. */
START_TEST(long_path_is_no_trouble)
{
	static char path[2000], name[300];

	memset(path, 'p', sizeof(path) - 1);
	memset(name, 'n', sizeof(name) - 1);
	path[200] = path[455] = path[711] = path[967] = ':';
	setenv("PATH", path, 1);
	ck_assert_int_eq(spawn_exec("x", (char *[]){ "x", NULL }), ENOENT);
	ck_assert_int_eq(spawn_exec(name, (char *[]){ "x", NULL }), ENOENT);
}
END_TEST

START_TEST(variable_is_found_by_its_whole_name)
{
	clearenv();
	setenv("LONGER", "1", 1);
	setenv("LONG", "a=b", 1);
	setenv("EMPTY", "", 1);
	ck_assert_str_eq(spawn_variable("LONG"), "a=b");
	ck_assert_str_eq(spawn_variable("EMPTY"), "");
	ck_assert_ptr_null(spawn_variable("LON"));
	ck_assert_ptr_null(spawn_variable("NONE"));
}
END_TEST

START_TEST(defaults_fill_the_gaps)
{
	clearenv();
	setenv("HOME", "/root", 1);
	setenv("TERM", "xterm", 1);
	setenv("OTHER", "kept", 1);
	spawn_environment();
	ck_assert_str_eq(spawn_variable("HOME"), "/root");
	ck_assert_str_eq(spawn_variable("TERM"), "xterm");
	ck_assert_str_eq(spawn_variable("OTHER"), "kept");
	ck_assert_str_eq(spawn_variable("PATH"), "/bin:/sbin:/usr/bin:/usr/sbin");
	ck_assert_str_eq(spawn_variable("SHELL"), "/bin/sh");
	ck_assert_str_eq(spawn_variable("USER"), "root");
}
END_TEST

/* The kernel says linux wherever its console is. */
static const struct {
	const char *console, *term, *becomes;
} terms[] = {
	{ NULL, "linux", "linux" }, { "tty0", "linux", "linux" }, { "tty12", "linux", "linux" },
	{ "ttyS0,115200n8", "linux", "vt102" }, { "ttyAMA0", "linux", "vt102" }, { "hvc0", "linux", "vt102" },
	{ "ttyS0", "xterm", "xterm" },
};

START_TEST(linux_is_a_screen)
{
	clearenv();
	setenv("TERM", terms[_i].term, 1);
	options.console[0] = terms[_i].console;
	spawn_environment();
	ck_assert_str_eq(spawn_variable("TERM"), terms[_i].becomes);
}
END_TEST

START_TEST(large_environment_is_kept)
{
	char name[16];

	clearenv();
	for (int i = 0; i < 200; i++) {
		snprintf(name, sizeof(name), "V%d", i);
		setenv(name, "1", 1);
	}
	spawn_environment();
	ck_assert_str_eq(spawn_variable("V199"), "1");
	ck_assert_ptr_nonnull(spawn_variable("PATH"));
}
END_TEST

START_TEST(forked_child_has_its_own_memory)
{
	volatile int here = 1;
	int status;
	pid_t pid = spawn_fork();

	if (pid == 0) {
		here = 2;
		_exit(here);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(WEXITSTATUS(status), 2);
	ck_assert_int_eq(here, 1);
}
END_TEST

TCase *spawn_cases(void)
{
	TCase *cases = tcase_create("spawn");

	in_directory(cases);
	tcase_add_loop_test(cases, status_says_how_it_went, 0, COUNT(runs));
	tcase_add_test(cases, login_has_a_dash_and_a_session);
	tcase_add_test(cases, input_is_passed_on);
	tcase_add_test(cases, enter_is_waited_for);
	tcase_add_test(cases, missing_terminal_is_said);
	tcase_add_test(cases, there_is_always_a_shell);
	tcase_add_loop_test(cases, better_error_is_told, 0, COUNT(execs));
	tcase_add_test(cases, long_path_is_no_trouble);
	tcase_add_test(cases, variable_is_found_by_its_whole_name);
	tcase_add_test(cases, defaults_fill_the_gaps);
	tcase_add_loop_test(cases, linux_is_a_screen, 0, COUNT(terms));
	tcase_add_test(cases, large_environment_is_kept);
	tcase_add_test(cases, forked_child_has_its_own_memory);
	return cases;
}
