/* options.c - the table of words, which is also what --help prints and what init.8 is tested against */
#include <string.h>
#include <unistd.h>

#include "init.h"

struct options options;

#define HELP(text) (WITH_help ? (text) : NULL)

static const struct option {
	const char *name;
	const char **value;
	const char *choices;	/* comma-separated; NULL: any but none; "": no value needed */
	const char *help;
} table[] = {
	{ "pidone.shell", &options.shell, NULL, HELP("=PATH  this shell, instead of inittab's programs") },
	{ "pidone.tty", &options.tty, NULL, HELP("=TTY,...  a shell on each of these terminals, instead of inittab's") },
#if WITH_input
	{ "pidone.input", &options.input, NULL, HELP("=TTY  standard input comes from the host over this port") },
#endif
	{ "pidone.poweroff", &options.poweroff, "acpi,reboot,halt,ioport",
	  HELP("=acpi|reboot|halt|ioport  how a power-off ends") },
#if WITH_fault
	{ "pidone.fault", &options.fault, "shell,reboot", HELP("=shell|reboot  what follows a fault in init itself") },
#endif
#if WITH_shutdown
	{ "pidone.wait", &options.wait, NULL, HELP("=SECONDS  for programs to end, at shutdown (default 3)") },
#endif
#if WITH_settings
	{ "pidone.hostname", &options.hostname, NULL, HELP("=NAME  instead of /etc/hostname") },
	{ "pidone.root", &options.root_on, "tmpfs", HELP("=tmpfs  move / there, so that pivot_root works") },
#endif
	{ "pidone.mount", &options.mount, NULL, HELP("=securityfs,debugfs,tracefs,bpf  mount these too") },
#if WITH_watchdog
	{ "pidone.watchdog", &options.watchdog, NULL, HELP("=SECONDS  feed /dev/watchdog, which restarts after this time") },
#endif
#if WITH_trace
	{ "pidone.trace", &options.trace, "", HELP("  print each step with its time") },
#endif
#if WITH_inittab
	{ "pidone.children", &options.children, NULL, HELP("=PID.ID,...  what init tells itself at QUIT") },
#endif
#if WITH_handover
	{ "root", &options.root, NULL, HELP("=DEVICE|UUID=|LABEL=|PARTUUID=|PARTLABEL=  the root file system to hand over to") },
	{ "rootfstype", &options.rootfstype, NULL, HELP("=TYPE,...  its type") },
	{ "rootflags", &options.rootflags, NULL, HELP("=OPTION,...  its mount options") },
	{ "rootwait", &options.rootwait, "", HELP("  wait for the device for ever (default 10 s)") },
	{ "rootdelay", &options.rootdelay, NULL, HELP("=SECONDS  wait before looking for it") },
	{ "ro", &options.ro, "", HELP("  mount it read-only (default)") },
	{ "rw", &options.rw, "", HELP("  mount it for writing") },
	{ "init", &options.init, NULL, HELP("=PATH  the program there (default /sbin/init)") },
	{ "modules", &options.modules, NULL, HELP("=NAME,...  load these first, with what they depend on") },
#endif
	{ "console", options.console, NULL, HELP("=TTY  where there is no /dev/console") },
};

static bool allowed(const struct option *option, const char *value)
{
	if (option->choices && !*option->choices)
		return true;
	return value && *value && (!option->choices || text_listed(option->choices, value));
}

static void keep(const struct option *option, const char *value)
{
	if (option->value == options.console)
		memmove(options.console + 1, options.console, sizeof(options.console) - sizeof(options.console[0]));
	*option->value = value ? value : "";
	/* The last of the two counts, as with the kernel. */
	if (WITH_handover && option->value == &options.ro)
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
	put("usage: init [--] PROGRAM [ARG...]   as PID 1 of a container, or below another program\n"
	    "       init                         as PID 1: /etc/inittab, or a shell at the console\n"
	    "       init --help | --version\n");
	if (!WITH_help)
		return;
	put("\nIn a container, before PROGRAM:\n"
	    "  -g  signals go to its process group     -s  be a subreaper, where not PID 1\n"
	    "  -p SIGNAL  sent to us when our parent dies    -e CODE  this exit status counts as 0\n"
	    "  -w  name each orphan that is reaped     -v  ignored\n"
	    "\nOn the kernel command line:\n"
	    "  -- PROGRAM [ARG...]  run it, say how it ended, power off\n");
	for (const struct option *option = table; option < table + COUNT(table); option++) {
		put("  ");
		put(option->name);
		put(option->help);
		put("\n");
	}
	put("\nSignals: TERM, INT, 39 restart; USR1, 37 halt; USR2, PWR, 38 power off; HUP inittab again;\n"
	    "QUIT init again; TSTP hold, CONT go on. Manual: init(8).\n");
}
