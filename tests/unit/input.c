/*
 * input.c - the host's blocks, over a socket in place of a serial port
 *
 * The file is compiled here once more, under another name.
 */
#include <string.h>
#include <sys/socket.h>

#include "unit.h"
#include "init.h"

#define input_open tested_input_open
#include "../../init/input.c"

static const struct {
	const char *digits;
	int length;
} lengths[] = {
	{ "0000", 0 }, { "0001", 1 }, { "0512", 512 }, { "4000", 4000 }, { "4001", -1 }, { "9999", -1 },
	{ "  12", -1 }, { "-001", -1 }, { "00x1", -1 }, { "+123", -1 }, { "\0\0\0\0", -1 },
};

START_TEST(length_is_four_digits)
{
	ck_assert_int_eq(block_length(lengths[_i].digits), lengths[_i].length);
}
END_TEST

/* What the host sends, what of it is input, how often a block was asked for, and how what is said begins. */
static const struct {
	const char *sent, *input, *asked, *said;
} hosts[] = {
	{ "0000", "", ".", "" },
	{ "0005hello0000", "hello", "..", "" },
	{ "0001a0002bc00000003xyz", "abc", "...", "" },
	{ "", "", ".", "" },
	{ "00", "", ".", "" },
	{ "0009cut", "", ".", "" },
	{ "nonsense", "", ".", "init: input: the host sent " },
};
static int which, input_ends[2], port_ends[2];

static void relay_one(void)
{
	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, port_ends), 0);
	ck_assert_int_eq(pipe(input_ends), 0);
	ck_assert(write_all(port_ends[0], hosts[which].sent, strlen(hosts[which].sent)));
	shutdown(port_ends[0], SHUT_WR);
	relay(port_ends[1], input_ends[1]);
	close(port_ends[1]);
	close(input_ends[1]);
}

START_TEST(blocks_are_asked_for_and_passed_on)
{
	char input[64] = "", asked[64] = "";

	which = _i;
	const char *rest = text_behind(captured(relay_one), hosts[_i].said);
	ck_assert_ptr_nonnull(rest);
	ck_assert(*hosts[_i].said || !*rest);
	ck_assert_int_ge(read(input_ends[0], input, sizeof(input) - 1), 0);
	ck_assert_int_ge(recv(port_ends[0], asked, sizeof(asked) - 1, 0), 0);
	ck_assert_str_eq(input, hosts[_i].input);
	ck_assert_str_eq(asked, hosts[_i].asked);
}
END_TEST

/* The shell gets an end of file, not an error. */
static void open_missing(void)
{
	char c;
	int fd = tested_input_open("no-such-tty");

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(read(fd, &c, 1), 0);
}

START_TEST(missing_port_is_said_and_empty)
{
	ck_assert_str_eq(captured(open_missing),
			 "init: input: /dev/no-such-tty: No such file or directory: the shell's input is empty\n");
}
END_TEST

TCase *input_cases(void)
{
	TCase *cases = tcase_create("input");

	tcase_add_loop_test(cases, length_is_four_digits, 0, COUNT(lengths));
	tcase_add_loop_test(cases, blocks_are_asked_for_and_passed_on, 0, COUNT(hosts));
	tcase_add_test(cases, missing_port_is_said_and_empty);
	return cases;
}
