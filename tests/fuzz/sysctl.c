/*
 * sysctl.c - a whole sysctl.conf: whatever it says, nothing is written but below /proc/sys
 *
 * The file is compiled here, with that for a file, and nothing is written.
 */
#include "fuzz.h"

static char *conf;

static char *pretend_read(const char *path)
{
	(void)path;
	return conf;
}

static bool pretend_write(const char *path, const char *text)
{
	(void)text;
	assert(text_behind(path, "/proc/sys/"));
	assert(!strstr(path, "/.."));
	assert(!strchr(path, '\n'));
	return false;
}

#define file_read pretend_read
#define file_write pretend_write
#include "../../init/sysctl.c"

void fuzz_sysctl(char *text)
{
	conf = text;
	apply("");
}
