/*
 * string.c - what we use of string.h(0p), small rather than fast
 *
 * musl's read words at a time and are built on each other: together they weigh four times as much.
 * The linker takes these, since they come first.
 */
#include <string.h>

#include "init.h"

void *memset(void *to, int byte, size_t n)
{
	for (char *p = to; n > 0; n--)
		*p++ = byte;
	return to;
}

size_t strlen(const char *s)
{
	const char *end = s;

	while (*end)
		end++;
	return end - s;
}

int strcmp(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return *(const unsigned char *)a - *(const unsigned char *)b;
}

char *strchr(const char *s, int c)
{
	while (*s != (char)c)
		if (!*s++)
			return NULL;
	return (char *)s;
}

char *strrchr(const char *s, int c)
{
	const char *last = NULL;

	do
		if (*s == (char)c)
			last = s;
	while (*s++);
	return (char *)last;
}

size_t strcspn(const char *s, const char *set)
{
	const char *p = s;

	while (*p && !strchr(set, *p))
		p++;
	return p - s;
}

size_t strspn(const char *s, const char *set)
{
	const char *p = s;

	while (*p && strchr(set, *p))
		p++;
	return p - s;
}

char *strpbrk(const char *s, const char *set)
{
	s += strcspn(s, set);
	return *s ? (char *)s : NULL;
}

char *strncat(char *to, const char *s, size_t n)
{
	char *end = to + strlen(to);

	while (n-- > 0 && *s)
		*end++ = *s++;
	*end = '\0';
	return to;
}

char *strcpy(char *to, const char *s)
{
	*to = '\0';
	return strncat(to, s, (size_t)-1);
}

char *strcat(char *to, const char *s)
{
	return strncat(to, s, (size_t)-1);
}
