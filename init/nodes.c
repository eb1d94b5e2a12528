/*
 * nodes.c - device nodes where the kernel has no devtmpfs, and the links of /dev
 *
 * Numbers: Documentation/admin-guide/devices.txt. Groups: 5 is tty, 20 is dialout, as in /etc/group.
 */
#include <errno.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "init.h"

static const struct node {
	const char *path;
	unsigned char major, minor;
	mode_t mode;
	gid_t group;
} nodes[] = {
	{ "/dev/console", 5, 1, 0600, 0 },
	{ "/dev/null", 1, 3, 0666, 0 },
	{ "/dev/zero", 1, 5, 0666, 0 },
	{ "/dev/full", 1, 7, 0666, 0 },
	{ "/dev/random", 1, 8, 0666, 0 },
	{ "/dev/urandom", 1, 9, 0666, 0 },
	{ "/dev/kmsg", 1, 11, 0644, 0 },
	{ "/dev/tty", 5, 0, 0666, 5 },
	{ "/dev/ptmx", 5, 2, 0666, 5 },
	{ "/dev/ttyS0", 4, 64, 0660, 20 },
	{ "/dev/ttyS1", 4, 65, 0660, 20 },
	{ "/dev/ttyS2", 4, 66, 0660, 20 },
	{ "/dev/ttyS3", 4, 67, 0660, 20 },
};

static const struct {
	const char *path, *target;
} links[] = {
	{ "/dev/fd", "/proc/self/fd" },
	{ "/dev/stdin", "/proc/self/fd/0" },
	{ "/dev/stdout", "/proc/self/fd/1" },
	{ "/dev/stderr", "/proc/self/fd/2" },
	{ "/dev/core", "/proc/kcore" },
};

void nodes_setup(void)
{
	/* The modes above are meant to the bit. */
	mode_t old = umask(0);

	for (size_t i = 0; i < COUNT(nodes); i++) {
		const struct node *n = &nodes[i];

		if (mknod(n->path, S_IFCHR | n->mode, makedev(n->major, n->minor)) == 0) {
			if (n->group && chown(n->path, 0, n->group) != 0)
				log_error("chown ", n->path);
		} else if (errno != EEXIST) {
			log_error("mknod ", n->path);
			/* Nor may we make the others: a container without privileges. */
			if (errno == EPERM)
				break;
		}
	}
	umask(old);
}

void nodes_links(void)
{
	for (size_t i = 0; i < COUNT(links); i++)
		if (symlink(links[i].target, links[i].path) != 0 && errno != EEXIST)
			log_error("symlink ", links[i].path);
}
