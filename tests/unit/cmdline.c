/*
 * cmdline.c - the kernel's quoting rules, word by word, and whole lines
 *
 * The file is compiled here once more, under other names, with a /proc/cmdline of ours.
 */
#include <string.h>

#include "init.h"
#include "unit.h"

static const char *proc_cmdline;

static char *pretend_read(const char *path)
{
	static char text[8192];

	ck_assert_str_eq(path, "/proc/cmdline");
	return proc_cmdline ? strcpy(text, proc_cmdline) : NULL;
}

#define file_read_once pretend_read
#define cmdline_next tested_cmdline_next
#define cmdline_read tested_cmdline_read
#include "../../init/cmdline.c"
#undef cmdline_next

/* Texts and what the kernel itself makes of them: lib/cmdline.c, and argv and environment seen by booting. */
static const struct {
	const char *text, *name, *value, *rest;
} words[] = {
	{ "quiet", "quiet", NULL, "" },
	{ "  quiet  ro", "quiet", NULL, " ro" },
	{ "a=b c", "a", "b", "c" },
	{ "a= c", "a", "", "c" },
	{ "a=b=c", "a", "b=c", "" },
	{ "foo=\"a b\" c", "foo", "a b", "c" },
	{ "\"q=a b\" c", "q", "a b", "c" },
	{ "\"two words\"", "two words", NULL, "" },
	{ "weird\"quo\"te=1", "weird\"quo\"te", "1", "" },
	{ "a=b\"c d\"e f", "a", "b\"c d\"e", "f" },
	{ "a=\"unclosed b", "a", "unclosed b", "" },
	{ "=x", "=x", NULL, "" },
	{ "=x=y", "=x", "y", "" },
	{ "\"=x\"", "=x", NULL, "" },
	{ "\"=x=y z\" q", "=x", "y z", "q" },
	{ "a\tb", "a", NULL, "b" },
	/* Latin-1's blank too, and so a piece of UTF-8. */
	{ "a\xa0" "b", "a", NULL, "b" },
	{ "a\n", "a", NULL, "" },
	{ "\"", "", NULL, "" },
	{ "\"\"", "", NULL, "" },
	{ "a=\"", "a", "", "" },
	{ "a=\"\"", "a", "", "" },
	{ "\"a=\"b c\" d", "a", "b", "c\" d" },
	{ "\"a\"=b", "a\"", "b", "" },
	{ "--", "--", NULL, "" },
};

START_TEST(word_is_cut_as_the_kernel_cuts_it)
{
	char text[64], *at = text, *name, *value;

	strcpy(text, words[_i].text);
	ck_assert(cmdline_next(&at, &name, &value));
	ck_assert_str_eq(name, words[_i].name);
	if (words[_i].value)
		ck_assert_str_eq(value, words[_i].value);
	else
		ck_assert_ptr_null(value);
	ck_assert_str_eq(at, words[_i].rest);
}
END_TEST

START_TEST(blanks_hold_no_word)
{
	char text[] = " \t\n ", *at = text, *name, *value;

	ck_assert(!cmdline_next(&at, &name, &value));
}
END_TEST

/* A line, and the program behind " -- " with its arguments: none, or what the kernel would give to its init. */
static const struct {
	const char *line, *program[6];
} programs[] = {
	{ "", { NULL } },
	{ "quiet --", { NULL } },
	{ "quiet -- prog", { "prog", NULL } },
	{ "a=1 -- prog \"a b\" k=\"v w\" -- x", { "prog", "a b", "k=v w", "--", "x", NULL } },
	{ "-- prog \"k=v w\" k= =x \"\"", { "prog", "k=v w", "k=", "=x", "", NULL } },
	{ "\"--\" /bin/prog pidone.tty=tty1", { "/bin/prog", "pidone.tty=tty1", NULL } },
	{ "--=x prog", { NULL } },
	{ "-- pidone.shell=/bin/ash pidone.trace prog pidone.fault=reboot\n", { "prog", "pidone.fault=reboot", NULL } },
	{ "-- pidone.shell=/bin/ash", { NULL } },
	{ "-- root=/dev/vda console=tty1", { "root=/dev/vda", "console=tty1", NULL } },
};

