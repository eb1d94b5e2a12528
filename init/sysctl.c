/* sysctl.c - the files of /etc/sysctl.d: name = value, as sysctl.d(5) has it */
#include <errno.h>
#include <string.h>

#include "init.h"

enum { KEY_BYTES = 256 };

/* net.ipv4.ip_forward and net/ipv4/conf/eth0.1/forwarding: the first of both separators is the one. */
static bool path_of(const char *name, char *path)
{
	const char *slash = strchr(name, '/'), *dot = strchr(name, '.');
	bool dots = dot && (!slash || dot < slash);

	strcpy(path, "/proc/sys/");
	if (!text_append(path, KEY_BYTES, name))
		return false;
	for (char *p = path + 10; *p; p++) {
		if (dots)
			*p = *p == '.' ? '/' : *p == '/' ? '.' : *p;
		/* Nothing leads out of /proc/sys. */
		if (p[-1] == '/' && (*p == '/' || *p == '.'))
			return false;
	}
	return true;
}

static void set(char *line)
{
	char path[KEY_BYTES], *value = strchr(line, '=');
	bool optional = *line == '-';

	if (!value) {
		log_line("sysctl: ", line, ": not name = value: ignored", NULL);
		return;
	}
	*value++ = '\0';
	value += strspn(value, " \t");
	line += optional;
	line[strcspn(line, " \t")] = '\0';
	errno = EINVAL;
	if ((!path_of(line, path) || !file_write(path, value)) && !optional)
		log_error("sysctl ", line);
}

static void apply(const char *path)
{
	char *text = file_read(path), *line;

	while (text && (line = text_line(&text))) {
		line += strspn(line, " \t");
		if (*line && *line != '#' && *line != ';')
			set(line);
	}
}

static bool is_configuration(const char *name)
{
	const char *end = strrchr(name, '.');

	return end && strcmp(end, ".conf") == 0;
}

void sysctl_setup(void)
{
	static const char directory[] = "/etc/sysctl.d";
	char name[NAME_BYTES] = "", path[NAME_BYTES + sizeof(directory) + 1];

	while (file_next(directory, is_configuration, name)) {
		*path = '\0';
		text_append(path, sizeof(path), directory);
		text_append(path, sizeof(path), "/");
		text_append(path, sizeof(path), name);
		apply(path);
	}
}
