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
#include <stdint.h>
#include <sys/types.h>

#ifndef VERSION
#define VERSION "0.1.0"
#endif

/*
 * What can be left out: make INIT=minimal leaves all of it out, make INIT="program container" all but these two.
 * What is switched off here is dead code, which the compiler and the linker drop.
 */
#ifndef FEATURES_CHOSEN
#define WITH_program 1		/* one program on the kernel command line, behind " -- " */
#define WITH_inittab 1		/* /etc/inittab; without it the built-in default */
#define WITH_handover 1		/* root=: modules, the root file system, its own init */
#define WITH_container 1	/* init of a container */
#define WITH_settings 1		/* hostname, loopback, clock, seed, sysctl.d, fstab, rc.d, pidone.root=tmpfs */
#define WITH_shutdown 1		/* swap, loop devices, kexec, countdown */
#define WITH_nodes 1		/* device nodes where the kernel has no devtmpfs */
#define WITH_input 1		/* pidone.input= */
#define WITH_watchdog 1		/* pidone.watchdog= */
#define WITH_fault 1		/* the handler for init's own faults */
#define WITH_trace 1		/* pidone.trace */
#define WITH_help 1		/* init --help says more than where the manual is */
#endif

/* What is touched seldom goes behind what is touched always: a page is ours as soon as one byte of it is. */
#define BEHIND __attribute__((section(".bss.~behind")))
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/*
 * log.c - one line to whoever listens
 *
 * log_line("mount ", "/dev", ": ", why, NULL) writes "init: mount /dev: …" with one write(2) to descriptor 2,
 * else to /dev/kmsg; before there is either, up to 1 KiB is kept for log_flush(). A console that takes
 * nothing (XOFF) does not hold us: the line is for /dev/kmsg then.
 */
void log_line(const char *first, ...) __attribute__((sentinel));
/* "init: WHAT ON: WHY" from errno. */
void log_error(const char *what, const char *on);
/* To the kernel's log alone, for what is worth no line on the console. */
void log_notice(const char *what, const char *on);
void log_flush(void);
/* Descriptor 2 is /dev/null: nobody listens there. */
extern bool log_mute;
/* The name of a step and the microseconds since power-on, if pidone.trace asks for it. */
void log_step(const char *name);
/* strerror(3) for the errors that a PID 1 meets, "error 123" for others: musl's table weighs a tenth of init. */
const char *log_why(int error);

/* text.c - what we need of a text, without stdio and strtol */
/* A decimal number of at most 18 digits; the text behind it, or NULL if there is none. */
const char *text_number(const char *s, long *n);
/* n in decimal, or in hexadecimal with base 16. Valid until the next call but one. */
const char *text_from(uint64_t n, unsigned base);
/* Appends to a string in an array of size bytes. False, and cut, if it does not fit. */
bool text_append(char *to, size_t size, const char *s);
/* Cuts the next line off *text, or NULL at the end. Writes into the text. */
char *text_line(char **text);
/* Cuts the next word off *text: what stands between blanks, or NULL. Writes into the text. */
char *text_word(char **text);
/* What stands behind the prefix, or NULL if s does not begin with it. */
const char *text_behind(const char *s, const char *prefix);
/* Copies the next item of a comma-separated list into an array of size bytes. False, and cut, if it does not fit. */
bool text_item(const char **list, char *item, size_t size);
/* The last part of a path: what stands behind its last slash. */
const char *text_base(const char *path);
/* Whether word is one of the comma-separated list. */
bool text_listed(const char *list, const char *word);

/* memory.c - memory that is taken once and kept, zeroed; NULL when 64 KiB are used up */
void *memory_take(size_t size);

/* file.c - small files, whole */
/* The text, NUL-terminated and ours to write into, valid until the next call; NULL with errno set. 1 MiB at most. */
char *file_read(const char *path);
/* With one read(2): for what the kernel hands out whole, as it does files of a disk and /proc/cmdline. */
char *file_read_once(const char *path);
/* Gives the memory of the last text back. */
void file_forget(void);
/* False with errno set. */
bool file_write(const char *path, const char *text);
/* The next name in a directory, by its bytes, behind name, which it replaces; false after the last that is wanted. */
enum { NAME_BYTES = 256 };
bool file_next(const char *directory, bool (*wanted)(const char *name), char name[NAME_BYTES]);
/* Calls entry(name, with) for each entry of a directory but . and .., until it returns false. False with errno set. */
bool file_each(int directory, bool (*entry)(const char *name, void *with), void *with);

/*
 * cmdline.c - the kernel command line
 *
 * The words are split by the kernel's own quoting rules (lib/cmdline.c, next_arg()).
 */
/* Cuts the next word off *text: its name, and its value or NULL. False at the end. Writes into the text. */
bool cmdline_next(char **text, char **name, char **value);
/* Takes the words of /proc/cmdline, if the machine is ours, and of argv, which also arrive where there is no /proc. */
void cmdline_read(char **argv, bool ours);

