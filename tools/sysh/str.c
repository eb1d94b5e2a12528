/*
 * str.c - strings and numbers (and what the compiler calls by itself)
 *
 * Compilers turn assignments of structures into calls of memcpy() and memset(), library or not.
 * They also turn loops like the ones below into such calls: KEEP_LOOP stops them from calling themselves.
 */
#include "sysh.h"

#define KEEP_LOOP __asm__ volatile("")

void *memcpy(void *to, const void *from, size_t n)
{
	return memmove(to, from, n);
}

void *memmove(void *to, const void *from, size_t n)
{
	char *t = to;
	const char *f = from;

	if (t < f)
		for (size_t i = 0; i < n; i++) {
			t[i] = f[i];
			KEEP_LOOP;
		}
	else
		while (n--) {
			t[n] = f[n];
			KEEP_LOOP;
		}
	return to;
}

void *memset(void *to, int c, size_t n)
{
	for (char *t = to; n--; t++) {
		*t = (char)c;
		KEEP_LOOP;
	}
	return to;
}

size_t str_length(const char *s)
{
	size_t n = 0;

	while (s[n])
		n++;
	return n;
}

const char *str_next(const char *s)
{
	return s + str_length(s) + 1;
}

bool str_starts(const char *s, const char *start)
{
	while (*start && *s == *start)
		s++, start++;
	return !*start;
}

bool str_equal(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return *a == *b;
}

const char *str_find(const char *s, char c)
{
	for (; *s; s++)
		if (*s == c)
			return s;
	return NULL;
}

char *str_number(char buffer[NUMBER_BYTES], int n)
{
	char *at = buffer + NUMBER_BYTES - 1;
	unsigned left = n < 0 ? -(unsigned)n : (unsigned)n;

	*at = '\0';
	do
		*--at = (char)('0' + left % 10);
	while (left /= 10);
	if (n < 0)
		*--at = '-';
	return at;
}

int str_to_number(const char *s)
{
	int n = 0;

	if (!*s)
		return -1;
	for (; *s; s++)
		if (*s < '0' || *s > '9' || __builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, *s - '0', &n))
			return -1;
	return n;
}
