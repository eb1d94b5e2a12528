/*
 * signals.c - what the shell does about signals, and what its children must not inherit
 *
 * A shell that runs a script leaves all signals alone. One that has a user, or that is PID 1, keeps SIGINT
 * and SIGCHLD blocked, and lets them in only while it waits in a call that takes a mask: so there is no moment
 * at which one could be missed. The handler does nothing; that it ran is what makes the call return.
 */
#include "sys.h"
#include "sysh.h"

#ifdef SA_RESTORER
void arch_restorer(void);
#define RESTORER .restorer = arch_restorer, .flags = SA_RESTORER
#else
#define RESTORER .flags = 0
#endif

static volatile bool interrupted;

static void handle(int sig)
{
	if (sig == SIGINT)
		interrupted = true;
}

static const unsigned char handled[] = { SIGINT, SIGCHLD };
static const unsigned char ignored[] = { SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU };

static const unsigned long long none;
static const unsigned long long awaited = 1ull << (SIGINT - 1) | 1ull << (SIGCHLD - 1);

static bool watching(void)
{
	return shell.interactive || shell.init;
}

static void set(int sig, void (*handler)(int))
{
	const struct sys_sigaction action = { .handler = handler, RESTORER };

	/* Ignored: fails for KILL and STOP only. */
	sys_sigaction(sig, &action);
}

static void set_all(void (*handler)(int), void (*other)(int))
{
	for (unsigned i = 0; i < COUNT(handled); i++)
		set(handled[i], handler);
	for (unsigned i = 0; i < COUNT(ignored); i++)
		set(ignored[i], other);
}

void signals_start(void)
{
	/* If it were ignored, as whoever started us may have left it, children would vanish without a status. */
	set(SIGCHLD, SIG_DFL);
	signals_again();
}

void signals_again(void)
{
	if (!watching())
		return;
	sys_sigmask(SIG_BLOCK, &awaited);
	set_all(handle, SIG_IGN);
}

void signals_default(void)
{
	if (!watching())
		return;
	set_all(SIG_DFL, SIG_DFL);
	sys_sigmask(SIG_SETMASK, &none);
}

void signals_background(void)
{
	set(SIGINT, SIG_IGN);
	set(SIGQUIT, SIG_IGN);
}

static bool was_interrupted(void)
{
	bool was = interrupted;

	interrupted = false;
	return was;
}

/* A negative fd is none. */
static bool wait(int fd, int ms)
{
	struct pollfd poll = { .fd = fd, .events = POLLIN };
	struct __kernel_old_timespec limit = { 0, ms * 1000000 };

	return sys_ppoll(&poll, 1, ms < 0 ? NULL : &limit, &none) == -EINTR;
}

bool signals_wait_input(int fd)
{
	while (watching() && wait(fd, -1)) {
		jobs_reap();
		if (was_interrupted())
			return false;
	}
	return true;
}

bool signals_wait_child(int ms)
{
	return wait(-1, ms) && !was_interrupted();
}