/* options.c - what the words ask of us; NULL where they do not */
enum { CONSOLES = 4 };
struct options {
	const char *shell, *tty, *input;
	const char *poweroff, *fault, *wait, *hostname, *mount, *watchdog, *root_on, *children;
	const char *trace;
	/* The kernel's, and every initramfs's. */
	const char *root, *rootfstype, *rootflags, *rootwait, *rootdelay, *init, *modules, *rw, *ro;
	const char *console[CONSOLES];	/* the last one first */
	char **program;			/* the words behind " -- ", or NULL */
};
extern struct options options;

/*
 * Takes one word; the name may go on with "=". An unknown pidone. word, or a bad value, is named and ignored.
 * Other words are taken only if plain is true, since only the kernel's command line may have those.
 */
void options_take(const char *name, const char *value, bool plain);
void options_help(void);

/* mounts.c - what is mounted at boot, first to last */
void mounts_first(void);	/* /proc, /dev, /sys, /run: what we need ourselves, and hand over */
void mounts_rest(void);
/* Whether something is mounted there already. */
bool mounts_has(const char *where);
/* Cuts source and mount point off a line of /proc/self/mounts or fstab, \040 escapes undone. False if there are none. */
bool mounts_cut(char **line, char **source, char **point);

/* unmount.c - the way down: swap off, last mounted first unmounted, read-only where busy */
void unmount_all(void);

/* nodes.c - device nodes where the kernel has no devtmpfs, and the links of /dev */
void nodes_setup(void);
void nodes_links(void);

/* console.c - descriptors 0, 1 and 2 */
void console_open(void);
/* Output bytes leave as they are: \n is not turned into \r\n. */
void console_plain(void);
/* Back to what a shell expects, after a program that died in raw mode. */
void console_sane(int fd);
/* Opens a terminal by its path, without waiting: a modem line waits for a carrier. -1 with errno set. */
int console_reach(const char *path);
/* Points 0, 1 and 2 at fd, which is closed if it is none of them. */
void console_take(int fd);

/* signals.c - blocked from the first instruction, read as data */
/* Blocks every signal. The mask that we were given is kept for our children. */
void signals_block(void);
/* For a child before exec: the mask that we were given. */
void signals_restore(void);
/* Those that interrupt: handler(sig, info, context), on the alternate stack. */
void signals_let(const unsigned char *sigs, size_t count, void *handler);
/* Waits for a signal at most ms (-1: for ever). The signal's number, or 0 when the time has passed. */
int signals_wait(int ms);

/* fault.c - our own SIGSEGV and the like: says where, then a rescue shell or a restart (pidone.fault=) */
void fault_setup(void);

/* reap.c - wait for the dead, ours and the orphans given to us */
/* Reaps all that are dead by now, calling dead() for each. False if no child is left, dead or alive. */
bool reap_all(void (*dead)(pid_t pid, int status));

/* spawn.c - from PID 1 to a program of its own session */
enum terminal {
	NO_TERMINAL,	/* a session without one */
	IF_FREE,	/* the console's, unless another session has it */
	TAKE,		/* taken from whoever has it */
};
struct spawn {
	char *const *argv;	/* NULL: the shell that was asked for, or one that is there */
	const char *tty;	/* "/dev/tty1", or "" for ours */
	enum terminal terminal;
	int input;		/* a descriptor for standard input, or -1 */
	bool login;		/* argv[0] gets a "-" in front */
	bool ask;		/* waits for Enter first */
	bool again;		/* the terminal may have been left in any state */
};
/* The child's process, or -1 with errno set. */
pid_t spawn(const struct spawn *what);
/* execve(2), looked up in PATH. Returns only if it failed: the better of the errors. */
int spawn_exec(const char *name, char *const *argv);
/* The end of a child whose exec failed so: says it, and exits with 127 if there is no such program, else 126. */
void spawn_failed(const char *name, int why) __attribute__((noreturn));
/* PATH, HOME, SHELL, USER and TERM where the kernel gave us none. */
void spawn_environment(void);
/* getenv(3) */
const char *spawn_variable(const char *name);
/* fork(2): the child has its own memory, and may wait. */
pid_t spawn_fork(void);
/* The kernel out of memory kills another; our children from now on are not spared so. */
void spawn_protect(void);


/* service.c - inittab's entries: started, waited for, and started again when they end */
enum action { SYSINIT, WAIT, ONCE, RESPAWN, ASKFIRST, CTRLALTDEL, SHUTDOWN, RESTART, ACTIONS };
/* An entry as inittab has it: kept, or taken for the one it is already. */
void service_add(enum action action, const char *tty, const char *command);
void service_setup(void);
/* Reads inittab again: what is no longer in it is not started again. */
void service_reload(void);
/* Starts what is due. */
void service_step(void);
void service_ended(pid_t pid, int status);
/* Milliseconds until a start is due; -1 if none is. */
int service_due(void);
/* Stops starting anything, or goes on. */
void service_hold(bool on);
/* Runs the entries of an action, one after another, until they end or a signal asks for a shutdown. False if there are none. */
bool service_run(enum action action);
/* Executes the restart entry, or ourselves again; the children stay ours. Returns if that fails. */
void service_restart(char **argv);

