/*
 * shutdown.c - from "please" to reboot(2)
 *
 * TERM to all; HUP and CONT to those who lead a terminal's session, since interactive shells ignore TERM and
 * stopped ones hear nothing; a wait that ends when the last child is gone; KILL; sync; unmount.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "init.h"

enum {
	TERM_WAIT_MS = 3000,	/* what a program gets to end by itself */
	KILL_WAIT_MS = 2000,	/* only one that hangs in the kernel takes longer */
	STEP_MS = 100,		/* a child may have ended between a look and a wait */
	STAT_BYTES = 512,
	ENTRIES_BYTES = 2048,
};

/* A decimal number; the text behind it, or NULL if there is none. No strtol: it weighs a fifth of init. */
static const char *number(const char *s, long *n)
{
	bool negative = *s == '-';
	const char *digits = s + negative;

	for (s = digits, *n = 0; *s >= '0' && *s <= '9'; s++)
		*n = *n * 10 + *s - '0';
	if (negative)
		*n = -*n;
	return s > digits ? s : NULL;
}

/* Behind the name, which is in parentheses and may hold any byte, come: state ppid pgrp session tty_nr. */
bool shutdown_is_terminal_leader(const char *stat)
{
	const char *p = strrchr(stat, ')');
	long pid, field[4];

	if (!number(stat, &pid) || !p || p[1] != ' ' || !p[2])
		return false;
	p += 3;
	for (int i = 0; i < 4; i++)
		if (*p != ' ' || !(p = number(p + 1, &field[i])))
			return false;
	return pid > 1 && field[2] == pid && field[3] != 0;
}

static bool read_stat(const char *pid, char *to, size_t size)
{
	char path[64] = "/proc/";

	strncat(path, pid, 16);
	strcat(path, "/stat");
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	ssize_t n = read(fd, to, size - 1);
	close(fd);
	to[n > 0 ? n : 0] = '\0';
	return n > 0;
}

static void hang_up_leader(const char *name)
{
	char stat[STAT_BYTES];
	long pid;

	if (number(name, &pid) && read_stat(name, stat, sizeof(stat)) && shutdown_is_terminal_leader(stat)) {
		kill(pid, SIGHUP);
		kill(pid, SIGCONT);
	}
}

static void hang_up(void)
{
	_Alignas(struct dirent) char entries[ENTRIES_BYTES];
	/* getdents64(2), not opendir(3): that one brings malloc along, a third of init. */
	int proc = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	ssize_t n = 0;

	while (proc >= 0 && (n = syscall(SYS_getdents64, proc, entries, sizeof(entries))) > 0)
		for (ssize_t at = 0; at < n; at += ((struct dirent *)(entries + at))->d_reclen)
			hang_up_leader(((struct dirent *)(entries + at))->d_name);
	if (proc >= 0) {
		close(proc);
		return;
	}
	/* Without /proc nobody can be picked out, and to all it only comes a little earlier than KILL. */
	kill(-1, SIGHUP);
	kill(-1, SIGCONT);
}

static void ignore(pid_t pid, int status)
{
	(void)pid;
	(void)status;
}

/* Reaps until no child is left or the time has passed. */
static void wait_for_all(int ms)
{
	/* The steps are counted, not the clock: a program that ends wakes us early, which only makes the wait longer. */
	while (reap_all(ignore) && ms > 0)
		if (!signals_wait(STEP_MS))
			ms -= STEP_MS;
}

void shutdown_machine(enum ending how)
{
	enum ending by = power_policy(how);

	/* As PID 1, -1 is everyone but us: kill(2). Fails only when nobody is left. */
	kill(-1, SIGTERM);
	hang_up();
	wait_for_all(TERM_WAIT_MS);
	kill(-1, SIGKILL);
	wait_for_all(KILL_WAIT_MS);
	sync();
	mounts_teardown();
	power_end(how, by);
}
