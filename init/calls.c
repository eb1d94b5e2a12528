/*
 * calls.c - system calls whose wrappers in musl weigh more than the call
 *
 * Those take variable arguments, can be cancelled, or have a fallback for old kernels. The linker takes these, since they
 * come first. They have their names by asm(), since fcntl.h and the like declare them with variable arguments, which
 * all of our architectures pass as they pass others.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/syscall.h>

#include "init.h"

#include "../tools/sysh/arch/arch.h"

long calls_any(long number, long a, long b, long c, long d, long e, long f) __asm__("syscall");
int calls_open(const char *path, int flags, long mode) __asm__("open");
int calls_openat(int directory, const char *path, int flags, long mode) __asm__("openat");
int calls_fcntl(int fd, int command, long argument) __asm__("fcntl");
int calls_ioctl(int fd, int request, long argument) __asm__("ioctl");
int calls_prctl(int what, long a, long b, long c, long d) __asm__("prctl");
int calls_pipe2(int *ends, int flags) __asm__("pipe2");
int calls_socket(int domain, int type, int protocol) __asm__("socket");
int calls_close(int fd) __asm__("close");
int calls_altstack(const void *stack, void *old) __asm__("sigaltstack");
long calls_readlinkat(int directory, const char *path, char *to, size_t size) __asm__("readlinkat");

long calls_any(long number, long a, long b, long c, long d, long e, long f)
{
	long result = sys6(number, a, b, c, d, e, f);

	if (result >= 0 || result < -4095)
		return result;
	errno = -result;
	return -1;
}

static int three(long number, long a, long b, long c)
{
	return calls_any(number, a, b, c, 0, 0, 0);
}

int calls_openat(int directory, const char *path, int flags, long mode)
{
	return calls_any(SYS_openat, directory, (long)path, flags, mode, 0, 0);
}

int calls_open(const char *path, int flags, long mode)
{
	return calls_openat(AT_FDCWD, path, flags, mode);
}

int calls_fcntl(int fd, int command, long argument)
{
	return three(SYS_fcntl, fd, command, argument);
}

int calls_ioctl(int fd, int request, long argument)
{
	return three(SYS_ioctl, fd, request, argument);
}

int calls_prctl(int what, long a, long b, long c, long d)
{
	return calls_any(SYS_prctl, what, a, b, c, d, 0);
}

int calls_pipe2(int *ends, int flags)
{
	return three(SYS_pipe2, (long)ends, flags, 0);
}

int calls_socket(int domain, int type, int protocol)
{
	return three(SYS_socket, domain, type, protocol);
}

int calls_close(int fd)
{
	return three(SYS_close, fd, 0, 0);
}

int calls_altstack(const void *stack, void *old)
{
	return three(SYS_sigaltstack, (long)stack, (long)old, 0);
}

long calls_readlinkat(int directory, const char *path, char *to, size_t size)
{
	return calls_any(SYS_readlinkat, directory, (long)path, (long)to, size, 0, 0);
}
