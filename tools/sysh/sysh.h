/*
 * sysh.h - the contracts between the shell's topics
 *
 * One topic, one file, one prefix: the block below names the file it belongs to.
 * Functions that can fail say so with a bool, a NULL or a status, and have reported why in one line.
 * What lives in the arena (mem.c) is gone when the next command line is read.
 */
#ifndef SYSH_H
#define SYSH_H

#include <stdbool.h>
#include <stddef.h>

#ifndef VERSION
#define VERSION "0.1.0"
#endif

#define DEFAULT_PATH "/bin:/sbin:/usr/bin:/usr/sbin"
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum {
	LINE_BYTES = 16 * 1024,		/* one command line, with all its continuations */
	ARENA_BYTES = 1024 * 1024,	/* what one command line may need, parsed and expanded */
	VARS_BYTES = 256 * 1024,	/* all variables */
	PROCESSES_MAX = 256,		/* that the shell knows at one time */
	PATH_BYTES = 4096,		/* PATH_MAX of <linux/limits.h> */
	OWN_FD = 10,			/* descriptors from here on are the shell's: redirections reach 0-9 */
};

/* What a shell answers when it is not the program's own status: POSIX, "Exit Status for Commands". */
enum {
	STATUS_FAILED = 1,
	STATUS_USAGE = 2,
	STATUS_NOT_EXECUTABLE = 126,
	STATUS_NOT_FOUND = 127,
	STATUS_SIGNAL = 128,		/* plus the signal's number */
};

/* main.c - who the shell is, and what it does from its first line to its last */
struct shell {
	int pid;		/* $$: a child has its parent's */
	bool init;		/* this process is PID 1 */
	bool interactive;
	int status;		/* $? */
	int background;		/* $!, or 0 */
	char *name;		/* $0 */
	char **args;		/* $1 and on */
	int args_count;		/* $# */
};
extern struct shell shell;

/* Ends the shell. PID 1 never ends: it switches the machine off. */
void main_exit(int status) __attribute__((noreturn));

/* mem.c - memory for one command line */
unsigned mem_left(void);
/* Zeros, aligned for any type. The caller has made sure that it fits. */
void *mem_take(unsigned n);
/* For what grows: it is written to the top, and kept when its length is known. */
char *mem_top(void);
void mem_keep(unsigned n);
unsigned mem_mark(void);
void mem_release(unsigned mark);

/* str.c - strings and numbers (and what the compiler calls by itself) */
size_t str_length(const char *s);
/* What is behind its zero: for strings that stand one behind the other. */
const char *str_next(const char *s);
bool str_equal(const char *a, const char *b);
bool str_starts(const char *s, const char *start);
/* Where c is in s, or NULL. */
const char *str_find(const char *s, char c);
/* Writes n in decimal to the end of the buffer; the result is where it begins. */
enum { NUMBER_BYTES = 12 };
char *str_number(char buffer[NUMBER_BYTES], int n);
/* The whole of s as a decimal number that fits an int and is not negative, or -1. */
int str_to_number(const char *s);
void *memcpy(void *to, const void *from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *to, int c, size_t n);

/* out.c - what builtins print, and one line for each error */
/* To standard output, by and by; to standard error, when the line ends. */
void out(const char *s);
void note(const char *s);
void note_number(int n);
/* Writes what is left. False, and reported, if anything since the last out_end() could not be written. */
bool out_end(void);
/* "sysh: what: which: why", where which may be NULL and e, a negative errno, may be 0. Gives STATUS_FAILED. */
int error(const char *what, const char *which, int e);

/* errors.c - what the kernel's error numbers mean; e is as the kernel returns it, negative */
const char *errors_text(int e);
/* "ENOENT", up to a blank. Empty if it has no name here. */
const char *errors_name(int e);

/* trace.c - the one door to the kernel, and sysh -t, which watches it */
void trace_start(void);
/* A child has begun: its lines say which. */
void trace_forked(void);

/* vars.c - variables: NAME=value, exported or not */
/* How many characters at the start of s form a name. */
size_t vars_name_length(const char *s);
/* The value, or NULL. Valid until any variable is set. */
const char *vars_get(const char *name, size_t n);
/* Takes "NAME=value"; or "NAME", which is set to nothing if it was not set. Exported stays exported. */
bool vars_set(const char *text, bool export);
void vars_unset(const char *name, size_t n);
/* The exported ones, for execve(2). */
char **vars_environ(void);
void vars_print(bool exported);

