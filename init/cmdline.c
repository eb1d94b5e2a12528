/*
 * cmdline.c - the kernel command line
 *
 * Our words start with "pidone.": the kernel leaves words with a dot alone, it neither warns about them
 * nor hands them to us as arguments or environment. So we read them from /proc/cmdline.
 * There, too, stands what the kernel cuts off our arguments: everything from a second "--" on.
 */
#include <string.h>

#include "init.h"

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == '\xa0';
}

/* A quote that opens the value, or the whole word, goes, and so does the one that closes it; others stay. */
static char *unquote(char *start, char *end)
{
	if (*start != '"')
		return start;
	if (end[-1] == '"')
		end[-1] = '\0';
	return start + 1;
}

bool cmdline_next(char **text, char **name, char **value)
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
		else if (*p == '=' && !equals && p > word + (*word == '"'))
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

/* One word again, as the kernel hands it to an init: a="b c" is "a=b c". */
static char *whole(char *name, const char *value)
{
	if (value) {
		char *equals = name + strlen(name);

		*equals = '=';
		memmove(equals + 1, value, strlen(value) + 1);
	}
	return name;
}

/* Those of ours that come first; then it is the program's. */
static void take_program(char *text)
{
	char **words = memory_take((strlen(text) / 2 + 2) * sizeof(*words)), *name, *value;
	int n = 0;

	while (words && cmdline_next(&text, &name, &value)) {
		if (n == 0 && text_behind(name, "pidone."))
			options_take(name, value, false);
		else
			words[n++] = whole(name, value);
	}
	if (n > 0)
		options.program = words;
}

static void take_kernel(char *text)
{
	char *name, *value;

	while (cmdline_next(&text, &name, &value)) {
		if (!value && strcmp(name, "--") == 0) {
			take_program(text);
			return;
		}
		options_take(name, value, true);
	}
}

void cmdline_read(char **argv, bool ours)
{
	char *text = ours ? file_read_once("/proc/cmdline") : NULL;
	/* The options point into it for as long as we run. */
	char *cmdline = text ? memory_take(strlen(text) + 1) : NULL;

	if (cmdline)
		take_kernel(strcpy(cmdline, text));
	while (*argv && *++argv) {
		const char *value = strchr(*argv, '=');

		if (text_behind(*argv, "pidone."))
			options_take(*argv, value ? value + 1 : NULL, false);
		else if (!text && **argv == '/') {
			options.program = argv;
			return;
		}
	}
}
