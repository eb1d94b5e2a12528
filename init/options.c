/* options.c - the table of words, which is also what --help prints and what init.8 is tested against */
#include <string.h>
#include <unistd.h>

#include "init.h"

struct options options;

#if WITH_help
#define OPTION(name, help) name "\0" help
#else
#define OPTION(name, help) name
#endif

/* What a value may be: the lists below, by number. */
enum { ANY, NONE_NEEDED, ENDINGS, FAULTS, TMPFS };
static const char *const choices[] = { NULL, "", "acpi,reboot,halt,ioport", "shell,reboot", "tmpfs" };

#define AT(member) (offsetof(struct options, member) / sizeof(char *))

static const struct option {
	const char *name;	/* and behind its NUL, what help says */
	unsigned char at;	/* which of struct options */
	unsigned char choices;
} table[] = {
	{ OPTION("pidone.shell", "=PATH  the shell, instead of inittab"), AT(shell), ANY },
	{ OPTION("pidone.tty", "=TTY,...  a shell on each, instead of inittab"), AT(tty), ANY },
#if WITH_input
	{ OPTION("pidone.input", "=TTY  input from the host"), AT(input), ANY },
#endif
	{ OPTION("pidone.poweroff", "=acpi|reboot|halt|ioport  how power-off ends"), AT(poweroff), ENDINGS },
#if WITH_fault
	{ OPTION("pidone.fault", "=shell|reboot  after a fault in init"), AT(fault), FAULTS },
#endif
#if WITH_shutdown
	{ OPTION("pidone.wait", "=SECONDS  for programs to end (3)"), AT(wait), ANY },
#endif
#if WITH_settings
	{ OPTION("pidone.hostname", "=NAME  not /etc/hostname's"), AT(hostname), ANY },
	{ OPTION("pidone.root", "=tmpfs  move / there, for pivot_root"), AT(root_on), TMPFS },
#endif
	{ OPTION("pidone.mount", "=securityfs,debugfs,tracefs,bpf  mount too"), AT(mount), ANY },
#if WITH_watchdog
	{ OPTION("pidone.watchdog", "=SECONDS  feed /dev/watchdog"), AT(watchdog), ANY },
#endif
#if WITH_trace
	{ OPTION("pidone.trace", "  print steps with times"), AT(trace), NONE_NEEDED },
#endif
#if WITH_inittab
	{ OPTION("pidone.children", "=PID.ID,...  from QUIT to itself"), AT(children), ANY },
#endif
#if WITH_handover
	{ OPTION("root", "=DEVICE|UUID=|LABEL=|PARTUUID=|PARTLABEL=  to hand over to"), AT(root), ANY },
	{ OPTION("rootfstype", "=TYPE,...  its type"), AT(rootfstype), ANY },
	{ OPTION("rootflags", "=OPTION,...  mount options"), AT(rootflags), ANY },
	{ OPTION("rootwait", "  wait for ever, not 10 s"), AT(rootwait), NONE_NEEDED },
	{ OPTION("rootdelay", "=SECONDS  wait first"), AT(rootdelay), ANY },
	{ OPTION("ro", "  read-only (default)"), AT(ro), NONE_NEEDED },
	{ OPTION("rw", "  read-write"), AT(rw), NONE_NEEDED },
	{ OPTION("init", "=PATH  program there (/sbin/init)"), AT(init), ANY },
	{ OPTION("modules", "=NAME,...  load first, with dependencies"), AT(modules), ANY },
#endif
	{ OPTION("console", "=TTY  if no /dev/console"), AT(console), ANY },
};

static bool allowed(const struct option *option, const char *value)
{
	const char *list = choices[option->choices];

	if (option->choices == NONE_NEEDED)
		return true;
	return value && *value && (!list || text_listed(list, value));
}

static void keep(const struct option *option, const char *value)
{
	const char **at = (const char **)&options + option->at;

	if (at == options.console)
		memmove(options.console + 1, options.console, sizeof(options.console) - sizeof(options.console[0]));
	*at = value ? value : "";
	/* The last of the two counts, as with the kernel. */
	if (WITH_handover && at == &options.ro)
		options.rw = NULL;
}

void options_take(const char *name, const char *value, bool plain)
{
	bool ours = text_behind(name, "pidone.");

	if (!ours && !plain)
		return;
	for (const struct option *option = table; option < table + COUNT(table); option++) {
		const char *end = text_behind(name, option->name);

		if (!end || (*end && *end != '='))
			continue;
		if (allowed(option, value))
			keep(option, value);
		else
			log_line(option->name, "=", value ? value : "", ": not a value it takes: ignored, see init --help", NULL);
		return;
	}
	if (ours)
		log_line(name, ": unknown option: ignored, see init --help", NULL);
}

static void put(const char *s)
{
	/* Ignored: nobody is left to tell that the help could not be written. */
	if (write(STDOUT_FILENO, s, strlen(s)) < 0)
		return;
}

void options_help(void)
{
	put("usage: init [--] PROGRAM [ARG...]   PID 1 of a container, or below another program\n"
	    "       init                         PID 1: /etc/inittab, or a shell\n"
	    "       init --help | --version\n");
	if (!WITH_help)
		return;
	put("Before PROGRAM:\n"
	    "  -g  signals to its process group   -s  be a subreaper   -p SIGNAL  when our parent dies\n"
	    "  -e CODE  counts as 0   -w  name reaped orphans   -v  ignored\n"
	    "Kernel command line:\n"
	    "  -- PROGRAM [ARG...]  run it, say how it ended, power off\n");
	for (const struct option *option = table; option < table + COUNT(table); option++) {
		put("  ");
		put(option->name);
		put(option->name + strlen(option->name) + 1);
		put("\n");
	}
	put("Signals: TERM INT 39 restart, USR1 37 halt, USR2 PWR 38 power off, HUP inittab again,\n"
	    "QUIT init again, TSTP hold, CONT go on. See init(8).\n");
}
