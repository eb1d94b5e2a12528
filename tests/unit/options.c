/* options.c - what is done with the words, and the help that lists them */
#include <string.h>

#include "init.h"
#include "unit.h"

START_TEST(our_words_are_taken)
{
	options_take("pidone.shell", "/bin/ash", false);
	options_take("pidone.poweroff", "halt", true);
	options_take("pidone.trace", NULL, false);
	ck_assert_str_eq(options.shell, "/bin/ash");
	ck_assert_str_eq(options.poweroff, "halt");
	ck_assert_str_eq(options.trace, "");
}
END_TEST

START_TEST(last_one_counts)
{
	options_take("pidone.poweroff", "halt", true);
	options_take("pidone.poweroff", "ioport", true);
	ck_assert_str_eq(options.poweroff, "ioport");
}
END_TEST

START_TEST(name_may_go_on)
{
	char word[] = "pidone.shell=/bin/ash";

	options_take(word, strchr(word, '=') + 1, false);
	ck_assert_str_eq(options.shell, "/bin/ash");
}
END_TEST

/* root is the beginning of others. */
START_TEST(plain_words_are_the_kernels)
{
	options_take("rootfstype", "ext4", true);
	options_take("root", "/dev/vda", true);
	options_take("rootwait", NULL, true);
	options_take("ro", NULL, true);
	ck_assert_str_eq(options.root, "/dev/vda");
	ck_assert_str_eq(options.rootfstype, "ext4");
	ck_assert_str_eq(options.rootwait, "");
	ck_assert_str_eq(options.ro, "");
	ck_assert_ptr_null(options.rw);
}
END_TEST

static void take_plain(void)
{
	options_take("root", "/dev/vda", false);
	options_take("console", "tty1", false);
	options_take("init", NULL, false);
}

START_TEST(plain_words_are_not_taken_elsewhere)
{
	ck_assert_str_eq(captured(take_plain), "");
	ck_assert_ptr_null(options.root);
	ck_assert_ptr_null(options.console[0]);
}
END_TEST

START_TEST(last_four_consoles_are_kept)
{
	static const char *const names[] = { "tty0", "tty1", "ttyS0,115200", "ttyS1", "hvc0", "ttyAMA0" };

	for (size_t i = 0; i < COUNT(names); i++)
		options_take("console", names[i], true);
	for (size_t i = 0; i < CONSOLES; i++)
		ck_assert_str_eq(options.console[i], names[COUNT(names) - 1 - i]);
	/* Nothing behind the array was touched. */
	ck_assert_ptr_null(options.program);
}
END_TEST

static void take_foreign(void)
{
	options_take("quiet", NULL, true);
	options_take("module.option", "1", true);
	options_take("pidonex", "1", true);
	options_take("roo", "1", true);
	options_take("", NULL, true);
}

START_TEST(other_words_are_left_alone)
{
	ck_assert_str_eq(captured(take_foreign), "");
}
END_TEST

static void take_unknown(void)
{
	options_take("pidone.shel", "/bin/sh", true);
	options_take("pidone.shells", "/bin/sh", false);
	options_take("pidone.", NULL, false);
}

START_TEST(unknown_word_is_named)
{
	ck_assert_str_eq(captured(take_unknown),
			 "init: pidone.shel: unknown option: ignored, see init --help\n"
			 "init: pidone.shells: unknown option: ignored, see init --help\n"
			 "init: pidone.: unknown option: ignored, see init --help\n");
}
END_TEST

/* A value that an option does not take: named, and the option stays as it was. */
static const struct {
	const char *name, *value;
	const char **kept;
} bad[] = {
	{ "pidone.poweroff", "maybe", &options.poweroff },
	{ "pidone.poweroff", "reboot,halt", &options.poweroff },
	{ "pidone.poweroff", "hal", &options.poweroff },
	{ "pidone.poweroff", "halted", &options.poweroff },
	{ "pidone.fault", "", &options.fault },
	{ "pidone.root", "ramfs", &options.root_on },
	{ "pidone.shell", NULL, &options.shell },
	{ "pidone.shell", "", &options.shell },
	{ "root", "", &options.root },
	{ "console", NULL, &options.console[0] },
};
static int which;

static void take_bad(void)
{
	options_take(bad[which].name, bad[which].value, true);
}

START_TEST(bad_value_is_named_and_ignored)
{
	char line[128] = "init: ";

	which = _i;
	text_append(line, sizeof(line), bad[_i].name);
	text_append(line, sizeof(line), "=");
	text_append(line, sizeof(line), bad[_i].value ? bad[_i].value : "");
	text_append(line, sizeof(line), ": not a value it takes: ignored, see init --help\n");
	ck_assert_str_eq(captured(take_bad), line);
	ck_assert_ptr_null(*bad[_i].kept);
}
END_TEST

static const char *const helped[] = {
	"usage: init [--] PROGRAM", "| --version", "\n  pidone.shell=PATH ", "\n  pidone.trace  ", "\n  root=DEVICE|UUID=",
	"\n  rw  ", "\n  console=TTY ", "-- PROGRAM [ARG...]", "init(8)",
};

START_TEST(help_has)
{
	ck_assert_ptr_nonnull(strstr(captured(options_help), helped[_i]));
}
END_TEST

START_TEST(help_fits_a_terminal)
{
	const char *text = captured(options_help);

	while (*text) {
		size_t len = strcspn(text, "\n");

		ck_assert_msg(len <= 100, "%.*s", (int)len, text);
		ck_assert_int_eq(text[len], '\n');
		text += len + 1;
	}
}
END_TEST

TCase *options_cases(void)
{
	TCase *cases = tcase_create("options");

	tcase_add_test(cases, our_words_are_taken);
	tcase_add_test(cases, last_one_counts);
	tcase_add_test(cases, name_may_go_on);
	tcase_add_test(cases, plain_words_are_the_kernels);
	tcase_add_test(cases, plain_words_are_not_taken_elsewhere);
	tcase_add_test(cases, last_four_consoles_are_kept);
	tcase_add_test(cases, other_words_are_left_alone);
	tcase_add_test(cases, unknown_word_is_named);
	tcase_add_loop_test(cases, bad_value_is_named_and_ignored, 0, COUNT(bad));
	tcase_add_loop_test(cases, help_has, 0, COUNT(helped));
	tcase_add_test(cases, help_fits_a_terminal);
	return cases;
}
