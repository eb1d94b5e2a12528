/*
 * exec.c - running what was parsed
 *
 * Builtins and assignments run in the shell itself; a program runs in a child, as does each part of a
 * pipeline, and a list that ends in '&'.
 */
#include "sys.h"
#include "sysh.h"

static bool assign(const struct word *assigns, bool export)
{
	for (; assigns; assigns = assigns->next) {
		char *text = expand_text(assigns->text);

		if (!text || !vars_set(text, export))
			return false;
	}
	return true;
}

static int try_program(const char *path, char **argv, char **environ)
{
	int result = sys_execve(path, argv, environ);

	/* A directory of PATH that is a file has no programs. */
	return result == -ENOTDIR ? -ENOENT : result;
}

/* Along PATH. A file that is there and cannot be executed is passed by for a later one, but remembered. */
static int search(char **argv, char **environ)
{
	const char *path = vars_get("PATH", 4);
	int tried, result = -ENOENT;

	for (path = path ? path : DEFAULT_PATH; path; path = *path ? path + 1 : NULL) {
		char file[PATH_BYTES], *to = file, *end = file + PATH_BYTES - 1;

		while (*path && *path != ':' && to < end - 1)
			*to++ = *path++;
		/* An empty entry is the directory we are in. */
		if (to > file)
			*to++ = '/';
		for (const char *name = *argv; *name && to < end; name++)
			*to++ = *name;
		*to = '\0';
		tried = to < end ? try_program(file, argv, environ) : -ENAMETOOLONG;
		if (tried != -ENOENT)
			result = tried;
		if (tried != -ENOENT && tried != -EACCES)
			break;
	}
	return result;
}

int exec_program(char **argv)
{
	char **environ = vars_environ();
	bool is_path = str_find(argv[0], '/');
	int result = is_path ? try_program(argv[0], argv, environ) : *argv[0] ? search(argv, environ) : -ENOENT;

	if (result == -ENOENT && !is_path)
		error(argv[0], "not found", 0);
	else
		error(argv[0], NULL, result);
	return result == -ENOENT ? STATUS_NOT_FOUND : STATUS_NOT_EXECUTABLE;
}

static void in_child(const struct command *c, char **argv) __attribute__((noreturn));
static void in_child(const struct command *c, char **argv)
{
	if (!assign(c->assigns, true) || !redirect_apply(c->redirects, NULL))
		main_exit(STATUS_FAILED);
	main_exit(exec_program(argv));
}

static int run_child(const struct command *c, char **argv)
{
	int job = jobs_new();
	int pid = jobs_fork(job, true);

	if (pid == 0)
		in_child(c, argv);
	return pid < 0 ? STATUS_FAILED : jobs_wait(job);
}

static int run_here(const struct command *c, const struct builtin *b, char **argv)
{
	struct redirect_saved redirects;
	bool is_exec = b && b->run == builtins_exec;
	/* exec alone is for redirections that stay. */
	bool stay = is_exec && !argv[1];
	int status = STATUS_FAILED;

	/* The other builtins make no use of variables, and in front of them they must not stay: nothing is set. */
	if (redirect_apply(c->redirects, stay ? NULL : &redirects) && ((b && !is_exec) || assign(c->assigns, is_exec)))
		status = b ? b->run(argv) : 0;
	if (!out_end())
		status = STATUS_FAILED;
	if (!stay)
		redirect_undo(&redirects);
	return status;
}

/* Here if it can be; a program gets a child, unless this process is one that has nothing else to do. */
static int run_command(const struct command *c, bool is_child)
{
	char **argv = expand_words(c->words);

	if (!argv)
		return STATUS_FAILED;
	const struct builtin *b = argv[0] ? builtins_find(argv[0]) : NULL;
	if (b || !argv[0])
		return run_here(c, b, argv);
	if (is_child)
		in_child(c, argv);
	return run_child(c, argv);
}

/* Moves an end of a pipe to where programs expect it. */
static void plug(int end, int fd)
{
	if (end == fd) {
		/* It was closed before, so the pipe got it. It must stay open for the program. */
		sys_fcntl(fd, F_SETFD, 0);
	} else if (end >= 0) {
		sys_dup3(end, fd, 0);
		sys_close(end);
	}
}

/* Starts one command of a pipeline that reads from in. Gives where the next one reads from, or -1. */
static int start_part(const struct command *c, int job, int in)
{
	int ends[2] = { -1, -1 };
	int result = c->next ? sys_pipe2(ends, O_CLOEXEC) : 0;

	if (result < 0)
		error("pipe", NULL, result);
	else if (jobs_fork(job, true) == 0) {
		plug(in, 0);
		plug(ends[1], 1);
		main_exit(run_command(c, true));
	}
	if (in >= 0)
		sys_close(in);
	if (ends[1] >= 0)
		sys_close(ends[1]);
	return ends[0];
}

static int run_pipeline(const struct pipeline *p, bool is_child)
{
	int status, in = -1;

	if (!p->commands->next) {
		status = run_command(p->commands, is_child);
	} else {
		int job = jobs_new();

		for (const struct command *c = p->commands; c; c = c->next)
			in = start_part(c, job, in);
		status = jobs_wait(job);
	}
	return status;
}

static void run_pipelines(const struct pipeline *p, bool is_child)
{
	for (; p; p = p->next) {
		unsigned mark = mem_mark();

		if (p->link == LINK_NONE || (p->link == LINK_AND) == (shell.status == 0))
			shell.status = run_pipeline(p, is_child && !p->next);
		mem_release(mark);
	}
}

static void run_background(const struct list *list)
{
	int job = jobs_new();
	int pid = jobs_fork(job, false);

	if (pid == 0) {
		run_pipelines(list->pipelines, true);
		main_exit(shell.status);
	}
	shell.status = pid < 0 ? STATUS_FAILED : 0;
	if (pid > 0)
		jobs_started(job);
}

void exec_list(const struct list *list)
{
	for (; list; list = list->next) {
		if (list->background)
			run_background(list);
		else
			run_pipelines(list->pipelines, false);
		/* Whoever types Ctrl-C means the whole line. */
		if (shell.interactive && shell.status == STATUS_SIGNAL + SIGINT)
			break;
	}
}
