/* text.c - what we need of a text, without stdio and strtol: those weigh a third of init */
#include <string.h>

#include "init.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

const char *text_number(const char *s, long *n)
{
	bool negative = *s == '-';
	const char *digits = s + negative;

	for (s = digits, *n = 0; *s >= '0' && *s <= '9' && s - digits < 18; s++)
		*n = *n * 10 + *s - '0';
	if (negative)
		*n = -*n;
	return s > digits ? s : NULL;
}

const char *text_from(uint64_t n, unsigned base)
{
	static char buffers[2][24];
	static int which;
	char *p = buffers[which ^= 1] + sizeof(buffers[0]) - 1;

	do
		*--p = "0123456789abcdef"[n % base];
	while (n /= base);
	return p;
}

bool text_append(char *to, size_t size, const char *s)
{
	size_t len = strlen(to), n = strlen(s);
	bool fits = n < size - len;

	if (!fits)
		n = size - 1 - len;
	memcpy(to + len, s, n);
	to[len + n] = '\0';
	return fits;
}

char *text_line(char **text)
{
	char *line = *text;

	if (!*line)
		return NULL;
	while (**text && **text != '\n')
		++*text;
	if (**text)
		*(*text)++ = '\0';
	return line;
}

char *text_word(char **text)
{
	char *p = *text;

	while (is_blank(*p))
		p++;
	char *word = p;
	while (*p && !is_blank(*p))
		p++;
	*text = p + (*p != '\0');
	*p = '\0';
	return *word ? word : NULL;
}

const char *text_behind(const char *s, const char *prefix)
{
	while (*prefix)
		if (*s++ != *prefix++)
			return NULL;
	return s;
}

bool text_item(const char **list, char *item, size_t size)
{
	size_t len = strcspn(*list, ",");
	bool fits = len < size;

	*item = '\0';
	strncat(item, *list, fits ? len : size - 1);
	*list += len + ((*list)[len] == ',');
	return fits;
}

const char *text_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

bool text_listed(const char *list, const char *word)
{
	if (strchr(word, ','))
		return false;
	for (const char *rest; list && *list; list = strchr(list, ',') ? strchr(list, ',') + 1 : NULL)
		if ((rest = text_behind(list, word)) && (*rest == ',' || !*rest))
			return true;
	return false;
}
