/* text.c - numbers, appending, lines, words, prefixes, lists */
#include <string.h>

#include "init.h"
#include "unit.h"

static const struct {
	const char *text;
	long n;
	const char *rest;	/* NULL: it is no number */
} numbers[] = {
	{ "0", 0, "" },
	{ "42 x", 42, " x" },
	{ "-7,", -7, "," },
	{ "007", 7, "" },
	{ "123456789012345678", 123456789012345678, "" },
	{ "1234567890123456789", 123456789012345678, "9" },
	{ "-999999999999999999", -999999999999999999, "" },
	{ "", 0, NULL },
	{ "-", 0, NULL },
	{ "--1", 0, NULL },
	{ "+1", 0, NULL },
	{ " 1", 0, NULL },
	{ "x1", 0, NULL },
};

START_TEST(number_is_read)
{
	long n = 1;
	const char *rest = text_number(numbers[_i].text, &n);

	if (!numbers[_i].rest) {
		ck_assert_ptr_null(rest);
		return;
	}
	ck_assert_str_eq(rest, numbers[_i].rest);
	ck_assert_int_eq(n, numbers[_i].n);
}
END_TEST

static const struct {
	uint64_t n;
	unsigned base;
	const char *text;
} written[] = {
	{ 0, 10, "0" }, { 0, 16, "0" }, { 10, 10, "10" }, { 255, 16, "ff" },
	{ UINT64_MAX, 10, "18446744073709551615" }, { UINT64_MAX, 16, "ffffffffffffffff" },
};

START_TEST(number_is_written)
{
	ck_assert_str_eq(text_from(written[_i].n, written[_i].base), written[_i].text);
}
END_TEST

START_TEST(two_numbers_live_at_a_time)
{
	const char *first = text_from(123, 10), *second = text_from(45, 10);

	ck_assert_str_eq(first, "123");
	ck_assert_str_eq(second, "45");
}
END_TEST

static const struct {
	const char *to, *add, *sum;
	bool fits;
} sums[] = {
	{ "", "", "", true },
	{ "ab", "", "ab", true },
	{ "ab", "cde", "abcde", true },
	{ "ab", "cdefg", "abcdefg", true },
	{ "ab", "cdefgh", "abcdefg", false },
	{ "abcdefg", "", "abcdefg", true },
	{ "abcdefg", "h", "abcdefg", false },
};

START_TEST(text_is_added_or_cut)
{
	char to[9] = "xxxxxxxx";

	strcpy(to, sums[_i].to);
	ck_assert_int_eq(text_append(to, 8, sums[_i].add), sums[_i].fits);
	ck_assert_str_eq(to, sums[_i].sum);
	ck_assert_int_eq(to[8], '\0');
}
END_TEST

/* Each is cut by text_line() or text_word() until there is none left. */
static const struct {
	const char *text, *pieces[4];
} lines[] = {
	{ "", { NULL } },
	{ "a", { "a", NULL } },
	{ "a\n", { "a", NULL } },
	{ "a\nb", { "a", "b", NULL } },
	{ "\n\na", { "", "", "a", NULL } },
	{ "a\n\n", { "a", "", NULL } },
	{ " a b\t\r\n", { " a b\t\r", NULL } },
}, words[] = {
	{ "", { NULL } },
	{ " \t ", { NULL } },
	{ "a", { "a", NULL } },
	{ " a\tb ", { "a", "b", NULL } },
	{ "a  b\t\tc", { "a", "b", "c", NULL } },
	{ "a\nb", { "a\nb", NULL } },
};

static void cut(const char *text, const char *const *pieces, char *(*next)(char **text))
{
	char copy[32], *at = copy;

	strcpy(copy, text);
	for (; *pieces; pieces++) {
		const char *piece = next(&at);

		ck_assert_ptr_nonnull(piece);
		ck_assert_str_eq(piece, *pieces);
	}
	ck_assert_ptr_null(next(&at));
	ck_assert_ptr_null(next(&at));
	ck_assert_ptr_eq(at, copy + strlen(text));
}

START_TEST(lines_are_cut)
{
	cut(lines[_i].text, lines[_i].pieces, text_line);
}
END_TEST

START_TEST(words_are_cut)
{
	cut(words[_i].text, words[_i].pieces, text_word);
}
END_TEST

static const struct {
	const char *text, *prefix, *rest;
} prefixes[] = {
	{ "", "", "" }, { "ab", "", "ab" }, { "ab", "a", "b" }, { "ab", "ab", "" },
	{ "ab", "abc", NULL }, { "", "a", NULL }, { "ab", "b", NULL },
};

START_TEST(prefix_is_left_out)
{
	const char *rest = text_behind(prefixes[_i].text, prefixes[_i].prefix);

	if (prefixes[_i].rest)
		ck_assert_str_eq(rest, prefixes[_i].rest);
	else
		ck_assert_ptr_null(rest);
}
END_TEST

static const struct {
	const char *list, *word;
	bool listed;
} listed[] = {
	{ "a", "a", true }, { "a,b,c", "a", true }, { "a,b,c", "b", true }, { "a,b,c", "c", true },
	{ "ab,c", "a", false }, { "ab,c", "b", false }, { "a", "ab", false }, { "", "a", false }, { NULL, "a", false },
	{ ",a,", "a", true }, { "a,b", "a,b", false }, { "a,b,c", "b,c", false },
};

START_TEST(word_is_looked_up)
{
	ck_assert_int_eq(text_listed(listed[_i].list, listed[_i].word), listed[_i].listed);
}
END_TEST

static const struct {
	const char *list, *item, *rest;
	bool fits;
} items[] = {
	{ "", "", "", true }, { "a", "a", "", true }, { "a,b", "a", "b", true }, { ",b", "", "b", true }, { "a,", "a", "", true },
	{ "abc,d", "abc", "d", true }, { "abcd,e", "abc", "e", false }, { "abcdefgh", "abc", "", false },
};

START_TEST(item_is_copied_or_cut)
{
	char item[4] = "xyz";
	const char *list = items[_i].list;

	ck_assert_int_eq(text_item(&list, item, sizeof(item)), items[_i].fits);
	ck_assert_str_eq(item, items[_i].item);
	ck_assert_str_eq(list, items[_i].rest);
}
END_TEST

static const struct {
	const char *path, *base;
} paths[] = {
	{ "sh", "sh" }, { "/bin/sh", "sh" }, { "./sh", "sh" }, { "/", "" }, { "bin/", "" }, { "", "" },
};

START_TEST(last_part_is_found)
{
	ck_assert_str_eq(text_base(paths[_i].path), paths[_i].base);
}
END_TEST

TCase *text_cases(void)
{
	TCase *cases = tcase_create("text");

	tcase_add_loop_test(cases, number_is_read, 0, COUNT(numbers));
	tcase_add_loop_test(cases, number_is_written, 0, COUNT(written));
	tcase_add_test(cases, two_numbers_live_at_a_time);
	tcase_add_loop_test(cases, text_is_added_or_cut, 0, COUNT(sums));
	tcase_add_loop_test(cases, lines_are_cut, 0, COUNT(lines));
	tcase_add_loop_test(cases, words_are_cut, 0, COUNT(words));
	tcase_add_loop_test(cases, prefix_is_left_out, 0, COUNT(prefixes));
	tcase_add_loop_test(cases, word_is_looked_up, 0, COUNT(listed));
	tcase_add_loop_test(cases, item_is_copied_or_cut, 0, COUNT(items));
	tcase_add_loop_test(cases, last_part_is_found, 0, COUNT(paths));
	return cases;
}
