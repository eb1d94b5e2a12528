/*
 * pty.c - a program on a pty of its own, as "docker run -t" has it: a new session that has no controlling terminal yet
 *
 * usage: pty read|unread|stopped PROGRAM ARG...
 *   read: what comes on standard input is typed, what it prints is printed. unread: nobody reads what it prints.
 *   stopped: nor may it print, as after Ctrl-S. The status is the program's, 128 + N for signal N.
 */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

/* False at the end of from. */
static int copy(int from, int to)
{
	char block[4096];
	ssize_t n = read(from, block, sizeof(block));

	return n > 0 && write(to, block, n) == n;
}

static void relay(int master)
{
	struct pollfd p[] = { { .fd = master, .events = POLLIN }, { .fd = STDIN_FILENO, .events = POLLIN } };

	while (poll(p, 2, -1) > 0) {
		if (p[0].revents && !copy(master, STDOUT_FILENO))
			return;
		/* A negative descriptor is left out: poll(2). */
		if (p[1].revents && !copy(STDIN_FILENO, master))
			p[1].fd = -1;
	}
}

static void become(int slave, char **argv)
{
	setsid();
	/* A shell's background job has these ignored; a terminal's program has not. */
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
	for (int i = 0; i <= 2; i++)
		dup2(slave, i);
	execvp(argv[0], argv);
	_exit(127);
}

int main(int argc, char **argv)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC), slave, status;

	if (argc < 3 || master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
		return 125;
	slave = open(ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (strcmp(argv[1], "stopped") == 0)
		tcflow(slave, TCOOFF);
	pid_t pid = fork();
	if (pid == 0)
		become(slave, argv + 2);
	close(slave);
	if (strcmp(argv[1], "read") == 0)
		relay(master);
	if (waitpid(pid, &status, 0) != pid)
		return 125;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
