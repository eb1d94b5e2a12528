/*
 * container.c - init of a container, as tini and catatonit are
 *
 * It mounts nothing and sets nothing up. The program gets the mask and the handlers that we were given,
 * a process group of its own, and the terminal.
 */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "init.h"

static struct {
	bool group;		/* signals go to the program's process group */
	bool subreaper;
	bool name_orphans;
	bool as_dumb_init;	/* no word of ours, and init stops when it is told to, as the program does */
	bool session;		/* a session of its own for the program, and TERM to what is left of it */
	int parent_death;
	uint64_t zeros[4];	/* the exit statuses that count as 0, a bit each */
} mode;

static struct {
	pid_t pid;
	int status;
	bool ended;
	bool skip_hup, skip_cont;	/* of our own making: see leave_terminal() */
} program;

static bool take_zero(const char *number)
{
	long n;
	const char *end = text_number(number, &n);

	if (!end || *end || n < 0 || n > 255)
		return false;
	mode.zeros[n / 64] |= 1ULL << n % 64;
	return true;
}

/* Its own value, and the next argument as well if the letter is the last of its word. */
static bool take_value(char letter, const char *value)
{
	if (letter == 'e')
		return take_zero(value);
	return (mode.parent_death = program_signal(value)) != 0;
}

/* One word of options. The number of arguments that it was, or 0 if it is wrong. */
static int take_word(const char *word, const char *next)
{
	for (; *word; word++) {
		if (*word == 'g')
			mode.group = true;
		else if (*word == 's')
			mode.subreaper = true;
		else if (*word == 'w')
			mode.name_orphans = true;
		else if (*word == 'e' || *word == 'p')
			return take_value(*word, word[1] ? word + 1 : next ? next : "") ? 1 + !word[1] : 0;
		else if (*word != 'v')
			return 0;
	}
	return 1;
}

static void take_environment(const char *our_name)
{
	const char *session = spawn_variable("DUMB_INIT_SETSID");

	mode.group = spawn_variable("TINI_KILL_PROCESS_GROUP");
	mode.subreaper = spawn_variable("TINI_SUBREAPER");
	mode.as_dumb_init = strcmp(text_base(our_name), "dumb-init") == 0;
	mode.session = mode.as_dumb_init && !(session && strcmp(session, "0") == 0);
	mode.group |= mode.session;
}

/*
 * A session's leader that gives up its terminal, so that the program's session can have it, makes the kernel send
 * HUP and CONT to its group: to us.
 */
static void leave_terminal(void)
{
	if (ioctl(STDIN_FILENO, TIOCNOTTY) == 0 && getsid(0) == getpid())
		program.skip_hup = program.skip_cont = true;
}

/* In the child of vfork. Ignored below: there may be no terminal. */
static void become(char **argv)
{
	if (mode.session) {
		setsid();
		ioctl(STDIN_FILENO, TIOCSCTTY, 0);
	} else {
		pid_t self;

		setpgid(0, 0);
		self = getpid();
		ioctl(STDIN_FILENO, TIOCSPGRP, &self);
	}
	signals_restore();
	spawn_failed(argv[0], spawn_exec(argv[0], argv));
}

static void ended(pid_t pid, int status)
{
	if (pid == program.pid) {
		program.status = status;
		program.ended = true;
	} else if (mode.name_orphans) {
		log_line("Reaped zombie process with pid=", text_from(pid, 10), NULL);
	}
}

static void forward(int sig)
{
	bool stops = sig == SIGTSTP || sig == SIGTTIN || sig == SIGTTOU;
	bool *skip = sig == SIGHUP ? &program.skip_hup : sig == SIGCONT ? &program.skip_cont : NULL;

	if (sig == SIGCHLD || (skip && *skip)) {
		if (skip)
			*skip = false;
		return;
	}
	/* The kernel does not stop a session's orphaned group for TSTP, but for STOP. */
	kill(mode.group ? -program.pid : program.pid, stops && mode.session ? SIGSTOP : sig);
	if (stops && mode.as_dumb_init)
		kill(getpid(), SIGSTOP);
}

static int status_of_program(void)
{
	int status = WIFEXITED(program.status) ? WEXITSTATUS(program.status) : 128 + WTERMSIG(program.status);

	return mode.zeros[status / 64 % 4] >> status % 64 & 1 ? 0 : status;
}

static void prepare(bool first)
{
	int reaper = first;

	if (mode.subreaper)
		reaper = prctl(PR_SET_CHILD_SUBREAPER, 1) == 0;
	else if (!first && !mode.as_dumb_init)
		prctl(PR_GET_CHILD_SUBREAPER, &reaper);
	if (!reaper && !mode.as_dumb_init)
		log_line("not PID 1, and no subreaper (-s): zombie reaping won't work", NULL);
	if (mode.parent_death)
		prctl(PR_SET_PDEATHSIG, mode.parent_death);
	if (mode.session)
		leave_terminal();
}

/* Behind our options: the program, or NULL if one of them is wrong. */
static char **take_options(char **arg)
{
	while (*arg && **arg == '-' && strcmp(*arg, "--") != 0) {
		int words = take_word(*arg + 1, arg[1]);

		if (!words) {
			log_line(*arg, ": not an option, or not a value that it takes: see init --help", NULL);
			return NULL;
		}
		arg += words;
	}
	return *arg && strcmp(*arg, "--") == 0 ? arg + 1 : arg;
}

static int run(char **argv)
{
	program.pid = vfork();
	if (program.pid == 0)
		become(argv);
	if (program.pid < 0) {
		log_error("fork: ", argv[0]);
		return 126;
	}
	/* Neither a file nor a directory is kept busy by us. Ignored: close_range is in Linux 5.9, and this is a courtesy. */
	chdir("/");
	syscall(SYS_close_range, 3, ~0U, 0);
	do
		forward(signals_wait(-1));
	while ((reap_all(ended), !program.ended));
	if (mode.session)
		kill(-program.pid, SIGTERM);
	return status_of_program();
}

int container_main(char **argv, bool first)
{
	if (!argv[0])
		return -1;
	take_environment(argv[0]);
	argv = take_options(argv + 1);
	if (!argv)
		return 2;
	if (!*argv || (first && text_behind(*argv, "pidone.")))
		return -1;
	prepare(first);
	return run(argv);
}
