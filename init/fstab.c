/* fstab.c - /etc/fstab: source, mount point, type, options, as fstab(5) has it */
#include <errno.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/swap.h>
#include <unistd.h>

#include "init.h"

enum { DATA_BYTES = 256, ROW_BYTES = 512 };

static const struct {
	char name[12];
	int flags;	/* with a minus, they are cleared */
} table[] = {
	{ "ro", MS_RDONLY },
	{ "rw", -MS_RDONLY },
	{ "nosuid", MS_NOSUID },
	{ "suid", -MS_NOSUID },
	{ "nodev", MS_NODEV },
	{ "dev", -MS_NODEV },
	{ "noexec", MS_NOEXEC },
	{ "exec", -MS_NOEXEC },
	{ "sync", MS_SYNCHRONOUS },
	{ "async", -MS_SYNCHRONOUS },
	{ "dirsync", MS_DIRSYNC },
	{ "noatime", MS_NOATIME },
	{ "nodiratime", MS_NODIRATIME },
	{ "relatime", MS_RELATIME },
	{ "strictatime", MS_STRICTATIME },
	{ "lazytime", MS_LAZYTIME },
	{ "bind", MS_BIND },
	{ "rbind", MS_BIND | MS_REC },
	{ "remount", MS_REMOUNT },
	/* These are for programs that read fstab, not for the kernel. */
	{ "defaults", 0 },
	{ "auto", 0 },
	{ "nofail", 0 },
	{ "user", MS_NOEXEC | MS_NOSUID | MS_NODEV },
	{ "users", MS_NOEXEC | MS_NOSUID | MS_NODEV },
	{ "owner", MS_NOSUID | MS_NODEV },
	{ "group", MS_NOSUID | MS_NODEV },
	{ "nouser", 0 },
};

/* Whether the word was one of the table. */
static bool take_flag(const char *word, unsigned long *of)
{
	for (size_t i = 0; i < COUNT(table); i++)
		if (strcmp(word, table[i].name) == 0) {
			*of = table[i].flags < 0 ? *of & ~(unsigned long)-table[i].flags : *of | table[i].flags;
			return true;
		}
	return text_behind(word, "x-");
}

unsigned long fstab_options(char *words, char *data, size_t size, bool *skip)
{
	unsigned long of = 0;

	*data = '\0';
	while (words && *words) {
		char *word = words, *comma = strchr(words, ',');

		words = comma ? comma + 1 : NULL;
		if (comma)
			*comma = '\0';
		if (strcmp(word, "noauto") == 0 || strcmp(word, "_netdev") == 0) {
			*skip = true;
		} else if (*word && !take_flag(word, &of)) {
			if (*data)
				text_append(data, size, ",");
			/* Half an option could mean another one. */
			if (!text_append(data, size, word))
				*skip = true;
		}
	}
	return of;
}

static void swap_on(const char *spec)
{
	char path[DEVICE_BYTES];

	log_line("swap ", spec, NULL);
	if (!device_find(spec, path))
		log_line("swap ", spec, ": no such device", NULL);
	else if (swapon(path, 0) != 0)
		log_error("swapon ", path);
}

static void mount_row(const char *spec, const char *where, const char *type, unsigned long with, const char *data)
{
	char path[DEVICE_BYTES];
	bool on_device = *spec == '/' || strchr(spec, '=');

	if (strcmp(where, "/") == 0)
		with |= MS_REMOUNT;
	else if (!(with & MS_REMOUNT) && mounts_has(where))
		return;
	log_line("mount ", where, NULL);
	if (with & (MS_REMOUNT | MS_BIND) || !on_device) {
		if (mount(spec, where, type, with, data) != 0)
			log_error("mount ", where);
	} else if (!device_find(spec, path)) {
		log_line("mount ", where, ": ", spec, ": no such device", NULL);
	} else {
		root_mount(path, where, strcmp(type, "auto") == 0 ? NULL : type, with, data);
	}
}

static void take(char *line)
{
	char data[DATA_BYTES], *spec, *where, *type, *words;
	bool skip = false;

	if (!mounts_cut(&line, &spec, &where) || !(type = text_word(&line))) {
		log_line("/etc/fstab: ", spec ? spec : "", ": not source, mount point, type: ignored", NULL);
		return;
	}
	words = text_word(&line);
	unsigned long with = fstab_options(words, data, sizeof(data), &skip);
	if (skip) {
		log_notice("fstab: left out: ", where);
		return;
	}
	if (strcmp(type, "swap") == 0)
		swap_on(spec);
	else
		mount_row(spec, where, type, with, data);
}

/* Read again for each row: to mount one needs other files read in between. */
static bool read_row(int number, char row[ROW_BYTES])
{
	char *text = file_read("/etc/fstab"), *line = NULL;

	while (text && number-- >= 0 && (line = text_line(&text)))
		;
	*row = '\0';
	/* Half a row could mean another one. */
	if (line && !text_append(row, ROW_BYTES, line)) {
		log_line("/etc/fstab: ", row, ": too long: ignored", NULL);
		*row = '\0';
	}
	return line;
}

void fstab_mount(void)
{
	char row[ROW_BYTES];

	for (int number = 0; read_row(number, row); number++)
		if (row[strspn(row, " \t")] != '#' && row[strspn(row, " \t")])
			take(row);
}