START_TEST(line_names_a_program)
{
	const char *const *word = programs[_i].program;
	char *argv[] = { "init", NULL };

	proc_cmdline = programs[_i].line;
	tested_cmdline_read(argv, true);
	if (!*word) {
		ck_assert_ptr_null(options.program);
		return;
	}
	for (int i = 0; word[i] || options.program[i]; i++)
		ck_assert_str_eq(options.program[i], word[i]);
	ck_assert_ptr_null(options.root);
	ck_assert_ptr_null(options.tty);
	ck_assert_ptr_null(options.fault);
}
END_TEST

START_TEST(words_of_ours_come_before_the_program)
{
	char *argv[] = { "init", NULL };

	proc_cmdline = "pidone.tty=tty2 root=/dev/vda -- pidone.shell=\"/bin/my shell\" pidone.trace rw prog";
	tested_cmdline_read(argv, true);
	ck_assert_str_eq(options.tty, "tty2");
	ck_assert_str_eq(options.root, "/dev/vda");
	ck_assert_str_eq(options.shell, "/bin/my shell");
	ck_assert_str_eq(options.trace, "");
	ck_assert_ptr_null(options.rw);
	ck_assert_str_eq(options.program[0], "rw");
	ck_assert_str_eq(options.program[1], "prog");
}
END_TEST

/* Longer, and of more words, than any kernel takes. */
START_TEST(long_line_is_taken)
{
	static char line[8000];
	char *argv[] = { "init", NULL };
	int n = 0;

	memset(line, 'x', 3000);
	strcat(line, " root=/dev/vda --");
	for (int i = 0; i < 2000; i++)
		strcat(line, " x");
	proc_cmdline = line;
	tested_cmdline_read(argv, true);
	ck_assert_str_eq(options.root, "/dev/vda");
	while (options.program[n])
		ck_assert_str_eq(options.program[n++], "x");
	ck_assert_int_eq(n, 2000);
}
END_TEST

/* Where there is no /proc, the kernel's arguments are all that we have; a path is then the program. */
START_TEST(arguments_serve_where_there_is_no_proc)
{
	char *argv[] = { "init", "pidone.shell=/bin/ash", "root=/dev/vda", "pidone.trace", "/bin/prog", "pidone.tty=x", NULL };

	tested_cmdline_read(argv, true);
	ck_assert_str_eq(options.shell, "/bin/ash");
	ck_assert_str_eq(options.trace, "");
	ck_assert_ptr_null(options.root);
	ck_assert_ptr_null(options.tty);
	ck_assert_ptr_eq(options.program, argv + 4);
}
END_TEST

/* There the line is the host's. */
START_TEST(container_has_no_line_but_arguments)
{
	char *argv[] = { "init", "pidone.tty=tty3", NULL };

	proc_cmdline = "pidone.shell=/bin/ash -- prog";
	tested_cmdline_read(argv, false);
	ck_assert_ptr_null(options.shell);
	ck_assert_ptr_null(options.program);
	ck_assert_str_eq(options.tty, "tty3");
}
END_TEST

/* Also an argument list without even a name: execve(2) allows it. */
START_TEST(arguments_come_last)
{
	char *argv[] = { "init", "pidone.shell=/b", "/bin/prog", NULL }, *none[] = { NULL };

	proc_cmdline = "pidone.shell=/a";
	tested_cmdline_read(argv, true);
	ck_assert_str_eq(options.shell, "/b");
	ck_assert_ptr_null(options.program);
	proc_cmdline = NULL;
	tested_cmdline_read(none, true);
	ck_assert_ptr_null(options.program);
}
END_TEST

TCase *cmdline_cases(void)
{
	TCase *cases = tcase_create("cmdline");

	tcase_add_loop_test(cases, word_is_cut_as_the_kernel_cuts_it, 0, COUNT(words));
	tcase_add_test(cases, blanks_hold_no_word);
	tcase_add_loop_test(cases, line_names_a_program, 0, COUNT(programs));
	tcase_add_test(cases, words_of_ours_come_before_the_program);
	tcase_add_test(cases, long_line_is_taken);
	tcase_add_test(cases, arguments_serve_where_there_is_no_proc);
	tcase_add_test(cases, container_has_no_line_but_arguments);
	tcase_add_test(cases, arguments_come_last);
	return cases;
}
