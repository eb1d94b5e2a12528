/*
 * modules.c - a modules.dep, behind the name of a module on the first line
 *
 * The file is compiled here, with that for a file; no module is there to be opened.
 */
#include <fcntl.h>

#include "fuzz.h"

static char *list;

static char *pretend_read(const char *path)
{
	return strstr(path, "modules.dep") ? list : NULL;
}

#define file_read pretend_read
#define open(...) (-1)
#include "../../init/modules.c"

void fuzz_modules(char *text)
{
	char *name = text_line(&text);

	list = text;
	if (name)
		modules_load(name);
}
