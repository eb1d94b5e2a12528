/*
 * sysctl.c - where a name leads, and what is said of lines that are none
 *
 * The file is compiled here once more, under another name, with files of ours; what it writes is only written down.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "init.h"
#include "unit.h"

static const char *conf;
static char written[1024];
static const char *const only[] = { "50-ours.conf", NULL };
static const char *const *names = only;

static char *pretend_read(const char *path)
{
	static char text[1024];

	if (strcmp(path, "/etc/sysctl.d/10-a.conf") == 0)
		return strcpy(text, "kernel.first=1\n");
	/* There are others, which cannot be read. */
	return strcmp(path, "/etc/sysctl.d/50-ours.conf") == 0 ? strcpy(text, conf) : NULL;
}

static bool pretend_write(const char *path, const char *text)
{
	size_t len = strlen(written);

	if (strstr(path, "missing")) {
		errno = ENOENT;
		return false;
	}
	snprintf(written + len, sizeof(written) - len, "%s=[%s]\n", path, text);
	return true;
}

static bool pretend_next(const char *directory, bool (*wanted)(const char *name), char name[NAME_BYTES])
{
	ck_assert_str_eq(directory, "/etc/sysctl.d");
	ck_assert(!wanted("a.conf.bak"));
	ck_assert(!wanted("README"));
	for (; names && *names; names++)
		if (wanted(*names)) {
			strcpy(name, *names++);
			return true;
		}
	return false;
}

#define file_read pretend_read
#define file_write pretend_write
#define file_next pretend_next
#define sysctl_setup tested_sysctl_setup
#include "../../init/sysctl.c"

static const struct {
	const char *text, *written, *said;
} files[] = {
	{ "", "", "" },
	{ "# a = b\n; c = d\n \t\n", "", "" },
	{ "kernel.panic=1\n  kernel.printk = 4 4 1 7\n", "/proc/sys/kernel/panic=[1]\n/proc/sys/kernel/printk=[4 4 1 7]\n", "" },
	{ "net/ipv4/conf/eth0.1/forwarding = 1", "/proc/sys/net/ipv4/conf/eth0.1/forwarding=[1]\n", "" },
	{ "net.ipv4.conf.eth0/1.forwarding = 1", "/proc/sys/net/ipv4/conf/eth0.1/forwarding=[1]\n", "" },
	{ "kernel.core_pattern = |/bin/a b=c %p", "/proc/sys/kernel/core_pattern=[|/bin/a b=c %p]\n", "" },
	{ "-net.missing = 1\n-kernel.panic = 2\n", "/proc/sys/kernel/panic=[2]\n", "" },
	{ "net.missing = 1\n", "", "init: sysctl net.missing: No such file or directory\n" },
	{ "kernel.panic 1\n", "", "init: sysctl: kernel.panic 1: not name = value: ignored\n" },
	{ "../../etc/passwd = x\n", "", "init: sysctl ../../etc/passwd: Invalid argument\n" },
	{ "a/../../../etc/passwd = x\n", "", "init: sysctl a/../../../etc/passwd: Invalid argument\n" },
	{ "a..b = x\n", "", "init: sysctl a..b: Invalid argument\n" },
	{ "a.//.b = x\n", "", "init: sysctl a.//.b: Invalid argument\n" },
};

START_TEST(file_is_applied)
{
	conf = files[_i].text;
	ck_assert_str_eq(captured(tested_sysctl_setup), files[_i].said);
	ck_assert_str_eq(written, files[_i].written);
}
END_TEST

START_TEST(files_come_in_order)
{
	static const char *const there[] = { "10-a.conf", "README", "20-unreadable.conf", "50-ours.conf", NULL };

	names = there;
	conf = "kernel.last=2\n";
	ck_assert_str_eq(captured(tested_sysctl_setup), "");
	ck_assert_str_eq(written, "/proc/sys/kernel/first=[1]\n/proc/sys/kernel/last=[2]\n");
}
END_TEST

START_TEST(long_name_is_refused)
{
	static char line[600];

	memset(line, 'a', 500);
	strcat(line, "=1");
	conf = line;
	ck_assert_ptr_nonnull(strstr(captured(tested_sysctl_setup), "init: sysctl aaa"));
	ck_assert_str_eq(written, "");
}
END_TEST

TCase *sysctl_cases(void)
{
	TCase *cases = tcase_create("sysctl");

	tcase_add_loop_test(cases, file_is_applied, 0, COUNT(files));
	tcase_add_test(cases, files_come_in_order);
	tcase_add_test(cases, long_name_is_refused);
	return cases;
}
