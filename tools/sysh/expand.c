/*
 * expand.c - from words as written to words as meant
 *
 * Parameters are put in, what came from them outside quotes is split at blanks, and the quotes go.
 * Characters are written to the end of the arena one by one; a zero ends a field.
 */
#include "sysh.h"

static struct {
	char *at, *end;
	unsigned fields;
	bool begun;		/* the field exists, even if it is empty so far */
	bool split;
	const char *failure;
} e;

static void put(char c)
{
	e.begun = true;
	if (e.at == e.end)
		e.failure = "expanded line too long";
	else
		*e.at++ = c;
}

static void end_field(void)
{
	if (!e.begun)
		return;
	put('\0');
	e.fields++;
	e.begun = false;
}

static void put_value(const char *s, bool quoted)
{
	for (; s && *s; s++)
		if (e.split && !quoted && str_find(" \t\n", *s))
			end_field();
		else
			put(*s);
}

/* "$@" is a field for each argument; the other forms are joined by blanks, and split there if split at all. */
static void put_args(bool quoted, bool each)
{
	for (int i = 0; i < shell.args_count; i++) {
		if (i && each && quoted && e.split)
			end_field();
		else if (i)
			put_value(" ", quoted);
		e.begun = e.begun || quoted;
		put_value(shell.args[i], quoted);
	}
}

static const char *value_of(const char *name, size_t n, char number[NUMBER_BYTES])
{
	int digit = *name - '0';

	switch (*name) {
	case '?': return str_number(number, shell.status);
	case '$': return str_number(number, shell.pid);
	case '#': return str_number(number, shell.args_count);
	case '!': return shell.background ? str_number(number, shell.background) : NULL;
	case '0': return shell.name;
	}
	if (digit > 0 && digit <= 9)
		return digit <= shell.args_count ? shell.args[digit - 1] : NULL;
	return vars_get(name, n);
}

/* s is behind the $; gives what is behind the parameter. */
static const char *put_parameter(const char *s, bool quoted)
{
	char number[NUMBER_BYTES];
	bool braces = *s == '{';
	const char *name = s + braces;
	size_t n = vars_name_length(name);

	if (n == 0 && *name && str_find("?$#!@*0123456789", *name))
		n = 1;
	if (braces && (n == 0 || name[n] != '}'))
		e.failure = "bad substitution";
	else if (n == 0)
		put('$');
	else if (*name == '@' || *name == '*')
		put_args(quoted, *name == '@');
	else
		put_value(value_of(name, n, number), quoted);
	return name + n + braces;
}

static const char *put_escaped(const char *s, bool quoted)
{
	if (s[1] == '\n')
		return s + 2;
	if (s[1] && (!quoted || str_find("$`\"\\", s[1])))
		s++;
	put(*s);
	return s + 1;
}

static const char *put_literal(const char *s)
{
	e.begun = true;
	for (s++; *s && *s != '\''; s++)
		put(*s);
	return s + !!*s;
}

static void put_word(const char *s)
{
	bool quoted = false;

	while (!e.failure && *s) {
		/* With no arguments, "$@" is no field, though the quotes would make one. */
		if (!quoted && e.split && shell.args_count == 0 && str_starts(s, "\"$@\"")) {
			s += 4;
		} else if (*s == '"') {
			e.begun = true;
			quoted = !quoted;
			s++;
		} else if (*s == '$') {
			s = put_parameter(s + 1, quoted);
		} else if (*s == '\\') {
			s = put_escaped(s, quoted);
		} else if (*s == '\'' && !quoted) {
			s = put_literal(s);
		} else {
			put(*s++);
		}
	}
}

/* Behind the fields, the vector that points to them. */
static char **vector(char *field)
{
	mem_keep((unsigned)(e.at - field));
	char **fields = mem_take((e.fields + 1) * (unsigned)sizeof(char *));

	for (unsigned i = 0; i < e.fields; i++) {
		fields[i] = field;
		field = (char *)str_next(field);
	}
	return fields;
}

static char **expand(const struct word *words, bool split)
{
	char *start = mem_top();

	e.at = start;
	e.end = start + mem_left();
	e.fields = 0;
	e.split = split;
	e.failure = NULL;
	for (; words; words = words->next) {
		e.begun = !split;
		put_word(words->text);
		end_field();
	}
	if ((size_t)(e.end - e.at) < (e.fields + 2) * sizeof(char *) + 32)
		e.failure = "expanded line too long";
	if (e.failure) {
		error(e.failure, NULL, 0);
		return NULL;
	}
	return vector(start);
}

char **expand_words(const struct word *words)
{
	return expand(words, true);
}

char *expand_text(char *text)
{
	const struct word word = { NULL, text };
	char **fields = expand(&word, false);

	return fields ? *fields : NULL;
}
