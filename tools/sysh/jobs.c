/*
 * jobs.c - the processes the shell has started, and who has the terminal
 *
 * A job is the processes that have its number. With job control each is a process group of its own, and the
 * terminal (its keys, and the right to read from it) is handed to one group at a time: setpgid(2), TIOCSPGRP.
 * Under the machine's own PID 1, Ctrl-Z stops nothing: for the kernel, groups whose parent is init have nobody who
 * could continue them (will_become_orphaned_pgrp() in kernel/exit.c).
 */
#include "sys.h"
#include "sysh.h"

enum { FOREGROUND_TRIES = 16 };

/* States are bits, so that one look tells which of them the processes of a job are in. */
enum { FREE = 0, RUNNING = 1, STOPPED = 2, KNOWN = 4, ENDED = 8, ANY = 15 };	/* KNOWN: stopped, and the user was told */

static struct process {
	int pid;
	int group;
	int job;
	int status;		/* as wait4(2) gave it */
	unsigned char state;
	bool last;		/* of its pipeline: its status is the job's */
} processes[PROCESSES_MAX];

#define FOR_EACH(p) for (struct process *p = processes; p < processes + PROCESSES_MAX; p++)

static bool control;
static int terminal;		/* descriptor */
static int first_group;		/* who had it before */
static struct termios modes;	/* of the terminal, when it was last in order */
static int current;		/* job */
static struct process *last;	/* what look() has found */

/* The states that processes of the job are in (0: of any job). The one that stands for the job is then in last. */
static unsigned look(int job)
{
	unsigned states = 0;

	FOR_EACH(p)
		if (p->state && (!job || p->job == job)) {
			if (!states || p->last)
				last = p;
			states |= p->state;
		}
	return states;
}

/* Of the job's processes, those in one of these states go to that one. */
static void change(int job, unsigned from, unsigned to)
{
	FOR_EACH(p)
		if (p->job == job && p->state & from)
			p->state = (unsigned char)to;
}

static struct process *free_entry(void)
{
	struct process *found = NULL;

	FOR_EACH(p) {
		if (p->state == FREE)
			return p;
		if (p->state == ENDED)
			found = p;
	}
	/* If nobody has asked how this one ended, it is too late. */
	return found;
}

int jobs_new(void)
{
	int job = 1;

	while (look(job))
		job++;
	return job;
}

static int exit_status(int status)
{
	if ((status & 0xff) == 0x7f)
		return STATUS_SIGNAL + (status >> 8 & 0xff);
	return status & 0x7f ? STATUS_SIGNAL + (status & 0x7f) : status >> 8 & 0xff;
}

/* One child, ours or an orphan. Negative or 0 if there is none. */
static int reap(int options)
{
	int status = 0, pid;

	do
		pid = sys_wait4(-1, &status, options | (control ? WUNTRACED : 0));
	while (pid == -EINTR);
	FOR_EACH(p)
		if (p->pid == pid && p->state & (RUNNING | STOPPED | KNOWN)) {
			p->status = status;
			p->state = (status & 0xff) == 0x7f ? STOPPED : ENDED;
		}
	return pid;
}

bool jobs_reap(void)
{
	int pid;

	do
		pid = reap(WNOHANG);
	while (pid > 0);
	return pid == 0;
}

static void set_terminal(int group)
{
	/* Ignored: the terminal may have been hung up, and then reading tells. */
	sys_ioctl(terminal, TIOCSPGRP, &group);
}

/* A new process: who is meant by the keys, and which signals it has. */
static void become_child(int group, bool foreground)
{
	trace_forked();
	if (control) {
		/* The parent does the same: whoever comes first, neither goes on before it is done. */
		sys_setpgid(0, group);
		if (foreground)
			set_terminal(sys_getpgrp());
	}
	signals_default();
	if (!control && !foreground) {
		signals_background();
		sys_close(0);
		sys_open("/dev/null", O_RDONLY);
	}
	control = shell.interactive = shell.init = false;
	/* They are the parent's, who waits for them. */
	memset(processes, 0, sizeof(processes));
}

int jobs_fork(int job, bool foreground)
{
	struct process *entry = free_entry();
	int group = look(job) ? last->group : 0;
	int pid = entry ? sys_fork() : -EAGAIN;

	if (pid < 0)
		error("fork", NULL, pid);
	if (pid == 0)
		become_child(group, foreground);
	if (pid <= 0)
		return pid;
	if (group)
		last->last = false;
	*entry = (struct process){ pid, group ? group : pid, job, 0, RUNNING, true };
	/* Ignored: fails if the child has done it, and has executed its program. */
	if (control)
		sys_setpgid(pid, entry->group);
	return pid;
}

static void tell(int job, const char *what)
{
	if (!shell.interactive)
		return;
	note("[");
	note_number(job);
	note("] ");
	note(what);
}

/* A job does not run any more: says so, and gives its status. */
static int settle(int job, bool foreground)
{
	unsigned states = look(job);
	int status = states ? exit_status(last->status) : STATUS_FAILED;

	if (states & (STOPPED | KNOWN)) {
		current = job;
		change(job, STOPPED, KNOWN);
		tell(job, "stopped\n");
		return status;
	}
	change(job, ANY, FREE);
	if (!foreground)
		tell(job, "done\n");
	else if (shell.interactive && status == STATUS_SIGNAL + SIGINT)
		/* The terminal has shown ^C, and no newline. */
		note("\n");
	return status;
}

