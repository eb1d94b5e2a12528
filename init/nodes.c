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
	char name[8];	/* below /dev */
	unsigned char major, minor, group;
	unsigned short mode;
} nodes[] = {
	{ "console", 5, 1, 0, 0600 },
	{ "null", 1, 3, 0, 0666 },
	{ "zero", 1, 5, 0, 0666 },
	{ "full", 1, 7, 0, 0666 },
	{ "random", 1, 8, 0, 0666 },
	{ "urandom", 1, 9, 0, 0666 },
	{ "kmsg", 1, 11, 0, 0644 },
	{ "tty", 5, 0, 5, 0666 },
	{ "ptmx", 5, 2, 5, 0666 },
	{ "ttyS0", 4, 64, 20, 0660 },
	{ "ttyS1", 4, 65, 20, 0660 },
	{ "ttyS2", 4, 66, 20, 0660 },
	{ "ttyS3", 4, 67, 20, 0660 },
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
		char path[16] = "/dev/";

		text_append(path, sizeof(path), n->name);
		if (mknod(path, S_IFCHR | n->mode, makedev(n->major, n->minor)) == 0) {
			if (n->group && chown(path, 0, n->group) != 0)
				log_error("chown ", path);
		} else if (errno != EEXIST) {
			log_error("mknod ", path);
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
