/* modules.c - kernel modules by name, with what they depend on: modules.dep(5), finit_module(2) */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "init.h"

enum { PATH_BYTES = 256, MODULE_BYTES = 64, DEPENDENCIES_MAX = 64, COMPRESSED_FILE = 4 /* MODULE_INIT_COMPRESSED_FILE */ };

static char directory[128];

static char plain(char c)
{
	return c == '-' ? '_' : c;
}

/* Whether a path's file is the module NAME.ko, or NAME.ko.xz and the like. - and _ are the same. */
static bool is_file_of(const char *path, size_t len, const char *name)
{
	size_t start = len;

	while (start > 0 && path[start - 1] != '/')
		start--;
	for (; start < len && *name; start++, name++)
		if (plain(path[start]) != plain(*name))
			return false;
	return text_behind(path + start, ".ko");
}

char *modules_line(char *text, const char *name)
{
	char *line;

	while ((line = text_line(&text)))
		if (is_file_of(line, strcspn(line, ":"), name))
			return line;
	return NULL;
}

static bool insert(const char *file)
{
	char path[PATH_BYTES] = "";
	const char *end = strrchr(file, '.');

	if (*file != '/')
		text_append(path, sizeof(path), directory);
	text_append(path, sizeof(path), file);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool packed = end && strcmp(end, ".ko") != 0;
	/* EEXIST: it is loaded already. */
	bool done = fd >= 0 && (syscall(SYS_finit_module, fd, "", packed ? COMPRESSED_FILE : 0) == 0 || errno == EEXIST);
	int why = errno;
	if (fd >= 0)
		close(fd);
	errno = why;
	if (!done)
		log_line("module ", path, ": ", log_why(why),
			 packed && fd >= 0 ? ": packed, which this kernel may not undo: see scripts/embed" : "", NULL);
	return done;
}

static char *read_list(const char *file)
{
	char path[PATH_BYTES] = "";

	text_append(path, sizeof(path), directory);
	text_append(path, sizeof(path), file);
	return file_read(path);
}

static void load(const char *name)
{
	char *text = read_list("modules.dep"), *line = text ? modules_line(text, name) : NULL, *files[DEPENDENCIES_MAX];
	int n = 0;

	if (!line) {
		text = read_list("modules.builtin");
		if (!text || !modules_line(text, name))
			log_line("module ", name, ": not in ", directory, "modules.dep", NULL);
		return;
	}
	/* "module: what it needs, and what that needs": the last comes first. */
	while (n < DEPENDENCIES_MAX && (files[n] = text_word(&line)))
		n++;
	files[0][strlen(files[0]) - 1] = '\0';
	while (n > 0 && insert(files[n - 1]))
		n--;
}

void modules_load(const char *names)
{
	struct utsname kernel;

	uname(&kernel);
	strcpy(directory, "/lib/modules/");
	text_append(directory, sizeof(directory), kernel.release);
	text_append(directory, sizeof(directory), "/");
	while (*names) {
		char name[MODULE_BYTES];

		text_item(&names, name, sizeof(name));
		if (*name)
			load(name);
	}
}
