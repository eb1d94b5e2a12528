/*
 * start.c - from the kernel to main(), without the C library's start
 *
 * musl's sets up threads, stack protection, locales and exit handlers, which a PID 1 has no use for: two system calls
 * and 2 KiB. What of it the rest of musl needs is here: the environment, and a place for errno.
 */
#include <sys/syscall.h>
#include <unistd.h>

#include "init.h"

#include "../tools/sysh/arch/arch.h"

#ifdef __x86_64__
#include <asm/prctl.h>
#elif defined __i386__
#error "start.c: on i386 musl's system calls go through its thread pointer, which only musl's own start sets"
#endif

int main(int argc, char **argv);
void main_start(long *stack) __attribute__((noreturn, used));
int *__errno_location(void);
int *___errno_location(void) __attribute__((alias("__errno_location")));

int *__errno_location(void)
{
	static int of_the_only_thread;

	return &of_the_only_thread;
}

/* The kernel's stack: argc, argv, NULL, the environment, NULL. */
void main_start(long *stack)
{
	char **argv = (char **)(stack + 1);

#ifdef __x86_64__
	/* A musl built with stack protection, as Debian's is, looks for the guard at a place behind this register. */
	static uintptr_t thread[8];

	sys6(SYS_arch_prctl, ARCH_SET_FS, (long)thread, 0, 0, 0, 0);
#endif
	environ = argv + stack[0] + 1;
	_exit(main(stack[0], argv));
}

__asm__(ARCH_START);