/* input.c - command lines: from a text, a file, a pipe or a terminal */
struct input {
	const char *text;	/* -c, or NULL */
	int fd;
};
enum input_result { INPUT_LINE, INPUT_END, INPUT_NOTHING };
/*
 * Appends one line, with its newline, to the *length bytes in line[LINE_BYTES + 1], and a zero.
 * INPUT_NOTHING: it was interrupted, or is too long. The user knows, and shell.status says which.
 */
enum input_result input_line(struct input *in, char *line, unsigned *length, const char *prompt);

/*
 * parse.c - from text to lists of pipelines of commands
 *
 * Words are kept as they were written, quotes and all: they are expanded when the command runs.
 */
struct word {
	struct word *next;
	char *text;
};

enum redirect_kind { REDIRECT_READ, REDIRECT_WRITE, REDIRECT_APPEND, REDIRECT_BOTH, REDIRECT_DUP };

struct redirect {
	struct redirect *next;
	enum redirect_kind kind;
	int fd;
	char *target;
};

struct command {
	struct command *next;		/* in the pipeline */
	struct word *assigns, *words;
	struct redirect *redirects;
};

struct pipeline {
	struct pipeline *next;
	enum { LINK_NONE, LINK_AND, LINK_OR } link;	/* to the one before */
	struct command *commands;
};

struct list {
	struct list *next;
	struct pipeline *pipelines;
	bool background;
};

enum parsed { PARSE_DONE, PARSE_MORE, PARSE_ERROR };
/* PARSE_MORE: the text ends inside something; not if it is the last there will be. */
enum parsed parse(const char *text, bool last, struct list **result);

/* expand.c - from words as written to words as meant */
/* The fields, NULL-terminated. NULL on error. */
char **expand_words(const struct word *words);
/* One string, not split. */
char *expand_text(char *word);

/* exec.c - running what was parsed */
void exec_list(const struct list *list);
/* Replaces this process. If it returns, it has said why, and the result is the status. */
int exec_program(char **argv);

/* redirect.c - < > >> <> N>&M */
struct redirect_saved {
	int copies[OWN_FD];	/* of the descriptors that were redirected */
};
/* Without saved, there is no way back. */
bool redirect_apply(const struct redirect *list, struct redirect_saved *saved);
void redirect_undo(const struct redirect_saved *saved);

/* signals.c - what the shell does about signals, and what its children must not inherit */
void signals_start(void);
/* Before exec(2): undoes what the shell has changed; and does that again, if there was no exec. */
void signals_default(void);
void signals_again(void);
/* For a child in the background, without job control: the keyboard is not meant for it. */
void signals_background(void);
/* Waits until fd can be read. False if SIGINT came first. */
bool signals_wait_input(int fd);
/* Waits for SIGCHLD, at most ms (under a second; -1: for ever). False if SIGINT came first, or the time has passed. */
bool signals_wait_child(int ms);

/* jobs.c - the processes the shell has started, and who has the terminal */
/* Job control, if standard input is a terminal that can be had. */
void jobs_start(void);
/* Gives the terminal to whoever had it; and takes it again. */
void jobs_leave(void);
void jobs_enter(void);
/* A number for a new job. */
int jobs_new(void);
/* fork(2) into that job: 0 in the child, negative if it could not be (reported). */
int jobs_fork(int job, bool foreground);
/* Waits until none of it runs; its status. */
int jobs_wait(int job);
/* A job goes on in the background: it is $! and the current job. */
void jobs_started(int job);
/* Collects all that have ended by now, orphans included. False if there is no child left. */
bool jobs_reap(void);
/* Tells what became of background jobs. */
void jobs_notify(void);
int jobs_builtin_wait(char **argv);
int jobs_builtin_resume(char **argv);
int jobs_builtin_kill(char **argv);

/* mounts.c - mount and umount */
int mounts_builtin_mount(char **argv);
int mounts_builtin_umount(char **argv);

/* power.c - how the machine ends */
/* PID 1 does it; others ask PID 1. */
int power_builtin(char **argv);
void power_off(void) __attribute__((noreturn));

/* builtins.c - the table of builtins */
struct builtin {
	int (*run)(char **argv);	/* gives the status */
};
const struct builtin *builtins_find(const char *name);
/* Reports how argv[0] is used; gives STATUS_USAGE. */
int builtins_usage(char **argv);
/* The builtin whose redirections may stay. */
int builtins_exec(char **argv);

#endif
