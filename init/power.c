/*
 * power.c - reboot(2), and what to do where the power cannot be switched off
 *
 * Without ACPI the kernel turns a power-off into "System halted", and a virtual machine then runs for ever.
 * A restart ends it: QEMU with -no-reboot, Firecracker and microvm exit at a reset.
 */
#include <errno.h>
#include <string.h>
#include <sys/reboot.h>
#include <unistd.h>

#include "init.h"

static const struct {
	const char *name;
	int command;
} endings[] = {
	[POWEROFF] = { "power off", RB_POWER_OFF },
	[REBOOT] = { "restart", RB_AUTOBOOT },
	[HALT] = { "halt", RB_HALT_SYSTEM },
};

enum ending power_policy(enum ending how)
{
	if (how == REBOOT)
		return REBOOT;
	if (options.poweroff && strcmp(options.poweroff, "reboot") == 0)
		return REBOOT;
	if (how == HALT || (options.poweroff && strcmp(options.poweroff, "halt") == 0))
		return HALT;
	if (options.poweroff || access("/sys/firmware/acpi", F_OK) == 0)
		return POWEROFF;
	return REBOOT;
}

void power_end(enum ending how, enum ending by)
{
	log_line(endings[how].name, how == by ? "" : ", by a ", how == by ? "" : endings[by].name, NULL);

	/* The kernel ends the process that asks for a halt, and PID 1 may not end: a child asks. */
	pid_t pid = vfork();
	if (pid <= 0)
		reboot(endings[by].command);
	if (pid == 0)
		_exit(errno);
	log_line("reboot: ", strerror(errno), ": the machine stays as it is", NULL);
	for (;;)
		signals_wait(-1);
}
