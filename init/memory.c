/*
 * memory.c - memory that is taken once and kept
 *
 * Small things side by side: each page that is touched is one that we hold for as long as we run.
 */
#include "init.h"

enum { ARENA_BYTES = 65536, ALIGNMENT = 16 };

void *memory_take(size_t size)
{
	static _Alignas(ALIGNMENT) char arena[ARENA_BYTES] __attribute__((section(".bss.~arena")));
	static size_t used;
	char *at = arena + used;

	size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
	if (size > ARENA_BYTES - used)
		return NULL;
	used += size;
	return at;
}
