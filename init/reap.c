/*
 * reap.c - wait for the dead, ours and the orphans given to us
 *
 * Signals coalesce: one SIGCHLD may stand for a thousand children, so each calls for all.
 */
#include <sys/wait.h>

#include "init.h"

bool reap_all(void (*dead)(pid_t pid, int status))
{
	pid_t pid;
	int status;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		if (dead)
			dead(pid, status);
	return pid == 0;
}
