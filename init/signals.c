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
static const uint64_t every_signal = ~0ULL;
static uint64_t inherited;

void signals_block(void)
{
	/* Cannot fail with these arguments: sigprocmask(2). But all else rests on it. */
	while (syscall(SYS_rt_sigprocmask, SIG_SETMASK, &every_signal, &inherited, sizeof(every_signal)) != 0)
		;
	/* We ourselves did that, before QUIT had us executed again. */
	if (inherited == every_signal)
		inherited = 0;
}

/* The kernel's struct sigaction, which musl's sigaction(2) would make, and unblock 33 and 34 on the way. */
struct kernel_action {
	void *handler;
	unsigned long flags;
	void (*restorer)(void);
	uint64_t mask;
};

/* x86-64 has no other way back from a handler. */
#ifdef __x86_64__
#include "../tools/sysh/arch/arch.h"
void arch_restorer(void);
__asm__(ARCH_RESTORER);
enum { RESTORER = 0x04000000 };
#else
#define arch_restorer NULL
enum { RESTORER = 0 };
#endif

void signals_let(const unsigned char *sigs, size_t count, void *handler)
{
	struct kernel_action action = { handler, SA_SIGINFO | SA_ONSTACK | SA_RESTART | RESTORER, arch_restorer, 0 };
	uint64_t mask = 0;

	for (size_t i = 0; i < count; i++) {
		syscall(SYS_rt_sigaction, sigs[i], &action, NULL, sizeof(action.mask));
		mask |= 1ULL << (sigs[i] - 1);
	}
	syscall(SYS_rt_sigprocmask, SIG_UNBLOCK, &mask, NULL, sizeof(mask));
}

void signals_restore(void)
{
	syscall(SYS_rt_sigprocmask, SIG_SETMASK, &inherited, NULL, sizeof(inherited));
}

int signals_wait(int ms)
{
	const struct timespec limit = { ms / 1000, ms % 1000 * 1000000L };
	int sig = syscall(SYS_rt_sigtimedwait, &every_signal, NULL, ms < 0 ? NULL : &limit, sizeof(every_signal));

	return sig > 0 ? sig : 0;
}
