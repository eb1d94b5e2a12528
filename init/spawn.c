/*
 * spawn.c - from PID 1 to a program of its own session
 *
 * The child of vfork(2) borrows our memory and our stack until exec: it may set nothing that we rely on,
 * and it may not wait, since we wait for it.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "init.h"

enum { PATH_BYTES = 256, WORD_BYTES = 64 };

static const char default_path[] = "PATH=/bin:/sbin:/usr/bin:/usr/sbin";

const char *spawn_variable(const char *name)
{
	const char *value;

	for (char **e = environ; *e; e++)
		if ((value = text_behind(*e, name)) && *value == '=')
			return value + 1;
	return NULL;
}

void spawn_environment(void)
{
	static const char *const defaults[] = { default_path, "HOME=/", "SHELL=/bin/sh", "USER=root", "TERM=linux" };
	int n = 0;

	while (environ[n])
		n++;
	char **env = memory_take((n + COUNT(defaults) + 1) * sizeof(*env));
	if (!env)
		return;
	memcpy(env, environ, n * sizeof(*env));
	environ = env;
	for (size_t i = 0; i < COUNT(defaults); i++) {
		char name[8] = "";

		strncat(name, defaults[i], strcspn(defaults[i], "="));
		if (!spawn_variable(name))
			env[n++] = (char *)defaults[i];
	}
	/* The kernel says linux wherever its console is; that is right on a screen only: tty0 and the like. */
	const char *screen = options.console[0] ? text_behind(options.console[0], "tty") : "0";
	for (int i = 0; i < n; i++)
		if (strcmp(env[i], "TERM=linux") == 0 && (!screen || *screen > '9'))
			env[i] = "TERM=vt102";
}

int spawn_exec(const char *name, char *const *argv)
{
	const char *dirs = spawn_variable("PATH");
	int why = ENOENT;

	if (strchr(name, '/')) {
		execve(name, argv, environ);
		return errno;
	}
	for (dirs = dirs ? dirs : default_path + 5; *dirs; dirs += *dirs == ':') {
		char path[PATH_BYTES] = "";
		size_t len = strcspn(dirs, ":");

		strncat(path, dirs, len < PATH_BYTES ? len : 0);
		dirs += len;
		if (!text_append(path, sizeof(path), "/") || !text_append(path, sizeof(path), name))
			continue;
		execve(path, argv, environ);
		if (errno != ENOENT && errno != ENOTDIR)
			why = errno;
	}
	return why;
}

void spawn_failed(const char *name, int why)
{
	errno = why;
	log_error("exec ", name);
	_exit(why == ENOENT ? 127 : 126);
}

/* A name that starts with "-" makes a login shell of a shell: it reads /etc/profile. */
static int exec_login(char *const *words)
{
	char dashed[WORD_BYTES] = "-", *argv[WORD_BYTES] = { dashed };

	text_append(dashed, sizeof(dashed), text_base(words[0]));
	for (int n = 1; n < WORD_BYTES - 1 && (argv[n] = words[n]); n++)
		;
	return spawn_exec(words[0], argv);
}

static void exec_shell(void)
{
	const char *const shells[] = { options.shell ? options.shell : "/bin/sysh", "/bin/sysh", "/bin/sh" };

	for (size_t i = options.shell ? 0 : 1; i < COUNT(shells); i++) {
		errno = exec_login((char *[]){ (char *)shells[i], NULL });
		log_error("exec ", shells[i]);
	}
}

static bool open_terminal(const struct spawn *what)
{
	if (*what->tty) {
		int fd = console_reach(what->tty);

		if (fd < 0)
			return false;
		console_take(fd);
	}
	setsid();
	/* Opening /dev/console never makes it the controlling terminal: it has to be asked for. Ignored: may be none. */
	if (what->terminal != NO_TERMINAL)
		ioctl(STDIN_FILENO, TIOCSCTTY, what->terminal == TAKE);
	if (what->again)
		console_sane(STDIN_FILENO);
	return true;
}

static void wait_for_enter(void)
{
	static const char please[] = "\nPlease press Enter to activate this console. ";
	char c;

	/* Ignored: a terminal that takes no text may still give some. */
	if (write(STDOUT_FILENO, please, sizeof(please) - 1) < 0)
		c = 0;
	do
		if (read(STDIN_FILENO, &c, 1) != 1)
			_exit(1);
	while (c != '\n');
}

static bool protected;

static bool set_oom_score(const char *score)
{
	return file_write("/proc/self/oom_score_adj", score);
}

void spawn_protect(void)
{
	protected = set_oom_score("-1000");
}

static void become(const struct spawn *what)
{
	if (protected || options.children)
		set_oom_score("0");
	if (!open_terminal(what)) {
		log_error("open ", what->tty);
		_exit(1);
	}
	if (what->input >= 0)
		dup2(what->input, STDIN_FILENO);
	signals_restore();
	if (WITH_inittab && what->ask)
		wait_for_enter();
	if (what->argv)
		spawn_failed(what->argv[0], what->login ? exec_login(what->argv) : spawn_exec(what->argv[0], what->argv));
	exec_shell();
	_exit(127);
}

pid_t spawn_fork(void)
{
	/* Not fork(3): it runs handlers for locks and threads, which we do not have. clone(2) has its arguments in
	   another order on some machines, but these are the same in any. */
	return syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
}

pid_t spawn(const struct spawn *what)
{
	pid_t pid = WITH_inittab && what->ask ? spawn_fork() : vfork();

	if (pid == 0)
		become(what);
	return pid;
}
