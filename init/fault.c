/*
 * fault.c - our own SIGSEGV and the like: says where, then a rescue shell or a restart (pidone.fault=)
 *
 * The one exception to "no handlers": such a signal comes from the instruction that we stand on, and the kernel
 * ends us for it, blocked or not. It runs on a stack of its own, since the other may be what broke.
 */
#include <errno.h>
#include <signal.h>
#include <sys/reboot.h>
#include <sys/syscall.h>
#include <sys/ucontext.h>
#include <sys/wait.h>
#include <unistd.h>

#include "init.h"

enum { STACK_BYTES = 8192 };

static const unsigned char faults[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE };

static uintptr_t instruction(const ucontext_t *u)
{
#if defined __x86_64__
	return u->uc_mcontext.gregs[REG_RIP];
#elif defined __i386__
	return u->uc_mcontext.gregs[REG_EIP];
#elif defined __aarch64__
	return u->uc_mcontext.pc;
#elif defined __riscv
	return u->uc_mcontext.__gregs[REG_PC];
#else
	(void)u;
	return 0;
#endif
}

/* Nothing of ours is trusted any more but system calls. */
static void rescue(void)
{
	pid_t shell = spawn_fork(), pid;

	if (shell == 0) {
		signals_restore();
		setsid();
		execve("/bin/sysh", (char *[]){ "-sysh", NULL }, environ);
		execve("/bin/sh", (char *[]){ "-sh", NULL }, environ);
		_exit(127);
	}
	do
		pid = wait(NULL);
	while (pid != shell && (pid > 0 || errno == EINTR));
}

static void handle(int sig, siginfo_t *info, void *context)
{
	/* Sent by somebody: it means nothing. */
	if (info->si_code <= 0)
		return;
	/* A child between vfork and exec is not PID 1, and has its handlers still. */
	if (getpid() != 1)
		_exit(127);
	log_line("fault in init: ", program_end(sig), " at 0x", text_from((uintptr_t)info->si_addr, 16),
		 ", instruction 0x", text_from(instruction(context), 16), NULL);
	if (options.fault && *options.fault == 'r') {
		log_line("restarting", NULL);
	} else {
		log_line("a rescue shell; the machine restarts when it ends", NULL);
		rescue();
	}
	sync();
	for (;;)
		reboot(RB_AUTOBOOT);
}

void fault_setup(void)
{
	static char stack[STACK_BYTES] BEHIND;
	const stack_t alternate = { .ss_sp = stack, .ss_size = STACK_BYTES };

	sigaltstack(&alternate, NULL);
	signals_let(faults, COUNT(faults), handle);
}
