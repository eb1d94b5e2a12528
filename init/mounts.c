/*
 * mounts.c - what is mounted at boot, first to last
 *
 * A kernel may lack any of these. Each row names what to use instead, and the line that says so
 * names the option to switch on.
 */
#include <errno.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "init.h"

enum { PLAIN = MS_NOSUID | MS_NODEV | MS_NOEXEC };
enum { FIRST, REST, OPTIONAL, ASKED };

/* What will do instead of each but the last. */
static const char *const in_memory[] = { "devtmpfs", "tmpfs", "ramfs" };

static const struct mount {
	const char *where;
	const char *type;	/* the one we want */
	const char *data;
	const char *symbol;	/* the kernel option that it needs */
	unsigned char flags, when;
} table[] = {
	{ "/proc", "proc", NULL, "PROC_FS", PLAIN, FIRST },
	{ "/dev", "devtmpfs", "mode=0755", "DEVTMPFS", MS_NOSUID, FIRST },
	{ "/sys", "sysfs", NULL, "SYSFS", PLAIN, FIRST },
	{ "/run", "tmpfs", "mode=0755", "TMPFS", MS_NOSUID | MS_NODEV, FIRST },
	{ "/dev/pts", "devpts", "gid=5,mode=620,ptmxmode=666", "UNIX98_PTYS", MS_NOSUID | MS_NOEXEC, REST },
	{ "/dev/shm", "tmpfs", "mode=1777", "TMPFS", MS_NOSUID | MS_NODEV, REST },
	{ "/dev/mqueue", "mqueue", NULL, "POSIX_MQUEUE", PLAIN, OPTIONAL },
	{ "/tmp", "tmpfs", "mode=1777", "TMPFS", MS_NOSUID | MS_NODEV, REST },
	{ "/sys/fs/cgroup", "cgroup2", NULL, "CGROUPS", PLAIN, OPTIONAL },
	{ "/sys/kernel/security", "securityfs", NULL, "SECURITYFS", PLAIN, ASKED },
	{ "/sys/kernel/debug", "debugfs", "mode=0700", "DEBUG_FS", PLAIN, ASKED },
	{ "/sys/kernel/tracing", "tracefs", "mode=0700", "FTRACE", PLAIN, ASKED },
	{ "/sys/fs/bpf", "bpf", "mode=0700", "BPF_SYSCALL", PLAIN, ASKED },
};

/* The rows, a bit each, that somebody mounted before us. */
static unsigned int before;

static bool is_octal(const char *s)
{
	return s[0] >= '0' && s[0] <= '3' && s[1] >= '0' && s[1] <= '7' && s[2] >= '0' && s[2] <= '7';
}

static void undo_escapes(char *to)
{
	for (const char *from = to; (*to = *from); to++, from++)
		if (*from == '\\' && is_octal(from + 1)) {
			*to = (from[1] - '0') << 6 | (from[2] - '0') << 3 | (from[3] - '0');
			from += 3;
		}
}

bool mounts_cut(char **line, char **source, char **point)
{
	*source = text_word(line);
	*point = text_word(line);
	if (!*point)
		return false;
	undo_escapes(*source);
	undo_escapes(*point);
	return true;
}

/* Until found() says so. Nobody has mounted anything where there is no /proc. */
static bool each_mounted(bool (*found)(const char *point, const void *with), const void *with)
{
	char *text = file_read("/proc/self/mounts"), *line, *source, *point;

	while (text && (line = text_line(&text)))
		if (mounts_cut(&line, &source, &point) && found(point, with))
			return true;
	return false;
}

static bool is_same(const char *point, const void *where)
{
	return strcmp(point, where) == 0;
}

bool mounts_has(const char *where)
{
	return each_mounted(is_same, where);
}

/* A second mount of tmpfs, or since Linux 5.8 of proc, is no EBUSY. */
static bool note_before(const char *point, const void *with)
{
	(void)with;
	for (size_t i = 0; i < COUNT(table); i++)
		if (strcmp(point, table[i].where) == 0)
			before |= 1U << i;
	return false;
}

static bool is_before(const struct mount *m)
{
	return before >> (m - table) & 1;
}

static void report(const struct mount *m, int why, const char *instead)
{
	bool lacks = why == ENODEV;

	log_line("mount ", m->where, ": ", log_why(why),
		 lacks ? " (kernel lacks CONFIG_" : "", lacks ? m->symbol : "", lacks ? ")" : "",
		 instead ? ": using " : ": going on without", instead ? instead : "", NULL);
}

static bool try(const struct mount *m, const char *type)
{
	/* EBUSY: this very file system is there already. */
	return mount(type, m->where, type, m->flags, m->data) == 0 || errno == EBUSY;
}

/* Those in file systems that were just mounted, or that an image may lack, get their directory. */
static bool try_in_directory(const struct mount *m, const char *type)
{
	/* Ignored: if the directory cannot be made, mount says so. */
	if (m->when != FIRST && text_behind(m->where, "/dev/"))
		mkdir(m->where, 0755);
	if (try(m, type))
		return true;
	if (errno != ENOENT || mkdir(m->where, 0755) != 0)
		return false;
	return try(m, type);
}

/* The file system, or the directory that it makes for itself in sysfs, which refuses ours. */
static bool is_lack(int why)
{
	return why == ENODEV || why == ENOENT || why == EPERM;
}

static const char *instead_of(const char *type)
{
	for (size_t i = 0; i + 1 < COUNT(in_memory); i++)
		if (strcmp(type, in_memory[i]) == 0)
			return in_memory[i + 1];
	return NULL;
}

/* The type that was mounted, or NULL. */
static const char *mount_one(const struct mount *m)
{
	int why = 0;
	const char *type = m->type;

	do {
		if (try_in_directory(m, type)) {
			if (why)
				report(m, why, type);
			return type;
		}
		if (!why)
			why = errno;
	} while ((type = instead_of(type)));
	if (m->when != OPTIONAL || !is_lack(why))
		report(m, why, NULL);
	errno = why;
	return NULL;
}

void mounts_first(void)
{
	each_mounted(note_before, NULL);
	for (const struct mount *m = table; m->when == FIRST; m++) {
		if (is_before(m))
			continue;
		const char *type = mount_one(m);
		if (WITH_nodes && strcmp(m->where, "/dev") == 0 && (!type || type != m->type))
			nodes_setup();
	}
}

static bool wanted(const struct mount *m)
{
	return m->when != FIRST && (m->when != ASKED || text_listed(options.mount, m->type)) &&
		!is_before(m);
}

void mounts_rest(void)
{
	char lacks[64] = "";

	for (const struct mount *m = table; m < table + COUNT(table); m++)
		if (wanted(m) && !mount_one(m) && m->when == OPTIONAL && is_lack(errno)) {
			text_append(lacks, sizeof(lacks), " CONFIG_");
			text_append(lacks, sizeof(lacks), m->symbol);
		}
	/* Not on the console: many a kernel goes without on purpose. */
	if (*lacks)
		log_notice("kernel lacks", lacks);
	nodes_links();
}
