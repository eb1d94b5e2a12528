/*
 * system.c - name, clock and random seed, on a machine of ours
 *
 * The file is compiled here once more, under other names, with files of ours; what would be set is only written down.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "init.h"
#include "unit.h"

static const char *hostname_file, *rtc_file, *seed_file_text;
static char name_set[128], stirred[128];
static time_t clock_now, clock_set;

static char *pretend_read(const char *path)
{
	static char text[256];
	const char *from = strcmp(path, "/etc/hostname") == 0 ? hostname_file :
		strcmp(path, "/sys/class/rtc/rtc0/since_epoch") == 0 ? rtc_file :
		strcmp(path, "/etc/random-seed") == 0 ? seed_file_text : NULL;

	return from ? strcpy(text, from) : NULL;
}

static bool pretend_write(const char *path, const char *text)
{
	ck_assert_str_eq(path, "/dev/urandom");
	strcpy(stirred, text);
	return true;
}

static int pretend_sethostname(const char *name, size_t len)
{
	ck_assert_uint_eq(len, strlen(name));
	strcpy(name_set, name);
	errno = EINVAL;
	return len > 64 ? -1 : 0;
}

static int pretend_clock(long number, clockid_t which, struct timespec *t)
{
	ck_assert_int_eq(which, CLOCK_REALTIME);
	if (number == SYS_clock_gettime)
		*t = (struct timespec){ .tv_sec = clock_now, .tv_nsec = 5 };
	else
		clock_set = t->tv_nsec == 0 ? t->tv_sec : -1;
	return 0;
}

/* The seed goes to a file of ours, and is of zeros first: a random byte may be one. */
static int pretend_open(const char *path, int flags, mode_t mode)
{
	ck_assert_str_eq(path, "/etc/random-seed");
	ck_assert_uint_eq(mode, 0600);
	return open("seed", flags, mode);
}

static ssize_t pretend_random(void *bytes, size_t size, unsigned flags)
{
	ck_assert_uint_eq(flags, GRND_NONBLOCK);
	memset(bytes, 0, size);
	memset((char *)bytes + 1, 'r', 1);
	return size;
}

/* This machine's kernel log is not ours to write to. */
#define log_notice(what, on) log_line(what, on, NULL)
#define file_read pretend_read
#define file_read_once pretend_read
#define file_write pretend_write
#define sethostname pretend_sethostname
#define syscall pretend_clock
#define open pretend_open
#define getrandom pretend_random
#define system_setup tested_system_setup
#define system_keep_seed tested_system_keep_seed
#include "../../init/system.c"
#undef open

static const struct {
	const char *option, *file, *name;
} names[] = {
	{ NULL, NULL, "" }, { NULL, "", "" }, { NULL, "\n", "" },
	{ NULL, "box\n", "box" }, { NULL, "box", "box" }, { NULL, "box\nother\n", "box" },
	{ "mine", "box\n", "mine" }, { "mine", NULL, "mine" },
};

START_TEST(name_is_set)
{
	options.hostname = names[_i].option;
	hostname_file = names[_i].file;
	ck_assert_str_eq(captured(set_hostname), "");
	ck_assert_str_eq(name_set, names[_i].name);
}
END_TEST

START_TEST(bad_name_is_said)
{
	options.hostname = "a-name-of-more-than-sixty-four-bytes-which-the-kernel-does-not-take-as-one";
	ck_assert_ptr_nonnull(strstr(captured(set_hostname), ": Invalid argument\n"));
}
END_TEST

static const struct {
	time_t now;
	const char *rtc;
	time_t set;
	const char *said;
} clocks[] = {
	{ 5, "1700000000\n", 1700000000, "" },
	{ 5, NULL, 0, "init: no clock\n" }, { 5, "", 0, "init: no clock\n" }, { 5, "x\n", 0, "init: no clock\n" },
	/* One that goes is left alone. */
	{ 1700000000, "1600000000\n", 0, "" },
};

START_TEST(clock_is_set_where_it_stands)
{
	clock_now = clocks[_i].now;
	rtc_file = clocks[_i].rtc;
	ck_assert_str_eq(captured(set_clock), clocks[_i].said);
	ck_assert_int_eq(clock_set, clocks[_i].set);
}
END_TEST

START_TEST(seed_is_stirred_in_and_kept)
{
	make_file("seed", "old seed", 8);
	seed_file_text = "old seed";
	seed_random();
	ck_assert_str_eq(stirred, "old seed");
	tested_system_keep_seed();
	int fd = open("seed", O_RDONLY);
	char bytes[SEED_BYTES + 1];
	ck_assert_int_eq(read(fd, bytes, sizeof(bytes)), SEED_BYTES);
	ck_assert_int_eq(bytes[1], 'r');
	/* It is read as a text, which a zero would end. */
	ck_assert_ptr_null(memchr(bytes, '\0', SEED_BYTES));
}
END_TEST

/* An image without one, which may be read-only, is not given one. */
START_TEST(seed_is_kept_only_where_there_was_one)
{
	unlink("seed");
	seed_random();
	tested_system_keep_seed();
	ck_assert_int_ne(access("seed", F_OK), 0);
}
END_TEST

TCase *system_cases(void)
{
	TCase *cases = tcase_create("system");

	in_directory(cases);
	tcase_add_loop_test(cases, name_is_set, 0, COUNT(names));
	tcase_add_test(cases, bad_name_is_said);
	tcase_add_loop_test(cases, clock_is_set_where_it_stands, 0, COUNT(clocks));
	tcase_add_test(cases, seed_is_stirred_in_and_kept);
	tcase_add_test(cases, seed_is_kept_only_where_there_was_one);
	return cases;
}
