/*
 * early.c - a signal from the parent's namespace as soon as PID 1 can have it, many times
 *
 * usage: early TIMES SIGNAL STATUS ROOT PROGRAM ARG...
 *   As root of a user namespace. The kernel throws away what comes before init's first system call, which blocks all
 *   signals: that is the moment, as /proc shows it. The status that PROGRAM has to end with is 128 + N for signal N; a run that does not
 *   end in 10 seconds has lost the signal.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LIMIT_SECONDS = 10 };

static pid_t running;

static void out_of_time(int sig)
{
	(void)sig;
	kill(running, SIGKILL);
}

static void become(const char *root, char **argv)
{
	if (chroot(root) == 0 && chdir("/") == 0)
		execv(argv[0], argv);
	_exit(127);
}

/*
 * Whether it has blocked a signal, or waits for one: then /proc has the mask that it waits with, which is empty.
 * Before exec its name is ours.
 */
static int is_listening(const char *status)
{
	const char *mask = strstr(status, "SigBlk:");

	return strncmp(status, "Name:\tearly", 11) != 0 && mask && (strtoull(mask + 7, NULL, 16) != 0 || strstr(status, "State:\tS"));
}

/* False if it has ended. */
static int wait_for_mask(void)
{
	char path[32], text[4096] = "";
	ssize_t n;

	snprintf(path, sizeof(path), "/proc/%d/status", running);
	do {
		int fd = open(path, O_RDONLY);

		n = read(fd, text, sizeof(text) - 1);
		close(fd);
		text[n > 0 ? n : 0] = '\0';
	} while (n > 0 && !strstr(text, "State:\tZ") && !is_listening(text));
	return is_listening(text);
}

static int run(int sig, const char *root, char **argv)
{
	int status;

	running = syscall(SYS_clone, CLONE_NEWPID | CLONE_NEWNS | SIGCHLD, 0, 0, 0, 0);
	if (running == 0)
		become(root, argv);
	if (running < 0 || !wait_for_mask() || kill(running, sig) != 0)
		return -1;
	alarm(LIMIT_SECONDS);
	while (waitpid(running, &status, 0) != running)
		;
	alarm(0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv)
{
	if (argc < 6)
		return 2;
	signal(SIGALRM, out_of_time);
	for (int i = 0; i < atoi(argv[1]); i++) {
		int status = run(atoi(argv[2]), argv[4], argv + 5);

		if (status != atoi(argv[3])) {
			printf("run %d: status %d\n", i, status);
			return 1;
		}
	}
	return 0;
}
