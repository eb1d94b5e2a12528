/*
 * console.c - descriptors 0, 1 and 2
 *
 * The kernel gives them to us open on /dev/console, or closed when the image has none, or has one that no driver
 * serves ("unable to open an initial console"). A closed one would be the next file that anybody opens.
 */
#include <fcntl.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "init.h"

void console_take(int fd)
{
	for (int i = 0; i <= 2; i++)
		if (i != fd)
			/* Ignored: dup2 of an open descriptor onto 0..2 cannot fail. */
			dup2(fd, i);
	if (fd > 2)
		close(fd);
}

int console_reach(const char *path)
{
	int fd = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK);

	if (fd >= 0)
		fcntl(fd, F_SETFL, O_RDWR);
	return fd;
}

static int open_terminal(const char *name)
{
	char path[64] = "/dev/";

	/* console=ttyS0,115200n8 */
	text_append(path, sizeof(path), name);
	path[strcspn(path, ",\n")] = '\0';
	int fd = console_reach(path);
	/* console=null */
	struct termios t;
	if (fd >= 0 && tcgetattr(fd, &t) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

/* The kernel's own list ends with the one that /dev/console is. */
static int open_active(void)
{
	char *text = file_read("/sys/class/tty/console/active"), *name;
	int fd = -1;

	while (text && fd < 0 && (name = strrchr(text, ' '))) {
		fd = open_terminal(name + 1);
		*name = '\0';
	}
	return fd < 0 && text && *text ? open_terminal(text) : fd;
}

void console_open(void)
{
	if (fcntl(STDERR_FILENO, F_GETFD) < 0) {
		int fd = open_terminal("console");

		for (int i = 0; fd < 0 && i < CONSOLES && options.console[i]; i++)
			fd = open_terminal(options.console[i]);
		if (fd < 0)
			fd = open_active();
		if (fd < 0) {
			log_line("no console: going on without, see the kernel's log", NULL);
			fd = open("/dev/null", O_RDWR);
			log_mute = true;
		}
		if (fd >= 0)
			console_take(fd);
	}
	log_flush();
}

void console_plain(void)
{
	struct termios t;

	/* Ignored: a console that is no terminal changes no bytes anyway. */
	if (tcgetattr(STDOUT_FILENO, &t) == 0) {
		t.c_oflag &= ~OPOST;
		tcsetattr(STDOUT_FILENO, TCSANOW, &t);
	}
}

void console_sane(int fd)
{
	struct termios t;

	if (tcgetattr(fd, &t) != 0)
		return;
	t.c_iflag = ICRNL | IXON;
	t.c_oflag = OPOST | ONLCR;
	t.c_lflag = ISIG | ICANON | IEXTEN | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE;
	tcsetattr(fd, TCSANOW, &t);
}
