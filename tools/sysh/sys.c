/*
 * sys.c - those lines of sys.h that are used so often that one copy of each is smaller
 */
#include "sys.h"

int sys_open(const char *path, int flags)
	{ return (int)sys_call4(__NR_openat, INT(AT_FDCWD), (long)path, INT(flags), 0666); }
int sys_close(int fd) { return (int)sys_call1(__NR_close, INT(fd)); }
int sys_dup3(int from, int to, int flags) { return (int)sys_call3(__NR_dup3, INT(from), INT(to), INT(flags)); }
int sys_fcntl(int fd, int what, int argument)
	{ return (int)sys_call3(__NR_fcntl, INT(fd), INT(what), INT(argument)); }
int sys_ioctl(int fd, int what, void *argument)
	{ return (int)sys_call3(__NR_ioctl, INT(fd), INT(what), (long)argument); }
int sys_kill(int pid, int sig) { return (int)sys_call2(__NR_kill, INT(pid), INT(sig)); }
int sys_getpgrp(void) { return (int)sys_call1(__NR_getpgid, 0); }
int sys_setpgid(int pid, int group) { return (int)sys_call2(__NR_setpgid, INT(pid), INT(group)); }
