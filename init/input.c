/*
 * input.c - the shell's standard input, when it comes from a pipe on the host (pidone.input=)
 *
 * Nothing stops a host that sends faster than a UART is read: what the terminal cannot hold is dropped.
 * So we ask for each block, and the host sends nothing that was not asked for. The other side is scripts/qemu.
 *
 *	guest to host	"."			send the next block
 *	host to guest	"0512" + 512 bytes	a block; its length is four decimal digits, 4000 at most
 *			"0000"			the input has ended
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "init.h"

/* With its length, a little less than a terminal holds unread (N_TTY_BUF_SIZE, 4096). */
enum { BLOCK_BYTES = 4000, DIGITS = 4, TTY_NAME_BYTES = 32 };

static bool read_all(int fd, char *to, size_t len)
{
	while (len > 0) {
		ssize_t n = read(fd, to, len);

		if (n <= 0)
			return false;
		to += n;
		len -= n;
	}
	return true;
}

static bool write_all(int fd, const char *from, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, from, len);

		if (n <= 0)
			return false;
		from += n;
		len -= n;
	}
	return true;
}

/* A block's length, or -1 for anything but four digits that it can be. */
static int block_length(const char *digits)
{
	int len = 0;

	for (int i = 0; i < DIGITS; i++) {
		if (digits[i] < '0' || digits[i] > '9')
			return -1;
		len = len * 10 + digits[i] - '0';
	}
	return len <= BLOCK_BYTES ? len : -1;
}

static void relay(int port, int to)
{
	char block[BLOCK_BYTES];
	int len;

	/* Ends as well when the shell has closed its end: SIGPIPE. */
	do {
		if (!write_all(port, ".", 1) || !read_all(port, block, DIGITS))
			return;
		len = block_length(block);
		if (len < 0)
			log_line("input: the host sent no block: it ends here", NULL);
	} while (len > 0 && read_all(port, block, len) && write_all(to, block, len));
}

static int open_port(const char *tty)
{
	char path[TTY_NAME_BYTES + 8] = "/dev/";
	struct termios t;

	strncat(path, tty, TTY_NAME_BYTES);
	int port = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (port >= 0 && tcgetattr(port, &t) == 0) {
		cfmakeraw(&t);
		t.c_cflag |= CLOCAL;
		cfsetspeed(&t, B115200);
		if (tcsetattr(port, TCSANOW, &t) == 0)
			return port;
	}
	log_line("input: ", path, ": ", log_why(errno), ": the shell's input is empty", NULL);
	if (port >= 0)
		close(port);
	return -1;
}

int input_open(const char *tty)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0) {
		log_error("pipe", "");
		return -1;
	}
	int port = open_port(tty);
	pid_t pid = port >= 0 ? spawn_fork() : 0;
	if (port >= 0 && pid == 0) {
		signals_restore();
		close(ends[0]);
		relay(port, ends[1]);
		_exit(0);
	}
	if (pid < 0)
		log_error("fork", "");
	if (port >= 0)
		close(port);
	close(ends[1]);
	return ends[0];
}
