/*
 * main.c - who the shell is, and what it does from its first line to its last
 */
#include "sys.h"
#include "sysh.h"

struct shell shell;

static const char usage[] =
	"usage: sysh [-t] [-c TEXT [NAME [ARG]...] | FILE [ARG]...]\n"
	"  -c TEXT    run TEXT, not FILE or standard input\n"
	"  -t         show system calls\n"
	"  --help, --version\n";

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
	int fd;

	/* The lowest that is free is opened, so this fills up 0, 1 and 2. Without a console nothing is heard or said. */
	do
		fd = sys_open("/dev/console", O_RDWR);
	while (fd >= 0 && fd <= 2);
	sys_close(fd);
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

static void answer(const char *text)
{
	out(text);
	main_exit(!out_end());
}

/* What is wrong ends the shell; but PID 1 is handed words that are not meant for it, and goes on. */
static void refuse(const char *what, const char *word, int e, int status)
{
	error(what, word, e);
	if (!shell.init)
		main_exit(status);
}

/* Gives the first word that is no option. */
static char **take_options(char **argv, struct input *in)
{
	for (; *argv && **argv == '-'; argv++)
		if (str_equal(*argv, "-t")) {
			trace_start();
		} else if (str_equal(*argv, "-c") && argv[1]) {
			in->text = argv[1];
			return argv + 2;
		} else if (str_equal(*argv, "--help")) {
			answer(usage);
		} else if (str_equal(*argv, "--version")) {
			answer("sysh " VERSION "\n");
		} else {
			refuse("see sysh --help", *argv, 0, STATUS_USAGE);
		}
	return argv;
}

static void open_file(const char *path, struct input *in)
{
	int fd = sys_open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0) {
		refuse(path, NULL, fd, fd == -ENOENT ? STATUS_NOT_FOUND : STATUS_NOT_EXECUTABLE);
		return;
	}
	/* Out of the way of what scripts redirect. */
	in->fd = sys_fcntl(fd, F_DUPFD_CLOEXEC, OWN_FD);
	sys_close(fd);
}

static void take_arguments(char **argv, struct input *in)
{
	shell.name = "sysh";
	if (*argv)
		shell.name = *argv++;
	argv = take_options(argv, in);
	if (*argv && !in->text)
		open_file(*argv, in);
	if (*argv)
		shell.name = *argv++;
	shell.args = argv;
	while (*argv++)
		shell.args_count++;
}

static const char *prompt(bool more)
{
	const char *ps1 = vars_get("PS1", 3);

	return more ? "> " : ps1 ? ps1 : "(pidone) # ";
}

/* Lines until they make a command. False if that was all. What went wrong is in shell.status, and *list is then NULL. */
static bool next_command(struct input *in, struct list **list)
{
	static char line[LINE_BYTES + 1];
	unsigned length = 0;
	enum parsed parsed = PARSE_MORE;

	while (parsed == PARSE_MORE) {
		enum input_result got = input_line(in, line, &length, prompt(length > 0));

		if (got == INPUT_END && length == 0)
			return false;
		if (got == INPUT_NOTHING)
			break;
		mem_release(0);
		parsed = parse(line, got == INPUT_END, list);
		if (parsed == PARSE_ERROR)
			shell.status = STATUS_USAGE;
	}
	if (parsed == PARSE_DONE)
		return true;
	*list = NULL;
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
