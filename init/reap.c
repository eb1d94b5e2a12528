/*
 * reap.c - wait for the dead, ours and the orphans given to us
 *
 * Signals coalesce: one SIGCHLD may stand for a thousand children, so each calls for all.
 */
#include <errno.h>
#include <sys/wait.h>

#include "init.h"

bool reap_all(void (*dead)(pid_t pid, int status))
{
	enum { TRIES = 3 };
	pid_t pid;
	int status, failed = 0;

	/* Only ECHILD is an answer: after any other error a child is left whose signal was read already. */
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0 || (pid < 0 && errno != ECHILD && failed++ < TRIES))
		if (pid > 0 && dead)
			dead(pid, status);
	return pid == 0;
}