/* inittab.c - id:runlevels:action:process, as busybox has it */
void inittab_parse(char *text);

/* program.c - one program, its end on one line, and the machine's end */
void program_run(char **argv) __attribute__((noreturn));
/* "exit 42" or "signal 11 (SIGSEGV)" from a wait status. Valid until the next call. */
const char *program_end(int status);
/* The number of a signal's name, with or without SIG, or of a number; 0 if it is none. */
int program_signal(const char *name);

/*
 * container.c - init of a container, as tini and catatonit are
 *
 * Runs the program that the arguments name, and returns its status for us to exit with: 128 + N for signal N.
 * -1 if they name none; 2 for bad usage, reported.
 */
int container_main(char **argv, bool first);

/* root.c - from the initramfs to the root file system and its init */
void root_handover(char **argv) __attribute__((noreturn));
/* Whether / is an initramfs, or another file system in memory. */
bool root_is_memory(void);
/* Mounts a device, by the type that was given, that its superblock says, or that the kernel tries. False, reported. */
bool root_mount(const char *device, const char *where, const char *type, unsigned long flags, const char *data);
/* Makes what is mounted at path the root, with /dev, /proc, /sys and /run moved, and deletes the former. False, reported. */
bool root_switch(const char *path);
/* The root of an initramfs is moved onto a tmpfs, so that pivot_root(2) works in it. */
void root_to_tmpfs(void);

/* device.c - which device is meant: /dev/NAME, UUID=, LABEL=, PARTUUID=, PARTLABEL= */
enum { DEVICE_BYTES = 64 };
/* Its path below /dev. False if there is none now. */
bool device_find(const char *spec, char path[DEVICE_BYTES]);

/* superblock.c - what a file system says of itself */
struct superblock {
	char type[12], label[65];
	uint8_t uuid[16];
	int uuid_bytes;		/* 16; 4 with FAT; 0: none */
};
/* False if it is none that we know. */
bool superblock_read(int fd, struct superblock *of);

/* partition.c - the unique id of a partition, from its disk's table (GPT or MBR) */
/* The bytes as they are written in text: 16, or 5 (disk, number) with MBR. 0 if there is none. */
int partition_uuid(int disk, int number, int sector, uint8_t uuid[16]);

/* modules.c - kernel modules by name, with what they depend on */
void modules_load(const char *names);
/* The line of modules.dep for a module's name, or NULL. Writes into the text. */
char *modules_line(char *text, const char *name);

/* tree.c - whole directories; what is mounted in them is left alone */
bool tree_delete(int directory);
bool tree_copy(int from, int to);

/* fstab.c - /etc/fstab */
/* Cuts off the words that are mount flags; what is left is for the file system. */
unsigned long fstab_options(char *words, char *data, size_t size, bool *skip);
void fstab_mount(void);

/* sysctl.c - /etc/sysctl.d */
void sysctl_setup(void);

/* system.c - name, loopback, clock, random seed */
void system_setup(void);
/* A new seed for the next boot, where there was one. */
void system_keep_seed(void);

/* watchdog.c - /dev/watchdog, fed while we live */
void watchdog_setup(void);
/* Milliseconds until it wants to be fed, which this does; -1: there is none. */
int watchdog_feed(void);
/* Its time-out; -1: there is none. */
int watchdog_limit(void);

/* input.c - the shell's standard input, when it comes from a pipe on the host (pidone.input=) */
/* The reading end of a pipe that carries the host's input to its end, or -1. */
int input_open(const char *tty);

/* shutdown.c - from "please" to reboot(2) */
enum ending { POWEROFF, REBOOT, HALT };
void shutdown_machine(enum ending how) __attribute__((noreturn));
/* What a signal asks for; -1 if it is none of these. */
int shutdown_asked(int sig);
/* True if one line of /proc/PID/stat is that of a session leader with a terminal. */
bool shutdown_is_terminal_leader(const char *stat);

/* power.c - reboot(2), and what to do where the power cannot be switched off */
/* How the machine can be made to end. Looks into /sys: to be asked while that is mounted. */
enum ending power_policy(enum ending how);
/* Says what was asked for, and does it by other means where the policy says so. */
void power_end(enum ending how, enum ending by) __attribute__((noreturn));
/* Whether the machine is ours: false in a container. Also makes Ctrl-Alt-Del a signal to us. */
bool power_is_ours(void);

/* main.c - time since power-on */
int64_t now_us(void);
int64_t now(void);

#endif
