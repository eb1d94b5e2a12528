/*
 * vars.c - variables: NAME=value, exported or not
 *
 * One stretch of memory holds them all, one record behind the other: a mark, "NAME=value" and a zero.
 * Setting a variable takes its old record out and appends the new one, so that there is nothing to free
 * and nothing that leaks. The environment for execve(2) is pointers into it.
 */
#include "sysh.h"

enum mark { LOCAL = 'l', EXPORTED = 'x' };

static char records[VARS_BYTES];
static unsigned used;

size_t vars_name_length(const char *s)
{
	size_t n = 0;

	while ((s[n] >= 'a' && s[n] <= 'z') || (s[n] >= 'A' && s[n] <= 'Z') || s[n] == '_' ||
	       (n && s[n] >= '0' && s[n] <= '9'))
		n++;
	return n;
}

static char *find(const char *name, size_t n)
{
	for (char *r = records; r < records + used; r = (char *)str_next(r)) {
		size_t i = 0;

		while (i < n && r[1 + i] == name[i])
			i++;
		if (i == n && r[1 + n] == '=')
			return r;
	}
	return NULL;
}

const char *vars_get(const char *name, size_t n)
{
	char *record = find(name, n);

	return record ? record + 1 + n + 1 : NULL;
}

static void take_out(char *record)
{
	char *next = (char *)str_next(record);

	memmove(record, next, (size_t)(records + used - next));
	used -= (unsigned)(next - record);
}

bool vars_set(const char *text, bool export)
{
	const char *equals = str_find(text, '=');
	unsigned n = (unsigned)str_length(text);
	char *old = find(text, equals ? (size_t)(equals - text) : n);

	if (old && *old == EXPORTED)
		export = true;
	/* A mark, the text, '=' and zero. */
	if (n + 3 > VARS_BYTES - used) {
		error("no room for a variable", NULL, 0);
		return false;
	}
	if (old && !equals) {
		*old = export ? EXPORTED : LOCAL;
		return true;
	}
	if (old)
		take_out(old);
	char *at = records + used;
	*at++ = export ? EXPORTED : LOCAL;
	at = (char *)memcpy(at, text, n) + n;
	if (!equals)
		*at++ = '=';
	*at++ = '\0';
	used = (unsigned)(at - records);
	return true;
}

void vars_unset(const char *name, size_t n)
{
	char *record = find(name, n);

	if (record)
		take_out(record);
}

char **vars_environ(void)
{
	/* A record has a mark, '=' and a zero at least. */
	static char *environ[VARS_BYTES / 3 + 1];
	char **end = environ;

	for (char *r = records; r < records + used; r = (char *)str_next(r))
		if (*r == EXPORTED)
			*end++ = r + 1;
	*end = NULL;
	return environ;
}

void vars_print(bool exported)
{
	for (char *r = records; r < records + used; r = (char *)str_next(r))
		if (*r == EXPORTED || !exported) {
			out(r + 1);
			out("\n");
		}
}
