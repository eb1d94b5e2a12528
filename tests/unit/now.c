/* now.c - now() and now_us(), which are in init/main.c: that has a main() of its own, and is left out here */
#include <time.h>

#include "init.h"

int64_t now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

int64_t now(void)
{
	return now_us() / 1000;
}
