/*
 * signals.c - blocked from the first instruction, read as data
 *
 * No handlers: no EINTR, no async-signal safety. PID 1 ignores what it has no handler for, unless it is blocked:
 * blocked signals are queued for us, so none that arrives early is lost.
 */
#include <signal.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "init.h"

/* The kernel's set: musl's sigfillset() leaves out 32 to 34, which others use as real-time signals. */
static const unsigned long long every_signal = ~0ULL, no_signal;

static void set_mask(const unsigned long long *mask)
{
	/* Cannot fail with these arguments: sigprocmask(2). */
	syscall(SYS_rt_sigprocmask, SIG_SETMASK, mask, NULL, sizeof(*mask));
}

void signals_block(void)
{
	set_mask(&every_signal);
}

void signals_unblock(void)
{
	set_mask(&no_signal);
}

int signals_wait(int ms)
{
	const struct timespec limit = { ms / 1000, ms % 1000 * 1000000L };
	int sig = syscall(SYS_rt_sigtimedwait, &every_signal, NULL, ms < 0 ? NULL : &limit, sizeof(every_signal));

	return sig > 0 ? sig : 0;
}
