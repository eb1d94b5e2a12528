/*
 * options.c - what the kernel command line asks of us
 *
 * Our words start with "pidone.": the kernel leaves words with a dot alone, it neither warns about them
 * nor hands them to us as arguments or environment. So we read them from /proc/cmdline.
 */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "init.h"

/* COMMAND_LINE_SIZE is 2048 on x86, 4096 at most elsewhere (arch/.../asm/setup.h). */
enum { CMDLINE_BYTES = 4096 };

struct options options;

static const char *const endings[] = { "acpi", "reboot", "halt", NULL };

static const struct option {
	const char *name;
	const char **value;
	const char *const *choices;
	const char *help;
} table[] = {
	{ "shell", &options.shell, NULL,
	  "=PATH                  the shell at the prompt (default /bin/sysh)" },
	{ "tty", &options.tty, NULL,
	  "=TTY,...                a shell on each of these terminals (default: the console)" },
	{ "input", &options.input, NULL,
	  "=TTY                   read the shell's input from the host over this port; power off at its end" },
	{ "poweroff", &options.poweroff, endings,
	  "=acpi|reboot|halt   how a power-off ends (default: acpi where there is one, else reboot)" },
};

enum { OPTIONS = sizeof(table) / sizeof(table[0]) };

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* A quote that opens the value, or the whole word, goes, and so does the one that closes it; others stay. */
static char *unquote(char *start, char *end)
{
	if (*start != '"')
		return start;
	if (end > start + 1 && end[-1] == '"')
		end[-1] = '\0';
	return start + 1;
}

bool options_next(char **text, char **name, char **value)
{
	char *p = *text;

	while (is_space(*p))
		p++;
	if (!*p)
		return false;

	char *word = p, *equals = NULL;
	for (bool quoted = false; *p && (quoted || !is_space(*p)); p++) {
		if (*p == '"')
			quoted = !quoted;
		else if (*p == '=' && !equals && p > word)
			equals = p;
	}
	*text = *p ? p + 1 : p;
	*p = '\0';

	*name = unquote(word, p);
	*value = NULL;
	if (equals) {
		*equals = '\0';
		*value = unquote(equals + 1, p);
	}
	return true;
}

static bool allowed(const struct option *option, const char *value)
{
	if (!value || !*value)
		return false;
	if (!option->choices)
		return true;
	for (const char *const *choice = option->choices; *choice; choice++)
		if (strcmp(*choice, value) == 0)
			return true;
	return false;
}

void options_take(const char *name, const char *value)
{
	if (strncmp(name, "pidone.", 7) != 0)
		return;
	for (const struct option *option = table; option < table + OPTIONS; option++) {
		if (strcmp(option->name, name + 7) != 0)
			continue;
		if (allowed(option, value))
			*option->value = value;
		else
			log_line(name, "=", value ? value : "", ": not a value it takes: ignored, see init --help", NULL);
		return;
	}
	log_line(name, ": unknown option: ignored, see init --help", NULL);
}

static void take_words(char *text)
{
	char *name, *value;

	while (options_next(&text, &name, &value))
		options_take(name, value);
}

void options_read(char **argv)
{
	/* Not on the stack: the options point into it for as long as we run. */
	static char cmdline[CMDLINE_BYTES];
	int fd = open("/proc/cmdline", O_RDONLY | O_CLOEXEC);

	/* Without /proc only argv speaks; mounts_setup() has said what is missing. */
	if (fd >= 0) {
		ssize_t n = read(fd, cmdline, sizeof(cmdline) - 1);
		close(fd);
		cmdline[n > 0 ? n : 0] = '\0';
		take_words(cmdline);
	}
	for (char **arg = argv + 1; argv[0] && *arg; arg++)
		take_words(*arg);
}

static void put(const char *s)
{
	/* Ignored: nobody is left to tell that the help could not be written. */
	if (write(STDOUT_FILENO, s, strlen(s)) < 0)
		return;
}

void options_help(void)
{
	put("usage: init            as PID 1: set up the system and keep a shell at the console\n"
	    "       init --help | --version\n\n"
	    "Words on the kernel command line:\n");
	for (const struct option *option = table; option < table + OPTIONS; option++) {
		put("  pidone.");
		put(option->name);
		put(option->help);
		put("\n");
	}
	put("\nSignals: TERM or INT restart, USR1 halt, USR2 power off.\n");
}
