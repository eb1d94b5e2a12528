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

static void append(const char *s)
{
	unsigned n = (unsigned)str_length(s);

	memcpy(records + used, s, n);
	used += n;
}

/* The pieces together are "NAME=value", and are not in the records themselves. */
static bool set(const char *name, size_t n, const char *first, const char *second, bool export)
{
	char *old = find(name, n);

	if (str_length(first) + str_length(second) + 2 > VARS_BYTES - used) {
		error("no room for a variable", NULL, 0);
		return false;
	}
	if (old) {
		export = export || *old == EXPORTED;
		take_out(old);
	}
	records[used++] = export ? EXPORTED : LOCAL;
	append(first);
	append(second);
	records[used++] = '\0';
	return true;
}

bool vars_set(const char *assignment, bool export)
{
	const char *equals = str_find(assignment, '=');

	return equals && set(assignment, (size_t)(equals - assignment), assignment, "", export);
}

bool vars_set_named(const char *name, const char *value, bool export)
{
	return set(name, str_length(name) - 1, name, value, export);
}

void vars_unset(const char *name, size_t n)
{
	char *record = find(name, n);

	if (record)
		take_out(record);
}

bool vars_export(const char *name)
{
	size_t n = str_length(name);
	char *record = find(name, n);

	if (!record)
		return set(name, n, name, "=", true);
	*record = EXPORTED;
	return true;
}

char **vars_environ(void)
{
	static char *environ[ENVIRON_MAX + 1];
	unsigned n = 0;

	for (char *r = records; r < records + used && n < ENVIRON_MAX; r = (char *)str_next(r))
		if (*r == EXPORTED)
			environ[n++] = r + 1;
	environ[n] = NULL;
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
