/*
 * inittab.c - id:runlevels:action:process, as busybox has it
 *
 * id is a terminal's name, or empty for the console; runlevels mean nothing; process is a command.
 */
#include <string.h>

#include "init.h"

static const char *const names[ACTIONS] = {
	[SYSINIT] = "sysinit", [WAIT] = "wait", [ONCE] = "once", [RESPAWN] = "respawn", [ASKFIRST] = "askfirst",
	[CTRLALTDEL] = "ctrlaltdel", [SHUTDOWN] = "shutdown", [RESTART] = "restart",
};

static int action_of(const char *name)
{
	for (int i = 0; i < ACTIONS; i++)
		if (strcmp(name, names[i]) == 0)
			return i;
	return -1;
}

/* Cuts the text up to the next colon off, or NULL if there is none. */
static char *field(char **line)
{
	char *start = *line, *colon = strchr(start, ':');

	if (!colon)
		return NULL;
	*colon = '\0';
	*line = colon + 1;
	return start;
}

static const char *entry(char *line)
{
	const char *tty = field(&line);
	const char *action = tty && field(&line) ? field(&line) : NULL;

	if (!action)
		return "not id:runlevels:action:process";
	if (action_of(action) < 0)
		return "unknown action";
	line += strspn(line, " \t");
	if (!*line)
		return "no process";
	service_add(action_of(action), tty, line);
	return NULL;
}

void inittab_parse(char *text)
{
	char *line;

	for (int number = 1; (line = text_line(&text)); number++) {
		const char *wrong;

		line += strspn(line, " \t");
		if (*line && *line != '#' && (wrong = entry(line)))
			log_line("/etc/inittab: line ", text_from(number, 10), ": ", wrong, ": ignored", NULL);
	}
}
