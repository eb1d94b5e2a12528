/*
 * mounts.c - what is mounted at boot, first to last; and at the end, last to first
 *
 * A kernel may lack any of these. Each row names what to use instead, and the line that says so
 * names the option to switch on.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "init.h"

enum { MOUNTS_BYTES = 16384, MOUNTS_MAX = 256 };

static const struct mount {
	const char *where;
	const char *types[3];	/* the one we want, then what will do */
	const char *data;
	unsigned long flags;
	const char *symbol;	/* the kernel option that the first type needs */
} table[] = {
	{ "/dev", { "devtmpfs", "tmpfs", "ramfs" }, "mode=0755", MS_NOSUID, "DEVTMPFS" },
	{ "/proc", { "proc" }, NULL, MS_NOSUID | MS_NODEV | MS_NOEXEC, "PROC_FS" },
	{ "/sys", { "sysfs" }, NULL, MS_NOSUID | MS_NODEV | MS_NOEXEC, "SYSFS" },
	{ "/dev/pts", { "devpts" }, "gid=5,mode=620,ptmxmode=666", MS_NOSUID | MS_NOEXEC, "UNIX98_PTYS" },
	{ "/dev/shm", { "tmpfs", "ramfs" }, "mode=1777", MS_NOSUID | MS_NODEV, "TMPFS" },
	{ "/run", { "tmpfs", "ramfs" }, "mode=0755", MS_NOSUID | MS_NODEV, "TMPFS" },
	{ "/tmp", { "tmpfs", "ramfs" }, "mode=1777", MS_NOSUID | MS_NODEV, "TMPFS" },
};

enum { MOUNTS = sizeof(table) / sizeof(table[0]) };

static void report(const struct mount *m, int why, const char *instead)
{
	log_line("mount ", m->where, ": ", strerror(why),
		 why == ENODEV ? " (kernel lacks CONFIG_" : "", why == ENODEV ? m->symbol : "", why == ENODEV ? ")" : "",
		 instead ? ": using " : ": going on without", instead ? instead : "", NULL);
}

/* The type that was mounted, or NULL. */
static const char *mount_one(const struct mount *m)
{
	int why = 0;

	/* Ignored: if the directory cannot be made, mount says so. */
	mkdir(m->where, 0755);
	for (int i = 0; i < 3 && m->types[i]; i++) {
		/* EBUSY: this very file system is there already. */
		if (mount(m->types[i], m->where, m->types[i], m->flags, m->data) == 0 || errno == EBUSY) {
			if (i > 0)
				report(m, why, m->types[i]);
			return m->types[i];
		}
		if (i == 0)
			why = errno;
	}
	report(m, why, NULL);
	return NULL;
}

void mounts_setup(void)
{
	for (const struct mount *m = table; m < table + MOUNTS; m++) {
		const char *type = mount_one(m);

		if (m == table && (!type || strcmp(type, "devtmpfs") != 0))
			nodes_setup();
	}
	nodes_links();
}

static bool is_octal(const char *s)
{
	return s[0] >= '0' && s[0] <= '3' && s[1] >= '0' && s[1] <= '7' && s[2] >= '0' && s[2] <= '7';
}

char *mounts_point(char *line)
{
	char *point = strchr(line, ' ');

	if (!point)
		return NULL;
	point++;
	char *to = point;
	for (const char *from = point; *from && *from != ' '; to++) {
		if (*from == '\\' && is_octal(from + 1)) {
			*to = (from[1] - '0') << 6 | (from[2] - '0') << 3 | (from[3] - '0');
			from += 4;
		} else {
			*to = *from++;
		}
	}
	*to = '\0';
	return point;
}

static void unmount_one(const char *point)
{
	if (umount2(point, UMOUNT_NOFOLLOW) == 0)
		return;
	/* Busy, as /dev is under our own console: read-only will do. Ignored: memory file systems may refuse that too. */
	mount(NULL, point, NULL, MS_REMOUNT | MS_RDONLY, NULL);
}

void mounts_teardown(void)
{
	static char text[MOUNTS_BYTES];
	char *points[MOUNTS_MAX];
	int count = 0;
	size_t len = 0;
	ssize_t n;
	int fd = open("/proc/self/mounts", O_RDONLY | O_CLOEXEC);

	if (fd < 0) {
		for (const struct mount *m = table + MOUNTS; m-- > table;)
			unmount_one(m->where);
		return;
	}
	while (len < sizeof(text) - 1 && (n = read(fd, text + len, sizeof(text) - 1 - len)) > 0)
		len += n;
	close(fd);
	text[len] = '\0';

	for (char *line = text, *next; *line && count < MOUNTS_MAX; line = next) {
		next = line + strcspn(line, "\n");
		if (*next)
			*next++ = '\0';
		char *point = mounts_point(line);
		if (point)
			points[count++] = point;
	}
	while (count > 0)
		unmount_one(points[--count]);
}
