/*
 * power.c - how the machine ends
 *
 * PID 1 ends it: TERM to everybody, a wait, KILL, and reboot(2). Everybody else asks PID 1, by a signal.
 */
#include "sys.h"
#include "sysh.h"

enum {
	TERM_WAIT_MS = 2000,	/* what a program gets to end by itself */
	KILL_WAIT_MS = 1000,	/* only one that hangs in the kernel takes longer */
	STEP_MS = 100,
};

/* The signals are those that busybox's init, and ours, understand. */
static const struct ending {
	char name[10];
	char says[10];
	int command;
	int sig;
} endings[] = {
	{ "poweroff", "power off", LINUX_REBOOT_CMD_POWER_OFF, SIGUSR2 },
	{ "reboot", "restart", LINUX_REBOOT_CMD_RESTART, SIGTERM },
	{ "halt", "halt", LINUX_REBOOT_CMD_HALT, SIGUSR1 },
};

enum { POWEROFF, REBOOT };

static bool has_acpi(void)
{
	/* Ignored: it may be mounted already, or there may be no such directory. Then there is no ACPI to be seen. */
	if (sys_access("/sys/firmware", 0) < 0)
		sys_mount("sysfs", "/sys", "sysfs", 0, NULL);
	return sys_access("/sys/firmware/acpi", 0) == 0;
}

/* Ends everybody else: as PID 1, -1 is all but us. */
static void kill_all(int sig, int ms)
{
	/* Ignored: fails when nobody is left. */
	sys_kill(-1, sig);
	while (jobs_reap() && ms > 0)
		if (!signals_wait_child(STEP_MS))
			ms -= STEP_MS;
}

/* Comes back only if it could not be done. */
static int end(const struct ending *e)
{
	/* Without ACPI a power-off becomes "System halted", and a virtual machine stays for ever. A restart ends it. */
	if (e == &endings[POWEROFF] && !has_acpi())
		e = &endings[REBOOT];
	error(e->says, NULL, 0);
	kill_all(SIGTERM, TERM_WAIT_MS);
	kill_all(SIGKILL, KILL_WAIT_MS);
	sys_sync();
	/* The kernel ends the process that asks for a halt, and PID 1 may not end: a child asks. */
	int pid = sys_fork();
	if (pid <= 0)
		error("reboot", NULL, sys_reboot(e->command));
	if (pid == 0)
		sys_exit(STATUS_FAILED);
	while (jobs_reap())
		signals_wait_child(-1);
	return STATUS_FAILED;
}

void power_off(void)
{
	end(&endings[POWEROFF]);
	for (;;) {
		jobs_reap();
		signals_wait_child(-1);
	}
}

static int ask_init(const struct ending *e)
{
	int result = sys_kill(1, e->sig);

	return result < 0 ? error(e->name, "PID 1", result) : 0;
}

int power_builtin(char **argv)
{
	const struct ending *e = endings;

	while (!str_equal(e->name, argv[0]))
		e++;
	return shell.init ? end(e) : ask_init(e);
}
