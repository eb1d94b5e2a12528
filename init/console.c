/*
 * console.c - descriptors 0, 1 and 2
 *
 * The kernel gives them to us closed when the image has no /dev/console ("unable to open an initial console"),
 * and otherwise open on a node that /dev has hidden by now; so the console is opened again, by name.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "init.h"

/* Points 0, 1 and 2 at fd, or only those that are closed. */
static void take(int fd, bool only_closed)
{
	for (int i = 0; i <= 2; i++)
		if (i != fd && !(only_closed && fcntl(i, F_GETFD) >= 0))
			/* Ignored: dup2 onto 0..2 of an open descriptor cannot fail. */
			dup2(fd, i);
	if (fd > 2)
		close(fd);
}

void console_open(void)
{
	int fd = open("/dev/console", O_RDWR | O_NOCTTY);
	int why = errno;

	if (fd >= 0) {
		take(fd, false);
	} else {
		/* Whatever the kernel or a container gave us is kept; a closed 0, 1 or 2 would be the next file opened. */
		fd = open("/dev/null", O_RDWR);
		if (fd >= 0)
			take(fd, true);
		log_line("open /dev/console: ", strerror(why), NULL);
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

void console_control(const char *tty)
{
	int fd = *tty ? open(tty, O_RDWR | O_NOCTTY) : -1;

	if (fd >= 0)
		take(fd, false);
	else if (*tty)
		log_line("open ", tty, ": ", strerror(errno), ": using the console", NULL);
	setsid();
	/* Opening /dev/console never makes it the controlling terminal: it has to be asked for. Ignored: may be none. */
	ioctl(STDOUT_FILENO, TIOCSCTTY, 1);
}
