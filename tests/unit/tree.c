/* tree.c - a directory with everything that can be in it without being root: copied, then deleted */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "init.h"
#include "unit.h"

enum { MANY = 2000, BIG = 100000 };

static const struct {
	const char *path;
	mode_t mode;
	const char *holds;	/* a file's text, or a link's target */
} nodes[] = {
	{ "empty", S_IFREG | 0644, "" },
	{ "private", S_IFREG | 0600, "text\n" },
	{ "program", S_IFREG | 04755, "#!/bin/sh\n" },
	{ "write-only", S_IFREG | 0666, "umask does not matter" },
	{ "sub", S_IFDIR | 01777, NULL },
	{ "sub/closed", S_IFDIR | 0700, NULL },
	{ "sub/closed/deep", S_IFREG | 0400, "deep" },
	{ "link", S_IFLNK | 0777, "sub/closed/deep" },
	{ "dangling", S_IFLNK | 0777, "/no/where" },
	{ "to-directory", S_IFLNK | 0777, "sub" },
	{ "pipe", S_IFIFO | 0640, NULL },
	{ ".hidden", S_IFREG | 0644, "dot" },
	{ "..two", S_IFREG | 0644, "dots" },
	{ "with space\n", S_IFREG | 0644, "newline" },
};

static int opened(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY);

	ck_assert_int_ge(fd, 0);
	return fd;
}

static void make_tree(const char *name)
{
	umask(027);
	mkdir(name, 0755);
	ck_assert_int_eq(chdir(name), 0);
	for (size_t i = 0; i < COUNT(nodes); i++) {
		const char *path = nodes[i].path, *holds = nodes[i].holds;

		if (S_ISLNK(nodes[i].mode)) {
			ck_assert_int_eq(symlink(holds, path), 0);
			continue;
		}
		if (S_ISDIR(nodes[i].mode))
			mkdir(path, 0700);
		else if (S_ISFIFO(nodes[i].mode))
			mkfifo(path, 0600);
		else
			make_file(path, holds, strlen(holds));
		ck_assert_int_eq(chmod(path, nodes[i].mode & 07777), 0);
	}
	ck_assert_int_eq(chdir(".."), 0);
}

static void holds(const char *path, const char *text, bool link)
{
	char found[64] = "";
	int fd;

	if (link) {
		ck_assert_int_eq(readlink(path, found, sizeof(found) - 1), (int)strlen(text));
	} else {
		fd = open(path, O_RDONLY);
		ck_assert_int_ge(read(fd, found, sizeof(found) - 1), 0);
		close(fd);
	}
	ck_assert_str_eq(found, text);
}

START_TEST(copy_is_the_same)
{
	make_tree("from");
	mkdir("to", 0755);
	ck_assert(tree_copy(opened("from"), opened("to")));
	ck_assert_int_eq(chdir("to"), 0);
	for (size_t i = 0; i < COUNT(nodes); i++) {
		struct stat of;

		ck_assert_int_eq(lstat(nodes[i].path, &of), 0);
		ck_assert_msg(of.st_mode == nodes[i].mode, "%s: %o", nodes[i].path, of.st_mode);
		ck_assert_uint_eq(of.st_uid, geteuid());
		if (nodes[i].holds)
			holds(nodes[i].path, nodes[i].holds, S_ISLNK(of.st_mode));
	}
}
END_TEST

START_TEST(large_file_is_copied_whole)
{
	static char bytes[BIG], found[BIG + 1];

	for (int i = 0; i < BIG; i++)
		bytes[i] = i * 7 % 251;
	mkdir("big", 0755);
	mkdir("big-copy", 0755);
	make_file("big/file", bytes, BIG);
	ck_assert(tree_copy(opened("big"), opened("big-copy")));
	int fd = open("big-copy/file", O_RDONLY);
	ck_assert_int_eq(read(fd, found, sizeof(found)), BIG);
	ck_assert_mem_eq(found, bytes, BIG);
}
END_TEST

START_TEST(copy_over_what_is_there_fails)
{
	mkdir("again", 0755);
	make_file("again/file", "new", 3);
	mkdir("taken", 0755);
	make_file("taken/file", "old", 3);
	ck_assert(!tree_copy(opened("again"), opened("taken")));
	holds("taken/file", "old", false);
}
END_TEST

START_TEST(tree_is_deleted_but_its_root)
{
	make_tree("doomed");
	make_file("stays", "outside", 7);
	ck_assert_int_eq(symlink("../stays", "doomed/out"), 0);
	ck_assert(tree_delete(opened("doomed")));
	ck_assert_int_eq(rmdir("doomed"), 0);
	holds("stays", "outside", false);
}
END_TEST

/* Names go while they are read. */
START_TEST(none_of_many_is_left)
{
	char path[64];

	mkdir("many", 0755);
	for (int i = 0; i < MANY; i++) {
		snprintf(path, sizeof(path), "many/a-name-of-some-length-%d", i);
		make_file(path, "", 0);
	}
	ck_assert(tree_delete(opened("many")));
	ck_assert_int_eq(rmdir("many"), 0);
}
END_TEST

START_TEST(what_is_no_directory_is_an_error)
{
	make_file("file", "", 0);
	ck_assert(!tree_delete(open("file", O_RDONLY)));
	ck_assert(!tree_delete(-1));
	ck_assert(!tree_copy(-1, -1));
}
END_TEST

TCase *tree_cases(void)
{
	TCase *cases = tcase_create("tree");

	in_directory(cases);
	tcase_add_test(cases, copy_is_the_same);
	tcase_add_test(cases, large_file_is_copied_whole);
	tcase_add_test(cases, copy_over_what_is_there_fails);
	tcase_add_test(cases, tree_is_deleted_but_its_root);
	tcase_add_test(cases, none_of_many_is_left);
	tcase_add_test(cases, what_is_no_directory_is_an_error);
	return cases;
}
