/*
 * mem.c - memory for one command line
 *
 * A stretch of pages that cost nothing until they are touched. Everything a command line needs is
 * taken from it, one behind the other, and given back by setting one number.
 */
#include "sysh.h"

enum { ALIGNMENT = 16 };

static _Alignas(ALIGNMENT) char arena[ARENA_BYTES];
static unsigned used;

unsigned mem_left(void)
{
	return ARENA_BYTES - used;
}

char *mem_top(void)
{
	return arena + used;
}

void mem_keep(unsigned n)
{
	n = (n + ALIGNMENT - 1) & -(unsigned)ALIGNMENT;
	/* The callers have looked. If one has not, this ends here and not somewhere else. */
	if (n > mem_left())
		__builtin_trap();
	used += n;
}

void *mem_take(unsigned n)
{
	char *at = mem_top();

	mem_keep(n);
	return memset(at, 0, n);
}

unsigned mem_mark(void)
{
	return used;
}

void mem_release(unsigned mark)
{
	used = mark;
}
