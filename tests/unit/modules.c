/*
 * modules.c - a module's line in modules.dep, or its path in modules.builtin; and what is loaded, in which order
 *
 * The file is compiled here once more, under other names, with lists of ours; what it would load is written down.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "init.h"
#include "unit.h"

static const char dep[] =
	"kernel/fs/ext4/ext4.ko: kernel/lib/crc16.ko kernel/fs/jbd2/jbd2.ko kernel/fs/mbcache.ko\n"
	"kernel/fs/jbd2/jbd2.ko.xz:\n"
	"kernel/drivers/block/virtio_blk.ko.zst: kernel/drivers/virtio/virtio.ko.zst\n"
	"kernel/net/a-b_c.ko:\n"
	"plain.ko: kernel/x.ko\n"
	"/abs/path/extra.ko.gz:\n"
	"kernel/not/amodule.txt:\n"
	"kernel/dots/x.y.ko:\n"
	"\n"
	"kernel/built/in.ko\n"
	"kernel/needs-gone.ko: kernel/crc.ko kernel/gone.ko\n"
	"kernel/needs-bad.ko.zst: kernel/bad.ko.zst\n"
	"kernel/last.ko:";

static bool no_lists;
static char opened[256], loaded[1024];

static int pretend_uname(struct utsname *kernel)
{
	strcpy(kernel->release, "6.1-test");
	return 0;
}

static char *pretend_read(const char *path)
{
	static char text[2048];

	if (no_lists)
		return NULL;
	return strcpy(text, strcmp(path, "/lib/modules/6.1-test/modules.dep") == 0 ? dep : "kernel/built/builtin.ko\n");
}

static int pretend_open(const char *path, int flags)
{
	ck_assert_int_eq(flags, O_RDONLY | O_CLOEXEC);
	strcpy(opened, path);
	errno = ENOENT;
	return strstr(path, "gone") ? -1 : 99;
}

/* finit_module(2) of the file that was opened last. */
static int pretend_insert(int fd, int flags)
{
	size_t len = strlen(loaded);
	const char *name = text_behind(opened, "/lib/modules/6.1-test/");

	ck_assert_int_eq(fd, 99);
	snprintf(loaded + len, sizeof(loaded) - len, "%s%s\n", name ? name : opened, flags == 4 ? " packed" : flags ? " ?" : "");
	errno = strstr(opened, "jbd2") ? EEXIST : strstr(opened, "bad") ? ENOEXEC : 0;
	return errno ? -1 : 0;
}

#define uname pretend_uname
#define file_read pretend_read
#define open pretend_open
#define close(fd) ck_assert_int_eq(fd, 99)
#define syscall(number, fd, words, flags) pretend_insert(fd, flags)
#define modules_load tested_modules_load
#define modules_line tested_modules_line
#include "../../init/modules.c"

static const struct {
	const char *name, *line;
} lines[] = {
	{ "ext4", "kernel/fs/ext4/ext4.ko: kernel/lib/crc16.ko kernel/fs/jbd2/jbd2.ko kernel/fs/mbcache.ko" },
	{ "jbd2", "kernel/fs/jbd2/jbd2.ko.xz:" },
	{ "virtio_blk", "kernel/drivers/block/virtio_blk.ko.zst: kernel/drivers/virtio/virtio.ko.zst" },
	{ "virtio-blk", "kernel/drivers/block/virtio_blk.ko.zst: kernel/drivers/virtio/virtio.ko.zst" },
	{ "a_b-c", "kernel/net/a-b_c.ko:" },
	{ "plain", "plain.ko: kernel/x.ko" },
	{ "extra", "/abs/path/extra.ko.gz:" },
	{ "in", "kernel/built/in.ko" },
	{ "last", "kernel/last.ko:" },
	{ "x.y", "kernel/dots/x.y.ko:" },
	{ "ext", NULL }, { "xt4", NULL }, { "ext4.ko", NULL }, { "amodule", NULL }, { "crc16", NULL }, { "", NULL },
	{ "fs/ext4/ext4", NULL }, { "x", NULL },
};

START_TEST(line_is_found_by_name)
{
	char text[sizeof(dep)];
	const char *line;

	strcpy(text, dep);
	line = tested_modules_line(text, lines[_i].name);
	ck_assert_pstr_eq(line, lines[_i].line);
}
END_TEST

static const struct {
	const char *names, *loaded, *said;	/* of what is said, the beginning */
} loads[] = {
	{ "", "", "" },
	{ ",,", "", "" },
	{ "ext4", "kernel/fs/mbcache.ko\nkernel/fs/jbd2/jbd2.ko\nkernel/lib/crc16.ko\nkernel/fs/ext4/ext4.ko\n", "" },
	{ "virtio-blk,plain", "kernel/drivers/virtio/virtio.ko.zst packed\nkernel/drivers/block/virtio_blk.ko.zst packed\n"
	  "kernel/x.ko\nplain.ko\n", "" },
	{ "extra", "/abs/path/extra.ko.gz packed\n", "" },
	{ "last", "kernel/last.ko\n", "" },
	{ "builtin", "", "" },
	{ "none,last", "kernel/last.ko\n", "init: module none: not in /lib/modules/6.1-test/modules.dep\n" },
	/* What it needs is missing: it is not tried. */
	{ "needs_gone", "", "init: module /lib/modules/6.1-test/kernel/gone.ko: No such file or directory\n" },
	{ "needs_bad", "kernel/bad.ko.zst packed\n", "init: module /lib/modules/6.1-test/kernel/bad.ko.zst: Exec format error: packed" },
	{ "a-name-of-more-than-sixty-three-bytes-which-no-module-of-the-kernel-has", "",
	  "init: module a-name-of-more-than-sixty-three-bytes-which-no-module-of-the-ke: not in /lib/modules/6.1-test/modules.dep\n" },
};
static int which;

static void load_them(void)
{
	tested_modules_load(loads[which].names);
}

START_TEST(needed_ones_come_first)
{
	which = _i;
	const char *rest = text_behind(captured(load_them), loads[_i].said);
	ck_assert_ptr_nonnull(rest);
	ck_assert(*loads[_i].said || !*rest);
	ck_assert_str_eq(loaded, loads[_i].loaded);
}
END_TEST

static void load_without_lists(void)
{
	no_lists = true;
	tested_modules_load("ext4");
}

START_TEST(no_list_is_said)
{
	ck_assert_str_eq(captured(load_without_lists), "init: module ext4: not in /lib/modules/6.1-test/modules.dep\n");
}
END_TEST

TCase *modules_cases(void)
{
	TCase *cases = tcase_create("modules");

	tcase_add_loop_test(cases, line_is_found_by_name, 0, COUNT(lines));
	tcase_add_loop_test(cases, needed_ones_come_first, 0, COUNT(loads));
	tcase_add_test(cases, no_list_is_said);
	return cases;
}
