/*
 * string.c - init's own string functions beside the C library's
 *
 * Compiled under other names: this program's other parts keep the C library's.
 */
#include <string.h>

#include "init.h"
#include "unit.h"

#define memset own_memset
#define strlen own_strlen
#define strcmp own_strcmp
#define strchr own_strchr
#define strrchr own_strrchr
#define strcspn own_strcspn
#define strspn own_strspn
#define strpbrk own_strpbrk
#define strncat own_strncat
#define strcpy own_strcpy
#define strcat own_strcat
#include "../../init/string.c"
#undef memset
#undef strlen
#undef strcmp
#undef strchr
#undef strrchr
#undef strcspn
#undef strspn
#undef strpbrk
#undef strncat
#undef strcpy
#undef strcat

static const char *const texts[] = {
	"", "a", "b", "ab", "abc", "aba", "\xff", "a\xff", "a\x01", "a,b,c", "  x ", "\t \n", "=", "\x80\x80",
};

static int sign(int n)
{
	return (n > 0) - (n < 0);
}

START_TEST(one_text)
{
	const char *s = texts[_i];

	ck_assert_uint_eq(own_strlen(s), strlen(s));
	for (int c = -1; c < 256; c++) {
		ck_assert_ptr_eq(own_strchr(s, c), strchr(s, c));
		ck_assert_ptr_eq(own_strrchr(s, c), strrchr(s, c));
	}
}
END_TEST

START_TEST(two_texts)
{
	const char *a = texts[_i];

	for (size_t i = 0; i < COUNT(texts); i++) {
		const char *b = texts[i];

		ck_assert_int_eq(sign(own_strcmp(a, b)), sign(strcmp(a, b)));
		ck_assert_uint_eq(own_strspn(a, b), strspn(a, b));
		ck_assert_uint_eq(own_strcspn(a, b), strcspn(a, b));
		ck_assert_ptr_eq(own_strpbrk(a, b), strpbrk(a, b));
	}
}
END_TEST

static const struct {
	const char *to, *add;
	size_t n;
	const char *sum;
} sums[] = {
	{ "", "", 0, "" },
	{ "ab", "cd", 0, "ab" },
	{ "ab", "cd", 1, "abc" },
	{ "ab", "cd", 2, "abcd" },
	{ "ab", "cd", 3, "abcd" },
	{ "", "cd", (size_t)-1, "cd" },
};

START_TEST(texts_are_added)
{
	char to[8], whole[8];

	memset(to, 'x', sizeof(to));
	ck_assert_ptr_eq(own_strcpy(to, sums[_i].to), to);
	ck_assert_str_eq(to, sums[_i].to);
	own_strcpy(whole, to);
	ck_assert_ptr_eq(own_strncat(to, sums[_i].add, sums[_i].n), to);
	ck_assert_str_eq(to, sums[_i].sum);
	ck_assert_ptr_eq(own_strcat(whole, sums[_i].add), whole);
	ck_assert_uint_eq(strlen(whole), strlen(sums[_i].to) + strlen(sums[_i].add));
}
END_TEST

START_TEST(bytes_are_set_and_no_more)
{
	unsigned char bytes[] = { 1, 1, 1, 1 };

	ck_assert_ptr_eq(own_memset(bytes + 1, 0x1ff, 2), bytes + 1);
	ck_assert_mem_eq(bytes, "\x01\xff\xff\x01", 4);
	own_memset(bytes, 0, 0);
	ck_assert_int_eq(bytes[0], 1);
}
END_TEST

TCase *string_cases(void)
{
	TCase *cases = tcase_create("string");

	tcase_add_loop_test(cases, one_text, 0, COUNT(texts));
	tcase_add_loop_test(cases, two_texts, 0, COUNT(texts));
	tcase_add_loop_test(cases, texts_are_added, 0, COUNT(sums));
	tcase_add_test(cases, bytes_are_set_and_no_more);
	return cases;
}
