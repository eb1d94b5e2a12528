/*
 * service.c - the shells: started, and started again when they end
 *
 * One for each terminal; without pidone.tty= that is the console alone. One that dies at once is started again
 * after a pause that doubles, so that a broken image neither spins nor stays dead.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "init.h"

enum {
	SHORT_LIFE_MS = 1000,
	PAUSE_FIRST_MS = 1000,
	PAUSE_MOST_MS = 32000,
	SERVICES_MAX = 8,
	ENV_MAX = 64,		/* the kernel gives us 32 at most (MAX_INIT_ENVS) */
	NAME_BYTES = 64,
};

/* What we try when the shell that was asked for cannot be executed. */
static const char *const shells[] = { "/bin/sysh", "/bin/sh", NULL };

static struct service {
	char tty[NAME_BYTES];	/* "/dev/tty1", or "" for the console that we have open */
	pid_t pid;
	int64_t started_at, start_at;	/* milliseconds; start_at is 0 while it runs */
	int pause_ms;
} services[SERVICES_MAX];
static int count;

static int64_t now(void)
{
	struct timespec t;

	/* Cannot fail: CLOCK_MONOTONIC is in every kernel. */
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

static void start_again(struct service *s)
{
	bool lived = now() - s->started_at >= SHORT_LIFE_MS;

	if (lived)
		s->pause_ms = 0;
	else if (s->pause_ms == 0)
		s->pause_ms = PAUSE_FIRST_MS;
	else if (s->pause_ms < PAUSE_MOST_MS)
		s->pause_ms *= 2;
	if (s->pause_ms == PAUSE_FIRST_MS)
		log_line("the shell ended at once: starting it again, with growing pauses", NULL);
	s->start_at = now() + s->pause_ms;
}

/* The kernel's environment for us (HOME, TERM, its unknown words), with our PATH. */
static char **environment(void)
{
	extern char **environ;
	static char path[] = DEFAULT_PATH;
	static char *env[ENV_MAX + 2];
	int n = 0;

	for (char **e = environ; *e && n < ENV_MAX; e++)
		if (strncmp(*e, "PATH=", 5) != 0)
			env[n++] = *e;
	env[n++] = path;
	env[n] = NULL;
	return env;
}

/* The name starts with "-", which makes it a login shell: it reads /etc/profile. */
static void try_exec(const char *path, char **env)
{
	char name[NAME_BYTES] = "-";
	const char *base = strrchr(path, '/');

	strncat(name, base ? base + 1 : path, sizeof(name) - 2);
	execve(path, (char *[]){ name, NULL }, env);
	log_line("exec ", path, ": ", strerror(errno), NULL);
}

/* In the child of vfork, which borrows our memory until exec: it may set nothing that we rely on. */
static void become_shell(const struct service *s, int input, char **env)
{
	console_control(s->tty);
	if (input >= 0)
		dup2(input, STDIN_FILENO);
	signals_unblock();
	if (options.shell)
		try_exec(options.shell, env);
	for (const char *const *path = shells; *path; path++)
		try_exec(*path, env);
	_exit(127);
}

static pid_t spawn(const struct service *s, int input, char **env)
{
	pid_t pid = vfork();

	if (pid == 0)
		become_shell(s, input, env);
	return pid;
}

static void start(struct service *s)
{
	int input = -1;

	if (options.input) {
		input = input_open(options.input);
		console_plain();
	}
	s->start_at = 0;
	s->started_at = now();
	s->pid = spawn(s, input, environment());
	if (s->pid < 0) {
		log_line("fork: ", strerror(errno), NULL);
		start_again(s);
	}
	if (input >= 0)
		close(input);
}

/* Cuts "tty1,ttyS0" into services. */
static void add_terminals(const char *names)
{
	while (*names && count < SERVICES_MAX) {
		struct service *s = &services[count++];
		size_t len = strcspn(names, ",");

		strcpy(s->tty, "/dev/");
		strncat(s->tty, names, len < NAME_BYTES - 6 ? len : NAME_BYTES - 6);
		names += len + (names[len] == ',');
	}
}

void service_setup(void)
{
	/* The host's input is one: it has one reader. */
	if (options.tty && !options.input)
		add_terminals(options.tty);
	if (count == 0)
		count = 1;
	for (struct service *s = services; s < services + count; s++)
		s->start_at = 1;
}

void service_start_due(void)
{
	for (struct service *s = services; s < services + count; s++)
		if (s->start_at && s->start_at <= now())
			start(s);
}

void service_ended(pid_t pid, int status)
{
	(void)status;
	for (struct service *s = services; s < services + count; s++) {
		if (s->pid != pid)
			continue;
		s->pid = 0;
		/* The host's input was used up, or the shell has read enough of it. */
		if (options.input)
			shutdown_machine(POWEROFF);
		start_again(s);
	}
}

int service_due(void)
{
	int64_t least = -1, left;

	for (struct service *s = services; s < services + count; s++) {
		if (!s->start_at)
			continue;
		left = s->start_at > now() ? s->start_at - now() : 0;
		if (least < 0 || left < least)
			least = left;
	}
	return least;
}
