/* log.c - lines are whole, cut when too long, kept while nobody listens */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "init.h"
#include "unit.h"

const char *captured(void (*write_to_stderr)(void))
{
	static char text[4096];
	int ends[2], saved = dup(2);

	ck_assert_int_eq(pipe(ends), 0);
	dup2(ends[1], 2);
	write_to_stderr();
	dup2(saved, 2);
	close(saved);
	close(ends[1]);
	ssize_t n = read(ends[0], text, sizeof(text) - 1);
	close(ends[0]);
	text[n > 0 ? n : 0] = '\0';
	return text;
}

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

	ck_assert_uint_eq(strlen(text), 256);
	ck_assert_int_eq(text[255], '\n');
	ck_assert_int_eq(text[254], 'x');
}
END_TEST

static void flush_with_one_more(void)
{
	log_flush();
	log_line("third", NULL);
}

START_TEST(kept_until_somebody_listens)
{
	int saved = dup(2);

	/* Nobody listens: descriptor 2 is closed, and /dev/kmsg is out of root's reach (others may not write it). */
	ck_assert(geteuid() != 0 || chroot("/proc/self/fdinfo") == 0);
	close(2);
	log_line("first", NULL);
	log_line("second", NULL);
	dup2(saved, 2);
	close(saved);
	ck_assert_str_eq(captured(flush_with_one_more), "init: first\ninit: second\ninit: third\n");
}
END_TEST

TCase *log_cases(void)
{
	TCase *cases = tcase_create("log");

	tcase_add_test(cases, parts_make_one_line);
	tcase_add_test(cases, long_line_is_cut_and_ends);
	tcase_add_test(cases, kept_until_somebody_listens);
	return cases;
}
