/* log.c - lines are whole, cut when too long, kept while nobody listens; errors have names */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "init.h"
#include "unit.h"

static void say_parts(void)
{
	log_line("mount ", "/dev", ": ", "No such device", NULL);
}

START_TEST(parts_make_one_line)
{
	ck_assert_str_eq(captured(say_parts), "init: mount /dev: No such device\n");
}
END_TEST

static void say_long(void)
{
	char long_text[1000];

	memset(long_text, 'x', sizeof(long_text) - 1);
	long_text[sizeof(long_text) - 1] = '\0';
	log_line(long_text, long_text, NULL);
}

START_TEST(long_line_is_cut_and_ends)
{
	const char *text = captured(say_long);
	size_t len = strlen(text);

	ck_assert_uint_ge(len, 200);
	ck_assert_uint_le(len, 256);
	ck_assert_ptr_eq(strchr(text, '\n'), text + len - 1);
	ck_assert_int_eq(text[len - 2], 'x');
}
END_TEST

/* Descriptor 2 is closed, and /dev/kmsg is out of root's reach (others may not write it). */
static int mute(void)
{
	int saved = dup(2);

	ck_assert(geteuid() != 0 || chroot("/proc/self/fdinfo") == 0);
	close(2);
	return saved;
}

static void speak_again(int saved)
{
	dup2(saved, 2);
	close(saved);
}

static void flush_with_one_more(void)
{
	log_flush();
	log_line("third", NULL);
	log_flush();
}

START_TEST(kept_until_somebody_listens)
{
	int saved = mute();

	log_line("first", NULL);
	log_line("second", NULL);
	log_flush();
	speak_again(saved);
	ck_assert_str_eq(captured(flush_with_one_more), "init: first\ninit: second\ninit: third\n");
}
END_TEST

START_TEST(whole_lines_are_kept_until_it_is_full)
{
	static const char line[] = "init: a line of thirty-two bytes\n";
	int saved = mute();

	for (int i = 0; i < 100; i++)
		log_line("a line of thirty-two bytes", NULL);
	speak_again(saved);
	const char *text = captured(log_flush);
	size_t len = strlen(text), one = sizeof(line) - 1;
	ck_assert_uint_eq(len, 1024 / one * one);
	for (size_t at = 0; at < len; at += one)
		ck_assert_mem_eq(text + at, line, one);
}
END_TEST

static void say_mute(void)
{
	log_mute = true;
	log_line("first", NULL);
	log_flush();
	log_mute = false;
}

/* Kept, as if there were no descriptor 2, and said when there is one. */
START_TEST(null_device_is_nobody)
{
	speak_again(mute());
	ck_assert_str_eq(captured(say_mute), "");
	ck_assert_str_eq(captured(log_flush), "init: first\n");
}
END_TEST

static void say_error(void)
{
	errno = ENODEV;
	log_error("mount ", "/dev");
	errno = ENOTTY;
	log_error("ioctl", "");
}

START_TEST(error_says_what_on_what_and_why)
{
	ck_assert_str_eq(captured(say_error), "init: mount /dev: No such device\ninit: ioctl: error 25\n");
}
END_TEST

/* The C library's own text, where it is the same everywhere. */
static const int errors[] = { EPERM, ENOENT, EIO, ENXIO, ENOEXEC, EAGAIN, EACCES, EEXIST, ENODEV, ENOTDIR, EISDIR,
	EINVAL, ENFILE, ENOSPC, EROFS, ENOSYS };

START_TEST(why_is_the_usual_text)
{
	char number[32] = "error ";

	text_append(number, sizeof(number), text_from(errors[_i], 10));
	const char *why = log_why(errors[_i]);
	ck_assert_msg(strcmp(why, strerror(errors[_i])) == 0 || strcmp(why, number) == 0, "%d: %s", errors[_i], why);
}
END_TEST

static void step(void)
{
	log_step("mounts");
}

START_TEST(step_is_said_when_asked_for)
{
	const char *at, *text;
	long us;

	ck_assert_str_eq(captured(step), "");
	options.trace = "";
	text = captured(step);
	at = text_behind(text, "init: trace ");
	ck_assert_ptr_nonnull(at);
	at = text_number(at, &us);
	ck_assert_str_eq(at, " us mounts\n");
	ck_assert_int_gt(us, 0);
}
END_TEST

TCase *log_cases(void)
{
	TCase *cases = tcase_create("log");

	tcase_add_test(cases, parts_make_one_line);
	tcase_add_test(cases, long_line_is_cut_and_ends);
	tcase_add_test(cases, kept_until_somebody_listens);
	tcase_add_test(cases, whole_lines_are_kept_until_it_is_full);
	tcase_add_test(cases, null_device_is_nobody);
	tcase_add_test(cases, error_says_what_on_what_and_why);
	tcase_add_loop_test(cases, why_is_the_usual_text, 0, COUNT(errors));
	tcase_add_test(cases, step_is_said_when_asked_for);
	return cases;
}
