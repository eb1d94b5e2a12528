/*
 * main.c - PID 1: the boot, read from top to bottom
 *
 * The kernel has unpacked the initramfs and executed us. From here on nothing may make us exit:
 * the kernel panics when its first process ends.
 */
#include <signal.h>
#include <string.h>
#include <sys/reboot.h>
#include <unistd.h>

#include "init.h"

/* What the signals mean: busybox's applets and every init before us agree on them. */
static const struct {
	int sig;
	enum ending how;
} requests[] = {
	{ SIGTERM, REBOOT },
	{ SIGINT, REBOOT },	/* Ctrl-Alt-Del, once RB_DISABLE_CAD has told the kernel to ask us */
	{ SIGUSR1, HALT },
	{ SIGUSR2, POWEROFF },
};

static void set_up(char **argv)
{
	/* Ignored: fails in a container, whose machine is not ours. */
	reboot(RB_DISABLE_CAD);
	/* Ignored: the image has no /, or we would not be here. */
	chdir("/");
	mounts_setup();
	console_open();
	options_read(argv);
}

static void serve(void)
{
	for (;;) {
		int sig = signals_wait(service_due());

		for (size_t i = 0; i < sizeof(requests) / sizeof(requests[0]); i++)
			if (sig == requests[i].sig)
				shutdown_machine(requests[i].how);
		/* Not only on SIGCHLD: one that came while another signal was read must not wait for the next. */
		reap_all(service_ended);
		service_start_due();
	}
}

static int answer(const char *what)
{
	static const char version[] = "pidone init " VERSION "\n";

	if (strcmp(what, "--help") == 0) {
		options_help();
		return 0;
	}
	if (strcmp(what, "--version") == 0)
		return write(STDOUT_FILENO, version, sizeof(version) - 1) < 0;
	log_line(what, ": not PID 1: nothing done, see init --help", NULL);
	return 2;
}

int main(int argc, char **argv)
{
	if (getpid() != 1)
		return answer(argc > 1 ? argv[1] : "usage: init --help | --version");
	signals_block();
	set_up(argv);
	service_setup();
	service_start_due();
	serve();
}
