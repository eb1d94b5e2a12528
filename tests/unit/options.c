/* options.c - the kernel's quoting rules, word by word, and what is done with the words */
#include <string.h>

#include "init.h"
#include "unit.h"

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
	{ "a\tb", "a", NULL, "b" },
	{ "a\n", "a", NULL, "" },
	{ "\"", "", NULL, "" },
	{ "\"\"", "", NULL, "" },
	{ "a=\"", "a", "", "" },
	{ "a=\"\"", "a", "", "" },
};

START_TEST(word_is_cut_as_the_kernel_cuts_it)
{
	char text[64], *at = text, *name, *value;

	strcpy(text, words[_i].text);
	ck_assert(options_next(&at, &name, &value));
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

	ck_assert(!options_next(&at, &name, &value));
}
END_TEST

START_TEST(our_words_are_taken)
{
	options_take("pidone.shell", "/bin/ash");
	options_take("pidone.poweroff", "halt");
	ck_assert_str_eq(options.shell, "/bin/ash");
	ck_assert_str_eq(options.poweroff, "halt");
}
END_TEST

static void take_foreign(void)
{
	options_take("quiet", NULL);
	options_take("module.option", "1");
	options_take("pidonex", "1");
}

START_TEST(other_words_are_left_alone)
{
	ck_assert_str_eq(captured(take_foreign), "");
}
END_TEST

static void take_unknown(void)
{
	options_take("pidone.shel", "/bin/sh");
}

START_TEST(unknown_word_is_named)
{
	ck_assert_str_eq(captured(take_unknown), "init: pidone.shel: unknown option: ignored, see init --help\n");
}
END_TEST

static void take_bad_value(void)
{
	options_take("pidone.poweroff", "maybe");
	options_take("pidone.shell", NULL);
	options_take("pidone.shell", "");
}

START_TEST(bad_value_is_named_and_ignored)
{
	ck_assert_str_eq(captured(take_bad_value),
			 "init: pidone.poweroff=maybe: not a value it takes: ignored, see init --help\n"
			 "init: pidone.shell=: not a value it takes: ignored, see init --help\n"
			 "init: pidone.shell=: not a value it takes: ignored, see init --help\n");
	ck_assert_ptr_null(options.poweroff);
	ck_assert_ptr_null(options.shell);
}
END_TEST

static const struct {
	const char *poweroff;
	enum ending how, by;
} policies[] = {
	{ "acpi", POWEROFF, POWEROFF }, { "acpi", HALT, HALT }, { "acpi", REBOOT, REBOOT },
	{ "reboot", POWEROFF, REBOOT }, { "reboot", HALT, REBOOT }, { "reboot", REBOOT, REBOOT },
	{ "halt", POWEROFF, HALT }, { "halt", HALT, HALT }, { "halt", REBOOT, REBOOT },
	{ NULL, HALT, HALT }, { NULL, REBOOT, REBOOT },
};

START_TEST(policy_chooses_the_ending)
{
	options.poweroff = policies[_i].poweroff;
	ck_assert_int_eq(power_policy(policies[_i].how), policies[_i].by);
}
END_TEST

TCase *options_cases(void)
{
	TCase *cases = tcase_create("options");

	tcase_add_loop_test(cases, word_is_cut_as_the_kernel_cuts_it, 0, sizeof(words) / sizeof(words[0]));
	tcase_add_test(cases, blanks_hold_no_word);
	tcase_add_test(cases, our_words_are_taken);
	tcase_add_test(cases, other_words_are_left_alone);
	tcase_add_test(cases, unknown_word_is_named);
	tcase_add_test(cases, bad_value_is_named_and_ignored);
	tcase_add_loop_test(cases, policy_chooses_the_ending, 0, sizeof(policies) / sizeof(policies[0]));
	return cases;
}
