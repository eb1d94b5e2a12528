/*
 * main.c - who the shell is, and what it does from its first line to its last
 */
#include "sys.h"
#include "sysh.h"

struct shell shell;

static const char usage[] =
	"usage: sysh [-t] [-c TEXT [NAME [ARG]...] | FILE [ARG]...]\n"
	"  -c TEXT    run TEXT, not FILE or standard input\n"
	"  -t         show system calls on standard error\n"
	"  --help, --version\n"
	"The builtin help lists builtins.\n";

void main_exit(int status)
{
	if (shell.init)
		power_off();
	if (shell.interactive)
		jobs_leave();
	for (;;)
		sys_exit(status);
}

/* What PID 1 gets from nobody: open descriptors, a session with a terminal, a PATH. */
static void become_init(void)
{
	for (int fd = 0; fd <= 2; fd++)
		/* Ignored: without a console, what is said is lost, and reading ends. */
		if (sys_fcntl(fd, F_GETFD, 0) < 0)
			sys_open("/dev/console", O_RDWR);
	sys_setsid();
	/* Ignored: it may be no terminal, or another session's. */
	sys_ioctl(0, TIOCSCTTY, NULL);
	if (!vars_get("PATH", 4))
		vars_set("PATH=" DEFAULT_PATH, true);
}

static bool is_terminal(int fd)
{
	struct termios modes;

	return sys_ioctl(fd, TCGETS, &modes) == 0;
}

/* The options; argv is left at the first word that is none. False if one is unknown. */
static bool take_options(char ***argv, struct input *in)
{
	for (; **argv && (**argv)[0] == '-'; ++*argv) {
		if (str_equal(**argv, "-t")) {
			trace_start();
		} else if (str_equal(**argv, "-c") && (*argv)[1]) {
			in->text = *++*argv;
			++*argv;
			break;
		} else if (str_equal(**argv, "--")) {
			++*argv;
			break;
		} else {
			return false;
		}
	}
	return true;
}

static void answer(const char *text)
{
	out(text);
	main_exit(!out_end());
}

static void bad_usage(const char *word)
{
	if (str_equal(word, "--help"))
		answer(usage);
	if (str_equal(word, "--version"))
		answer("sysh " VERSION "\n");
	error("see sysh --help", word, 0);
	/* PID 1 is handed words that are not meant for it, and goes on. */
	if (!shell.init)
		main_exit(STATUS_USAGE);
}

static void open_file(const char *path, struct input *in)
{
	int fd = sys_open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0) {
		error(path, NULL, fd);
		if (!shell.init)
			main_exit(fd == -ENOENT ? STATUS_NOT_FOUND : STATUS_NOT_EXECUTABLE);
		return;
	}
	/* Out of the way of what scripts redirect. */
	in->fd = sys_fcntl(fd, F_DUPFD_CLOEXEC, OWN_FD);
	sys_close(fd);
}

static void take_arguments(char **argv, struct input *in)
{
	shell.name = argv[0] ? argv[0] : "sysh";
	argv += argv[0] != NULL;
	if (!take_options(&argv, in))
		bad_usage(*argv);
	else if (*argv && !in->text)
		open_file(*argv, in);
	if (*argv)
		shell.name = *argv++;
	shell.args = argv;
	while (argv[shell.args_count])
		shell.args_count++;
}

static const char *prompt(bool more)
{
	const char *ps1 = vars_get("PS1", 3);

	return more ? "> " : ps1 ? ps1 : "(pidone) # ";
}

/* Lines until they make a command. False at the end of input. What went wrong is in shell.status, and *list is then NULL. */
static bool next_command(struct input *in, struct list **list)
{
	static char line[LINE_BYTES + 1];
	unsigned length = 0;
	enum parsed parsed = PARSE_MORE;

	*list = NULL;
	while (parsed == PARSE_MORE) {
		enum input_result got = input_line(in, line, &length, prompt(length > 0));

		if (got == INPUT_END && length == 0)
			return false;
		if (got == INPUT_INTERRUPTED) {
			note("\n");
			shell.status = STATUS_SIGNAL + SIGINT;
			return true;
		}
		mem_release(0);
		parsed = got == INPUT_TOO_LONG ? PARSE_ERROR : parse(line, got == INPUT_END, list);
	}
	if (parsed == PARSE_DONE)
		return true;
	*list = NULL;
	shell.status = STATUS_USAGE;
	/* A script that cannot be read is not half executed. */
	return shell.interactive || shell.init;
}

static void run(struct input *in)
{
	struct list *list;

	while (next_command(in, &list)) {
		exec_list(list);
		if (shell.interactive)
			jobs_notify();
	}
	if (shell.interactive)
		note("\n");
}

/* From _start: the kernel has put argc, argv and the environment on the stack. */
void main_start(long *stack) __attribute__((noreturn, used));
void main_start(long *stack)
{
	char **argv = (char **)(stack + 1);
	char **environ = argv + *stack + 1;
	struct input in = { NULL, 0 };

	shell.pid = sys_getpid();
	shell.init = shell.pid == 1;
	while (*environ)
		vars_set(*environ++, true);
	if (shell.init)
		become_init();
	take_arguments(argv, &in);
	shell.interactive = !in.text && in.fd == 0 && is_terminal(0);
	if (shell.interactive)
		jobs_start();
	else
		signals_start();
	run(&in);
	main_exit(shell.status);
}
