/*
 * sys.h - the system calls the shell makes, one line each
 *
 * Three layers: arch/ARCH.h enters the kernel, sys_call() in trace.c shows the call if it is asked to,
 * and the lines below give each call its types (in sys.c, those that are used often). Each returns what the kernel returned: a result, or a
 * negative errno. Only calls that every architecture has are used: openat and not open, dup3 and not dup2.
 */
#ifndef SYS_H
#define SYS_H

#include <asm/errno.h>
#include <asm/ioctls.h>
#include <asm/signal.h>
#include <asm/termbits.h>
#include <asm/unistd.h>
#include <linux/fcntl.h>
#include <linux/mount.h>
#include <linux/poll.h>
#include <linux/reboot.h>
#include <linux/time_types.h>
#include <linux/wait.h>
#include <stddef.h>

/* rt_sigaction(2), as the kernel has it: not as every <asm/signal.h> does. */
struct sys_sigaction {
	void (*handler)(int);
	unsigned long flags;
#ifdef SA_RESTORER
	void (*restorer)(void);
#endif
	unsigned long long mask;
};

/*
 * In trace.c: the call's number, and up to five arguments. It has a declaration for each count, all of the same
 * function: what is not passed has some value, which the kernel never looks at.
 */
long sys_call0(long number) __asm__("sys_call");
long sys_call1(long number, long a) __asm__("sys_call");
long sys_call2(long number, long a, long b) __asm__("sys_call");
long sys_call3(long number, long a, long b, long c) __asm__("sys_call");
long sys_call4(long number, long a, long b, long c, long d) __asm__("sys_call");
long sys_call5(long number, long a, long b, long c, long d, long e) __asm__("sys_call");

/* An int argument: the kernel takes the lower half of the register, so the upper one need not be made. */
#define INT(n) ((long)(unsigned)(n))

static inline long sys_read(int fd, void *to, size_t n) { return sys_call3(__NR_read, INT(fd), (long)to, (long)n); }
static inline long sys_write(int fd, const void *from, size_t n)
	{ return sys_call3(__NR_write, INT(fd), (long)from, (long)n); }
int sys_open(const char *path, int flags);
static inline int sys_access(const char *path, int mode)
	{ return (int)sys_call3(__NR_faccessat, INT(AT_FDCWD), (long)path, INT(mode)); }
int sys_close(int fd);
static inline long sys_lseek(int fd, long offset, int whence)
	{ return sys_call3(__NR_lseek, INT(fd), offset, INT(whence)); }
int sys_dup3(int from, int to, int flags);
static inline int sys_pipe2(int ends[2], int flags) { return (int)sys_call2(__NR_pipe2, (long)ends, INT(flags)); }
int sys_fcntl(int fd, int what, int argument);
int sys_ioctl(int fd, int what, void *argument);
static inline int sys_chdir(const char *path) { return (int)sys_call1(__NR_chdir, (long)path); }
static inline int sys_getcwd(char *to, size_t n) { return (int)sys_call2(__NR_getcwd, (long)to, (long)n); }

/* fork(2) by way of clone(2): with nothing but zeros, the order of its arguments, which differs, does not matter. */
static inline int sys_fork(void) { return (int)sys_call5(__NR_clone, SIGCHLD, 0, 0, 0, 0); }
static inline int sys_execve(const char *path, char **argv, char **envp)
	{ return (int)sys_call3(__NR_execve, (long)path, (long)argv, (long)envp); }
static inline void sys_exit(int status) { sys_call1(__NR_exit_group, INT(status)); }
static inline int sys_wait4(int pid, int *status, int options)
	{ return (int)sys_call4(__NR_wait4, INT(pid), (long)status, INT(options), 0); }
int sys_kill(int pid, int sig);
static inline int sys_getpid(void) { return (int)sys_call0(__NR_getpid); }
int sys_getpgrp(void);
int sys_setpgid(int pid, int group);
static inline int sys_setsid(void) { return (int)sys_call0(__NR_setsid); }

/* Signal sets are 8 bytes everywhere the shell runs. */
static inline int sys_sigaction(int sig, const struct sys_sigaction *action)
	{ return (int)sys_call4(__NR_rt_sigaction, INT(sig), (long)action, 0, 8); }
static inline int sys_sigmask(int how, const unsigned long long *set)
	{ return (int)sys_call4(__NR_rt_sigprocmask, INT(how), (long)set, 0, 8); }
static inline int sys_ppoll(struct pollfd *fds, int n, struct __kernel_old_timespec *limit, const unsigned long long *mask)
	{ return (int)sys_call5(__NR_ppoll, (long)fds, INT(n), (long)limit, (long)mask, 8); }

static inline int sys_mount(const char *what, const char *where, const char *type, unsigned long flags, const char *data)
	{ return (int)sys_call5(__NR_mount, (long)what, (long)where, (long)type, (long)flags, (long)data); }
static inline int sys_umount(const char *where) { return (int)sys_call2(__NR_umount2, (long)where, 0); }
static inline void sys_sync(void) { sys_call0(__NR_sync); }
static inline int sys_reboot(int command)
	{ return (int)sys_call3(__NR_reboot, INT(LINUX_REBOOT_MAGIC1), LINUX_REBOOT_MAGIC2, INT(command)); }

#endif
