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
#if defined __x86_64__ || defined __i386__
#include <sys/io.h>
#endif

#include "init.h"

static const struct {
	const char *name;
	int command;
} endings[] = {
	[POWEROFF] = { "power off", RB_POWER_OFF },
	[REBOOT] = { "restart", RB_AUTOBOOT },
	[HALT] = { "halt", RB_HALT_SYSTEM },
};

static bool ours, kexec;

bool power_is_ours(void)
{
	return ours = reboot(RB_DISABLE_CAD) == 0;
}

static bool policy_is(const char *policy)
{
	return options.poweroff && strcmp(options.poweroff, policy) == 0;
}

static bool kernel_is_loaded(void)
{
	char *text = file_read("/sys/kernel/kexec_loaded");

	return text && *text == '1';
}

enum ending power_policy(enum ending how)
{
	if (how == REBOOT) {
		/* A kernel was put in place to be restarted into: kexec(8). */
		kexec = WITH_shutdown && ours && kernel_is_loaded();
		return REBOOT;
	}
	if (policy_is("reboot"))
		return REBOOT;
	if (how == HALT || policy_is("halt"))
		return HALT;
	if (options.poweroff || access("/sys/firmware/acpi", F_OK) == 0)
		return POWEROFF;
	return REBOOT;
}

/*
 * Where QEMU's PC has its power management control register once its firmware has set it up (hw/acpi/core.c):
 * SLP_EN, with sleep type 0, is "soft off".
 */
static void power_off_by_port(void)
{
#if defined __x86_64__ || defined __i386__
	enum { PM1A_CONTROL = 0x604, SLP_EN = 1 << 13 };

	if (iopl(3) == 0)
		outw(SLP_EN, PM1A_CONTROL);
#endif
	errno = ENOSYS;
	log_error("power off by port", "");
}

static void ask(enum ending by)
{
	if (by == POWEROFF && policy_is("ioport"))
		power_off_by_port();
	if (kexec)
		reboot(RB_KEXEC);
	reboot(endings[by].command);
}

void power_end(enum ending how, enum ending by)
{
	log_line(endings[how].name, how == by ? "" : ", by a ", how == by ? "" : endings[by].name, NULL);

	/* The kernel ends the process that asks for a halt, and PID 1 may not end: a child asks. */
	pid_t pid = vfork();
	if (pid <= 0)
		ask(by);
	if (pid == 0)
		_exit(errno);
	/* A container without the right to end itself ends like this. */
	if (!ours)
		_exit(0);
	log_error("reboot", "");
	log_line("the machine stays as it is", NULL);
	for (;;) {
		signals_wait(-1);
		reap_all(NULL);
	}
}
