/*
 * shutdown.c - from "please" to reboot(2)
 *
 * inittab's shutdown entries; TERM to all; HUP and CONT to those who lead a terminal's session, since interactive
 * shells ignore TERM and stopped ones hear nothing; a wait that ends when the last child is gone; KILL; unmount.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "init.h"

enum {
	TERM_WAIT_MS = 3000,	/* what a program gets to end by itself: pidone.wait= */
	KILL_WAIT_MS = 2000,	/* only one that hangs in the kernel takes longer */
	STEP_MS = 100,		/* a child may have ended between a look and a wait */
};

/* busybox's applets, System V, Linux's power daemons, and systemd's and LXC's SIGRTMIN+3 to +5 (glibc's: 34). */
static const struct {
	unsigned char sig, how;
} requests[] = {
	{ SIGTERM, REBOOT },
	{ SIGUSR1, HALT },
	{ SIGUSR2, POWEROFF },
	{ SIGPWR, POWEROFF },
	{ 37, HALT },
	{ 38, POWEROFF },
	{ 39, REBOOT },
};

int shutdown_asked(int sig)
{
	for (size_t i = 0; i < COUNT(requests); i++)
		if (sig == requests[i].sig)
			return requests[i].how;
	return -1;
}

/* Behind the name, which is in parentheses and may hold any byte, come: state ppid pgrp session tty_nr. */
bool shutdown_is_terminal_leader(const char *stat)
{
	const char *p = strrchr(stat, ')');
	long pid, field[4];

	if (!text_number(stat, &pid) || !p || p[1] != ' ' || !p[2])
		return false;
	p += 3;
	for (int i = 0; i < 4; i++)
		if (*p != ' ' || !(p = text_number(p + 1, &field[i])))
			return false;
	return pid > 1 && field[2] == pid && field[3] != 0;
}

static bool hang_up_leader(const char *name, void *with)
{
	char path[32] = "/proc/", *stat;
	long pid;

	(void)with;
	if (!text_number(name, &pid))
		return true;
	text_append(path, sizeof(path), name);
	text_append(path, sizeof(path), "/stat");
	stat = file_read(path);
	if (stat && shutdown_is_terminal_leader(stat)) {
		kill(pid, SIGHUP);
		kill(pid, SIGCONT);
	}
	return true;
}

static void hang_up(void)
{
	int proc = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (proc >= 0 && access("/proc/self", F_OK) == 0) {
		file_each(proc, hang_up_leader, NULL);
	} else {
		/* Nobody can be picked out, and to all it only comes a little earlier than KILL. */
		kill(-1, SIGHUP);
		kill(-1, SIGCONT);
	}
	if (proc >= 0)
		close(proc);
}

/* Reaps until no child is left or the time has passed, or somebody asks once more. */
static void wait_for_all(int ms, const char *why)
{
	int64_t start = now(), said = start;

	while (reap_all(NULL)) {
		int64_t left = start + ms - now();

		if (left <= 0 || shutdown_asked(signals_wait(left < STEP_MS ? left : STEP_MS)) >= 0)
			return;
		if (WITH_shutdown && now() - said >= 1000) {
			said += 1000;
			log_line(why, text_from((start + ms - said + 999) / 1000, 10), " s left", NULL);
		}
	}
}

static int term_wait(void)
{
	long seconds;
	int limit = WITH_watchdog ? watchdog_limit() : -1, ms = TERM_WAIT_MS;

	if (options.wait && text_number(options.wait, &seconds) && seconds >= 0 && seconds < 86400)
		ms = seconds * 1000;
	/* Nobody feeds the watchdog from now on: what hangs is restarted by it, but not a wait. */
	return limit >= 0 && ms > limit / 2 ? limit / 2 : ms;
}

void shutdown_machine(enum ending how)
{
	log_step("shutdown");
	if (WITH_inittab)
		service_run(SHUTDOWN);
	enum ending by = power_policy(how);
	if (WITH_settings)
		system_keep_seed();
	if (WITH_watchdog)
		watchdog_feed();
	/* As PID 1, -1 is everyone but us: kill(2). Fails only when nobody is left. */
	kill(-1, SIGTERM);
	hang_up();
	wait_for_all(term_wait(), "waiting for programs to end: ");
	kill(-1, SIGKILL);
	wait_for_all(KILL_WAIT_MS, "waiting for killed programs: ");
	log_step("unmount");
	unmount_all();
	power_end(how, by);
}
