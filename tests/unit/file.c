/* file.c - whole files, and a directory's names in order */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "init.h"
#include "unit.h"

enum { MIB = 1 << 20, MANY = 500 };

START_TEST(file_is_read_whole_and_ours)
{
	make_file("a", "one\ntwo\n", 8);
	make_file("empty", "", 0);
	char *text = file_read("a");
	ck_assert_str_eq(text, "one\ntwo\n");
	text[0] = 'O';
	ck_assert_str_eq(file_read("a"), "one\ntwo\n");
	ck_assert_str_eq(file_read("empty"), "");
}
END_TEST

/* The pages of a large text are no longer ours. */
START_TEST(text_is_forgotten)
{
	make_file("a", "one\n", 4);
	char *text = file_read_once("a");
	ck_assert_str_eq(text, "one\n");
	file_forget();
	ck_assert_str_eq(text, "");
	ck_assert_str_eq(file_read("a"), "one\n");
	ck_assert_ptr_null(file_read_once("none"));
	ck_assert_int_eq(errno, ENOENT);
}
END_TEST

START_TEST(missing_file_is_an_error)
{
	errno = 0;
	ck_assert_ptr_null(file_read("none"));
	ck_assert_int_eq(errno, ENOENT);
	ck_assert_ptr_null(file_read("."));
	ck_assert_int_eq(errno, EISDIR);
}
END_TEST

START_TEST(file_of_a_mebibyte_is_the_most)
{
	char *bytes = malloc(MIB + 1), *text;

	memset(bytes, 'x', MIB + 1);
	make_file("large", bytes, MIB - 2);
	text = file_read("large");
	ck_assert_ptr_nonnull(text);
	ck_assert_uint_eq(strlen(text), MIB - 2);
	make_file("large", bytes, MIB + 1);
	errno = 0;
	ck_assert_ptr_null(file_read("large"));
	ck_assert_int_eq(errno, EFBIG);
	free(bytes);
}
END_TEST

START_TEST(file_is_written_but_not_made)
{
	make_file("w", "1234", 4);
	ck_assert(file_write("w", "ab"));
	ck_assert_str_eq(file_read("w"), "ab34");
	errno = 0;
	ck_assert(!file_write("none", "ab"));
	ck_assert_int_eq(errno, ENOENT);
	ck_assert(!file_write("/dev/full", "ab"));
	ck_assert_int_eq(errno, ENOSPC);
}
END_TEST

static bool is_script(const char *name)
{
	return !strchr(name, '.');
}

/* By bytes, not by a language's order; dotted ones are not wanted; each once, then the end. */
START_TEST(names_come_in_order)
{
	static const char *const made[] = { "20b", "a", "B", ".hidden", "10a", "9", "x.sh", "\xc3\xa4", "a0" };
	static const char *const wanted[] = { "10a", "20b", "9", "B", "a", "a0", "\xc3\xa4" };
	char name[NAME_BYTES] = "", path[64];

	mkdir("names", 0755);
	for (size_t i = 0; i < COUNT(made); i++) {
		snprintf(path, sizeof(path), "names/%s", made[i]);
		make_file(path, "", 0);
	}
	for (size_t i = 0; i < COUNT(wanted); i++) {
		ck_assert(file_next("names", is_script, name));
		ck_assert_str_eq(name, wanted[i]);
	}
	ck_assert(!file_next("names", is_script, name));
}
END_TEST

START_TEST(name_goes_on_where_a_file_is_gone)
{
	char name[NAME_BYTES] = "b";

	mkdir("gone", 0755);
	make_file("gone/a", "", 0);
	make_file("gone/c", "", 0);
	ck_assert(file_next("gone", is_script, name));
	ck_assert_str_eq(name, "c");
	strcpy(name, "");
	ck_assert(!file_next("none", is_script, name));
}
END_TEST

START_TEST(longest_name_fits)
{
	char name[NAME_BYTES] = "", longest[NAME_BYTES];

	memset(longest, 'n', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	mkdir("long", 0755);
	ck_assert_int_eq(chdir("long"), 0);
	make_file(longest, "", 0);
	ck_assert(file_next(".", is_script, name));
	ck_assert_str_eq(name, longest);
}
END_TEST

static bool count_until(const char *name, void *with)
{
	int *left = with;

	ck_assert_str_ne(name, ".");
	ck_assert_str_ne(name, "..");
	return --*left != 0;
}

/* More than one block of getdents64(2) holds. */
START_TEST(every_entry_is_told_until_enough)
{
	char path[64];
	int left = -1;

	mkdir("many", 0755);
	for (int i = 0; i < MANY; i++) {
		snprintf(path, sizeof(path), "many/..%d", i);
		make_file(path, "", 0);
	}
	int fd = open("many", O_RDONLY | O_DIRECTORY);
	ck_assert(file_each(fd, count_until, &left));
	ck_assert_int_eq(left, -1 - MANY);
	lseek(fd, 0, SEEK_SET);
	left = 7;
	ck_assert(file_each(fd, count_until, &left));
	ck_assert_int_eq(left, 0);
	close(fd);
	ck_assert(!file_each(fd, count_until, &left));
	ck_assert_int_eq(errno, EBADF);
}
END_TEST

TCase *file_cases(void)
{
	TCase *cases = tcase_create("file");

	in_directory(cases);
	tcase_add_test(cases, file_is_read_whole_and_ours);
	tcase_add_test(cases, text_is_forgotten);
	tcase_add_test(cases, missing_file_is_an_error);
	tcase_add_test(cases, file_of_a_mebibyte_is_the_most);
	tcase_add_test(cases, file_is_written_but_not_made);
	tcase_add_test(cases, names_come_in_order);
	tcase_add_test(cases, name_goes_on_where_a_file_is_gone);
	tcase_add_test(cases, longest_name_fits);
	tcase_add_test(cases, every_entry_is_told_until_enough);
	return cases;
}
