/*
 * main.c - PID 1: which of the four it is, and the boot, read from top to bottom
 *
 * Where the kernel has executed us nothing may make us exit: it panics when its first process ends.
 */
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "init.h"

int64_t now_us(void)
{
	struct timespec t;

	/* Cannot fail: CLOCK_MONOTONIC is in every kernel. By system call, since the way round it weighs 800 bytes. */
	syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

int64_t now(void)
{
	return now_us() / 1000;
}

/* To be told from signals that ask for the machine's end: see shutdown_asked(). */
static void handle(int sig, char **argv)
{
	int how = shutdown_asked(sig);

	/* Ctrl-Alt-Del, once power_is_ours() has told the kernel to ask us. */
	if (sig == SIGINT && !(WITH_inittab && service_run(CTRLALTDEL)))
		how = REBOOT;
	if (how >= 0)
		shutdown_machine(how);
	else if (sig == SIGHUP && WITH_inittab)
		service_reload();
	else if (sig == SIGQUIT && WITH_inittab)
		service_restart(argv);
	else if (sig == SIGTSTP || sig == SIGCONT)
		service_hold(sig == SIGTSTP);
}

static int earlier(int a, int b)
{
	return a < 0 || (b >= 0 && b < a) ? b : a;
}

static void serve(char **argv)
{
	service_setup();
	service_step();
	/* After the first child: it costs the later ones two system calls each, and before it, each is one that is waited for. */
	spawn_protect();
	if (WITH_fault)
		fault_setup();
	log_step("running");
	file_forget();
	for (;;) {
		handle(signals_wait(earlier(service_due(), WITH_watchdog ? watchdog_feed() : -1)), argv);
		/* Not only on SIGCHLD: one that came while another signal was read must not wait for the next. */
		reap_all(service_ended);
		service_step();
	}
}

static void set_up_rest(void)
{
	spawn_environment();
	if (WITH_settings && options.root_on)
		root_to_tmpfs();
	mounts_rest();
	log_step("mounts");
	if (WITH_watchdog)
		watchdog_setup();
	if (WITH_settings && !options.children)
		system_setup();
	log_step("system");
}

/* The table of the house: DESIGN.md, "Which program PID 1 is". */
static void run_system(char **argv, bool ours)
{
	mounts_first();
	cmdline_read(argv, ours);
	console_open();
	/*
	 * A container's terminal is ours when we lead its session: the shell is to have it, and Ctrl-C is not for us.
	 * Ignored: there is none. The HUP and CONT that it sends us mean nothing yet.
	 */
	if (!ours)
		ioctl(STDIN_FILENO, TIOCNOTTY);
	log_step("console");
	/* On the root file system itself the word has done its work: the kernel, or the init before us, mounted it. */
	if (WITH_handover && ours && options.root && !options.program && root_is_memory())
		root_handover(argv);
	set_up_rest();
	if (WITH_program && ours && options.program)
		program_run(options.program);
	serve(argv);
}

static int answer(const char *what, const char *our_name)
{
	/* What "docker info" takes from a docker-init: "tini version …". */
	const char *text = strcmp(text_base(our_name), "docker-init") == 0 ?
		"tini version " VERSION "_pidone\n" : "pidone init " VERSION "\n";

	if (strcmp(what, "--help") == 0) {
		options_help();
		return 0;
	}
	if (strcmp(what, "--version") == 0)
		return write(STDOUT_FILENO, text, strlen(text)) < 0;
	return -1;
}

int main(int argc, char **argv)
{
	signals_block();
	bool first = getpid() == 1, ours = first && power_is_ours();
	int status = -1;

	if (!ours && argc > 1)
		status = answer(argv[1], argv[0]);
	if (!ours && status < 0 && WITH_container)
		status = container_main(argv, first);
	if (status >= 0)
		return status;
	if (!first) {
		log_line("not PID 1, and no program to run: nothing done, see init --help", NULL);
		return 2;
	}
	run_system(argv, ours);
}
