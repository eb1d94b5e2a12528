/*
 * mounts.c - mount and umount
 */
#include "sys.h"
#include "sysh.h"

enum { PIECE_BYTES = 1024 };

/* mount(2) wants these as bits; every other option is the file system's, and is passed on as it is. */
static const struct {
	char name[10];
	unsigned short flag;
} options[] = {
	{ "defaults", 0 },
	{ "rw", 0 },
	{ "ro", MS_RDONLY },
	{ "nosuid", MS_NOSUID },
	{ "nodev", MS_NODEV },
	{ "noexec", MS_NOEXEC },
	{ "noatime", MS_NOATIME },
	{ "remount", MS_REMOUNT },
	{ "bind", MS_BIND },
	{ "move", MS_MOVE },
};

/* Mounts that need no type: they concern what is mounted already. */
static const unsigned untyped = MS_REMOUNT | MS_BIND | MS_MOVE;

static bool take_flag(const char *name, unsigned *flags)
{
	for (unsigned i = 0; i < COUNT(options); i++)
		if (str_equal(options[i].name, name)) {
			*flags |= options[i].flag;
			return true;
		}
	return false;
}

/* Takes the bits out of "ro,size=1m,nodev": "size=1m" is left of it. */
static unsigned take_flags(char *all)
{
	unsigned flags = 0;
	char *rest = all, *to = all;

	while (*all) {
		char *end = all;

		while (*end && *end != ',')
			end++;
		bool more = *end;
		*end = '\0';
		if (!take_flag(all, &flags)) {
			/* Never longer than what has been read: it goes where that was. */
			if (to > rest)
				*to++ = ',';
			while (*all)
				*to++ = *all++;
		}
		all = end + more;
	}
	*to = '\0';
	return flags;
}

static int print_mounts(void)
{
	char piece[PIECE_BYTES + 1];
	int fd = sys_open("/proc/mounts", O_RDONLY | O_CLOEXEC);
	long n = fd;

	while (n >= 0 && (n = sys_read(fd, piece, PIECE_BYTES)) > 0) {
		piece[n] = '\0';
		out(piece);
	}
	sys_close(fd);
	return n < 0 ? error("/proc/mounts", NULL, (int)n) : 0;
}

int mounts_builtin_mount(char **argv)
{
	const char *type = NULL;
	char *rest = NULL;
	unsigned flags = 0;
	char **at = argv + 1;

	if (!*at)
		return print_mounts();
	for (; at[0] && at[0][0] == '-' && at[1]; at += 2)
		if (at[0][1] == 't') {
			type = at[1];
		} else if (at[0][1] == 'o') {
			rest = at[1];
			flags |= take_flags(rest);
		} else {
			break;
		}
	if (!at[0] || !at[1] || at[2] || (!type && !(flags & untyped)))
		return builtins_usage(argv);
	int result = sys_mount(at[0], at[1], type, flags, rest);
	return result < 0 ? error("mount", at[1], result) : 0;
}

int mounts_builtin_umount(char **argv)
{
	int status = 0;

	if (!argv[1])
		return builtins_usage(argv);
	while (*++argv) {
		int result = sys_umount(*argv);

		if (result < 0)
			status = error("umount", *argv, result);
	}
	return status;
}
