/*
 * builtins.c - the table of builtins
 *
 * The texts beside the names are what help prints. Builtins that belong to a topic are in its file.
 */
#include "sys.h"
#include "sysh.h"

static int true_builtin(char **argv)
{
	(void)argv;
	return 0;
}

static int false_builtin(char **argv)
{
	(void)argv;
	return STATUS_FAILED;
}

static int echo(char **argv)
{
	bool newline = !argv[1] || !str_equal(argv[1], "-n");

	for (argv += 1 + !newline; *argv; argv++) {
		out(*argv);
		out(argv[1] ? " " : "");
	}
	out(newline ? "\n" : "");
	return 0;
}

static int print_directory(char **argv)
{
	char path[PATH_BYTES];
	int n = sys_getcwd(path, sizeof(path));

	if (n < 0)
		return error(argv[0], NULL, n);
	out(path);
	out("\n");
	return 0;
}

static int change_directory(char **argv)
{
	char pwd[4 + PATH_BYTES];
	const char *to = argv[1] ? argv[1] : vars_get("HOME", 4);
	int result = to ? sys_chdir(to) : -ENOENT;

	if (result < 0)
		return error(argv[0], to, result);
	memcpy(pwd, "PWD=", 4);
	/* A directory that has been removed has no name. */
	if (sys_getcwd(pwd + 4, PATH_BYTES) > 0)
		vars_set(pwd, false);
	return 0;
}

static int leave(char **argv)
{
	int status = argv[1] ? str_to_number(argv[1]) : shell.status;

	if (status < 0)
		return builtins_usage(argv);
	main_exit(status & 0xff);
}

static int export(char **argv)
{
	if (!argv[1])
		vars_print(true);
	for (char **at = argv + 1; *at; at++) {
		size_t n = vars_name_length(*at);

		if (!n || ((*at)[n] && (*at)[n] != '='))
			return builtins_usage(argv);
		if (!vars_set(*at, true))
			return STATUS_FAILED;
	}
	return 0;
}

static int unset(char **argv)
{
	while (*++argv)
		vars_unset(*argv, str_length(*argv));
	return 0;
}

static int set(char **argv)
{
	if (argv[1])
		return builtins_usage(argv);
	vars_print(false);
	return 0;
}

int builtins_exec(char **argv)
{
	if (!argv[1])
		return 0;
	jobs_leave();
	signals_default();
	int status = exec_program(argv + 1);
	signals_again();
	jobs_enter();
	if (!shell.interactive && !shell.init)
		main_exit(status);
	return status;
}

static int help(char **argv);

#define BUILTINS(BUILTIN) \
	BUILTIN(":", true_builtin, "") \
	BUILTIN("bg", jobs_builtin_resume, "[%JOB]") \
	BUILTIN("cd", change_directory, "[DIR]") \
	BUILTIN("echo", echo, "[-n] [WORD]...") \
	BUILTIN("exec", builtins_exec, "[PROGRAM [ARG]...]") \
	BUILTIN("exit", leave, "[STATUS]") \
	BUILTIN("export", export, "[NAME[=VALUE]]...") \
	BUILTIN("false", false_builtin, "") \
	BUILTIN("fg", jobs_builtin_resume, "[%JOB]") \
	BUILTIN("halt", power_builtin, "") \
	BUILTIN("help", help, "") \
	BUILTIN("kill", jobs_builtin_kill, "[-SIGNAL] PID|%JOB...") \
	BUILTIN("mount", mounts_builtin_mount, "[-t TYPE] [-o OPTIONS] SOURCE DIR") \
	BUILTIN("poweroff", power_builtin, "") \
	BUILTIN("pwd", print_directory, "") \
	BUILTIN("reboot", power_builtin, "") \
	BUILTIN("set", set, "") \
	BUILTIN("true", true_builtin, "") \
	BUILTIN("umount", mounts_builtin_umount, "DIR...") \
	BUILTIN("unset", unset, "NAME...") \
	BUILTIN("wait", jobs_builtin_wait, "[PID|%JOB]...")

#define RUN(name, run, usage) { run },
#define TEXT(name, run, usage) name "\0" usage "\0"
static const struct builtin builtins[] = { BUILTINS(RUN) };
static const char texts[] = BUILTINS(TEXT);

static int help(char **argv)
{
	(void)argv;
	for (const char *s = texts; *s; s = str_next(str_next(s))) {
		out(s);
		out(" ");
		out(str_next(s));
		out("\n");
	}
	return 0;
}

const struct builtin *builtins_find(const char *name)
{
	const struct builtin *b = builtins;

	for (const char *s = texts; *s; s = str_next(str_next(s)), b++)
		if (str_equal(s, name))
			return b;
	return NULL;
}

int builtins_usage(char **argv)
{
	const char *s = texts;

	while (!str_equal(s, argv[0]))
		s = str_next(str_next(s));
	error(s, str_next(s), 0);
	return STATUS_USAGE;
}
