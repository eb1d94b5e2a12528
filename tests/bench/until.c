/*
 * until.c - how long a command takes to print a text
 *
 * usage: until TEXT COMMAND [ARG...]
 * Prints the milliseconds from its start until TEXT has come out, and ends it. Exit status 1 if it never came.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LIMIT_SECONDS = 120, KEEP_BYTES = 65536 };

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static pid_t start(char **command, int *out)
{
	int ends[2];

	if (pipe(ends) != 0)
		return -1;
	pid_t pid = fork();
	if (pid == 0) {
		alarm(LIMIT_SECONDS);
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		execvp(command[0], command);
		_exit(127);
	}
	close(ends[1]);
	*out = ends[0];
	return pid;
}

/* The text may come in pieces: what was read is kept, and looked through again with each piece. */
static int comes(int out, const char *text)
{
	static char kept[KEEP_BYTES];
	size_t len = 0;
	ssize_t n;

	while (len < sizeof(kept) && (n = read(out, kept + len, sizeof(kept) - len)) > 0) {
		len += n;
		if (memmem(kept, len, text, strlen(text)))
			return 1;
	}
	return 0;
}

int main(int argc, char **argv)
{
	int out;

	if (argc < 3) {
		fprintf(stderr, "usage: until TEXT COMMAND [ARG...]\n");
		return 2;
	}
	double started = now_ms();
	pid_t pid = start(argv + 2, &out);
	if (pid < 0) {
		fprintf(stderr, "until: %s: %s\n", argv[2], strerror(errno));
		return 1;
	}
	int seen = comes(out, argv[1]);
	double took = now_ms() - started;
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	if (!seen) {
		fprintf(stderr, "until: \"%s\" never came from %s\n", argv[1], argv[2]);
		return 1;
	}
	printf("%.0f\n", took);
	return 0;
}
