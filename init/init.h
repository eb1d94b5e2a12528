/*
 * init.h - the contracts between init's topics
 *
 * One topic, one file, one prefix: the block below names the file it belongs to.
 * Functions that can fail report it themselves, in one line, and go on: PID 1 may not exit.
 * Times are milliseconds.
 */
#ifndef INIT_H
#define INIT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#ifndef VERSION
#define VERSION "0.1.0"
#endif

#define DEFAULT_PATH "PATH=/bin:/sbin:/usr/bin:/usr/sbin"

/*
 * log.c - one line to whoever listens
 *
 * log_line("mount ", "/dev", ": ", why, NULL) writes "init: mount /dev: …" with one write(2) to descriptor 2,
 * else to /dev/kmsg; before there is either, up to 1 KiB is kept for log_flush().
 */
void log_line(const char *first, ...) __attribute__((sentinel));
void log_flush(void);

/*
 * options.c - what the kernel command line asks of us
 *
 * The words are split by the kernel's own quoting rules (lib/cmdline.c, next_arg()).
 */
struct options {
	const char *shell;	/* pidone.shell=PATH */
	const char *tty;	/* pidone.tty=TTY,...: terminals' names below /dev */
	const char *input;	/* pidone.input=TTY: a terminal's name below /dev */
	const char *poweroff;	/* pidone.poweroff=acpi|reboot|halt, for power-off and halt */
};
extern struct options options;

/* Cuts the next word off *text: its name, and its value or NULL. False at the end. Writes into the text. */
bool options_next(char **text, char **name, char **value);
/* Takes one pidone. word; other words are not ours. An unknown one, or a bad value, is named and ignored. */
void options_take(const char *name, const char *value);
/* Reads /proc/cmdline, then the words of argv, which also arrive where there is no /proc. */
void options_read(char **argv);
void options_help(void);

/* mounts.c - what is mounted at boot, first to last; and at the end, last to first */
void mounts_setup(void);
void mounts_teardown(void);
/* Cuts the mount point out of one line of /proc/self/mounts, its \040 escapes undone. NULL if there is none. */
char *mounts_point(char *line);

/* nodes.c - device nodes where the kernel has no devtmpfs, and the links of /dev */
void nodes_setup(void);
void nodes_links(void);

/* console.c - descriptors 0, 1 and 2 */
void console_open(void);
/* Output bytes leave as they are: \n is not turned into \r\n. */
void console_plain(void);
/* For a child before exec: a new session on this terminal, or on the console if "". Not an error if it is none. */
void console_control(const char *tty);

/* signals.c - blocked from the first instruction, read as data */
void signals_block(void);
/* For a child before exec: nothing blocked (signals_block() set no handler, so there is none to undo). */
void signals_unblock(void);
/* Waits for a signal at most ms (-1: for ever). The signal's number, or 0 when the time has passed. */
int signals_wait(int ms);

/* reap.c - wait for the dead, ours and the orphans given to us */
/* Reaps all that are dead by now, calling dead() for each. False if no child is left, dead or alive. */
bool reap_all(void (*dead)(pid_t pid, int status));

/* service.c - the shells, one a terminal: started, and started again when they end */
void service_setup(void);
void service_start_due(void);
void service_ended(pid_t pid, int status);
/* Milliseconds until a start is due; -1 if none is. */
int service_due(void);

/* input.c - the shell's standard input, when it comes from a pipe on the host (pidone.input=) */
/* The reading end of a pipe that carries the host's input to its end, or -1. */
int input_open(const char *tty);

/* shutdown.c - from "please" to reboot(2) */
enum ending { POWEROFF, REBOOT, HALT };
void shutdown_machine(enum ending how) __attribute__((noreturn));
/* True if one line of /proc/PID/stat is that of a session leader with a terminal. */
bool shutdown_is_terminal_leader(const char *stat);

/* power.c - reboot(2), and what to do where the power cannot be switched off */
/* How the machine can be made to end. Looks into /sys: to be asked while that is mounted. */
enum ending power_policy(enum ending how);
/* Says what was asked for, and does it by other means where the policy says so. */
void power_end(enum ending how, enum ending by) __attribute__((noreturn));

#endif