int jobs_wait(int job)
{
	while (look(job) & RUNNING && reap(0) > 0)
		;
	int status = settle(job, true);
	if (control) {
		set_terminal(sys_getpgrp());
		/* A program that was cut off could not tidy up; what another has set is meant to stay. */
		sys_ioctl(terminal, status > STATUS_SIGNAL ? TCSETSW : TCGETS, &modes);
	}
	return status;
}

void jobs_started(int job)
{
	look(job);
	current = job;
	shell.background = last->pid;
	tell(job, "running\n");
}

void jobs_notify(void)
{
	FOR_EACH(p) {
		unsigned states = p->state && p->last ? look(p->job) : RUNNING;

		if (!(states & RUNNING) && (states == ENDED || states & STOPPED))
			settle(p->job, false);
	}
}

/* A shell in the background that takes the terminal would take it from its own user. */
static bool wait_for_foreground(void)
{
	for (int i = 0; i < FOREGROUND_TRIES; i++) {
		int result = sys_ioctl(terminal, TIOCGPGRP, &first_group);

		if (result < 0 || first_group == sys_getpgrp())
			return result >= 0;
		sys_kill(0, SIGTTIN);
	}
	return false;
}

void jobs_start(void)
{
	terminal = sys_fcntl(0, F_DUPFD_CLOEXEC, OWN_FD);
	control = wait_for_foreground();
	signals_start();
	if (control)
		jobs_enter();
	else
		error("no job control", NULL, 0);
}

void jobs_enter(void)
{
	if (!control)
		return;
	/* Ignored: a session leader has its own group already, and may not have another. */
	sys_setpgid(0, 0);
	sys_ioctl(terminal, TCGETS, &modes);
	set_terminal(sys_getpgrp());
}

void jobs_leave(void)
{
	if (!control)
		return;
	set_terminal(first_group);
	sys_setpgid(0, first_group);
}

/*
 * The job that "%2", or a process's number, or NULL stands for; 0, and reported, if there is none.
 * NULL is the current job, or if that is gone, any.
 */
static int find(char **argv, const char *name)
{
	int number = name ? str_to_number(name + (*name == '%')) : current;
	int any = 0;

	FOR_EACH(p) {
		if (!p->state)
			continue;
		if (number == (name && *name != '%' ? p->pid : p->job))
			return p->job;
		if (!name)
			any = p->job;
	}
	if (!any)
		error(argv[0], "no such job", 0);
	return any;
}

/* Waits until none of the job runs (0: of any). The job's status, unless the user wants to go on. */
static int wait_for(int job)
{
	while (look(job) & RUNNING) {
		int pid = reap(shell.interactive ? WNOHANG : 0);

		if (pid < 0)
			break;
		if (pid == 0 && !signals_wait_child(-1)) {
			note("\n");
			return STATUS_SIGNAL + SIGINT;
		}
	}
	return job ? settle(job, false) : 0;
}

int jobs_builtin_wait(char **argv)
{
	int status = argv[1] ? 0 : wait_for(0);

	for (char **at = argv + 1; *at; at++) {
		int job = find(argv, *at);

		status = job ? wait_for(job) : STATUS_NOT_FOUND;
	}
	return status;
}

/* fg and bg */
int jobs_builtin_resume(char **argv)
{
	bool foreground = argv[0][0] == 'f';
	int job = find(argv, argv[1]);

	if (!control)
		return error(argv[0], "no job control", 0);
	if (!job)
		return STATUS_NOT_FOUND;
	look(job);
	change(job, STOPPED | KNOWN, RUNNING);
	if (foreground)
		set_terminal(last->group);
	sys_kill(-last->group, SIGCONT);
	if (foreground)
		return jobs_wait(job);
	jobs_started(job);
	return 0;
}

static const struct {
	char name[5];
	unsigned char number;
} signal_names[] = {
	{ "HUP", SIGHUP }, { "INT", SIGINT }, { "QUIT", SIGQUIT }, { "KILL", SIGKILL }, { "TERM", SIGTERM },
	{ "USR1", SIGUSR1 }, { "USR2", SIGUSR2 }, { "PIPE", SIGPIPE },
	{ "CONT", SIGCONT }, { "STOP", SIGSTOP }, { "TSTP", SIGTSTP }, { "TTIN", SIGTTIN }, { "TTOU", SIGTTOU },
};

static int signal_number(const char *name)
{
	for (size_t i = 0; i < COUNT(signal_names); i++)
		if (str_equal(name, signal_names[i].name))
			return signal_names[i].number;
	return str_to_number(name);
}

/* A job is its group, if it has one. */
static int send(char **argv, const char *to, int sig)
{
	int pid = str_to_number(to);

	if (*to == '%') {
		int job = find(argv, to);

		pid = job && look(job) & ~ENDED ? last->pid : -1;
		if (control && pid > 0)
			return sys_kill(-last->group, sig);
	}
	return pid < 0 ? -ESRCH : sys_kill(pid, sig);
}

int jobs_builtin_kill(char **argv)
{
	bool option = argv[1] && argv[1][0] == '-';
	int sig = option ? signal_number(argv[1] + 1) : SIGTERM;
	int status = 0;

	if (sig < 0 || !argv[1 + option])
		return builtins_usage(argv);
	for (char **at = argv + 1 + option; *at; at++) {
		int result = send(argv, *at, sig);

		if (result < 0)
			status = error(argv[0], *at, result);
	}
	return status;
}
