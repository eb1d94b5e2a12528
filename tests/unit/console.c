/* console.c - descriptors 0, 1 and 2, and the state of a terminal */
#include <fcntl.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include "init.h"
#include "unit.h"

/* One of them among the three, or above them: then it is closed. */
static int take_above(void)
{
	int fd = dup(1);

	close(0);
	close(1);
	close(2);
	console_take(fd);
	return write(0, "0", 1) + write(1, "1", 1) + write(2, "2", 1) == 3 && fcntl(fd, F_GETFD) < 0 ? 42 : 1;
}

static int take_first(void)
{
	dup2(1, 0);
	close(1);
	close(2);
	console_take(0);
	return write(0, "0", 1) + write(1, "1", 1) + write(2, "2", 1) == 3 ? 42 : 1;
}

START_TEST(all_three_are_the_same)
{
	ck_assert_int_eq(status_of(take_above), 42);
	ck_assert_str_eq(captured_text, "012");
	ck_assert_int_eq(status_of(take_first), 42);
	ck_assert_str_eq(captured_text, "012");
}
END_TEST

static int terminal(void)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY);

	ck_assert(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
	int fd = open(ptsname(master), O_RDWR | O_NOCTTY);
	ck_assert_int_ge(fd, 0);
	return fd;
}

START_TEST(raw_terminal_is_made_sane)
{
	struct termios raw, sane;
	int fd = terminal();

	ck_assert_int_eq(tcgetattr(fd, &raw), 0);
	cfmakeraw(&raw);
	ck_assert_int_eq(tcsetattr(fd, TCSANOW, &raw), 0);
	console_sane(fd);
	ck_assert_int_eq(tcgetattr(fd, &sane), 0);
	ck_assert_uint_eq(sane.c_lflag & (ISIG | ICANON | ECHO | IEXTEN), ISIG | ICANON | ECHO | IEXTEN);
	ck_assert_uint_eq(sane.c_oflag & (OPOST | ONLCR), OPOST | ONLCR);
	ck_assert_uint_eq(sane.c_iflag & (ICRNL | IXON), ICRNL | IXON);
	/* Speed and size of a character are the line's, not the program's. */
	ck_assert_uint_eq(sane.c_cflag, raw.c_cflag);
}
END_TEST

START_TEST(bytes_leave_as_they_are)
{
	struct termios plain;

	dup2(terminal(), 1);
	console_plain();
	ck_assert_int_eq(tcgetattr(1, &plain), 0);
	ck_assert(!(plain.c_oflag & OPOST));
	ck_assert(plain.c_lflag & ECHO);
}
END_TEST

/* A console that is a file or a pipe, or closed. */
START_TEST(no_terminal_is_no_trouble)
{
	console_sane(memory_file(0));
	console_sane(-1);
	dup2(memory_file(0), 1);
	console_plain();
}
END_TEST

TCase *console_cases(void)
{
	TCase *cases = tcase_create("console");

	tcase_add_test(cases, all_three_are_the_same);
	tcase_add_test(cases, raw_terminal_is_made_sane);
	tcase_add_test(cases, bytes_leave_as_they_are);
	tcase_add_test(cases, no_terminal_is_no_trouble);
	return cases;
}
