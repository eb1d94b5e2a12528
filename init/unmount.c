/*
 * unmount.c - the way down: swap off, last mounted first unmounted, read-only where busy
 *
 * It may hang: a server that is gone, a disk that was pulled. So it is a child's work, and PID 1 waits only so long.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/loop.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/swap.h>
#include <unistd.h>

#include "init.h"

enum { MOUNTS_MAX = 512, UNMOUNT_WAIT_MS = 10000 };

static void swap_off(void)
{
	char *text = file_read("/proc/swaps"), *line, *path;

	/* The first line is a heading: no path. */
	while (text && (line = text_line(&text)))
		if ((path = text_word(&line)) && *path == '/' && swapoff(path) != 0)
			log_error("swapoff ", path);
}

/* The file below it can be let go of only then. */
static void free_loop(const char *source)
{
	int loop = text_behind(source, "/dev/loop") ? open(source, O_RDONLY | O_CLOEXEC) : -1;

	if (loop >= 0) {
		/* Ignored: most are freed by the kernel at the unmount. */
		ioctl(loop, LOOP_CLR_FD, 0);
		close(loop);
	}
}

static void unmount_one(const char *source, const char *point)
{
	if (umount2(point, UMOUNT_NOFOLLOW) != 0)
		/* Busy, as /dev is under our own console: read-only will do. Ignored: memory file systems may refuse that too. */
		mount(NULL, point, NULL, MS_REMOUNT | MS_RDONLY, NULL);
	else if (WITH_shutdown)
		free_loop(source);
}

static void unmount_listed(void)
{
	static char *sources[MOUNTS_MAX] BEHIND, *points[MOUNTS_MAX] BEHIND;
	char *text = file_read("/proc/self/mounts"), *line;
	int count = 0;

	while (text && count < MOUNTS_MAX && (line = text_line(&text)))
		count += mounts_cut(&line, &sources[count], &points[count]);
	while (count-- > 0)
		unmount_one(sources[count], points[count]);
	/* Also where there is no /proc to read. */
	mount(NULL, "/", NULL, MS_REMOUNT | MS_RDONLY, NULL);
}

static pid_t child;

static void ended(pid_t pid, int status)
{
	(void)status;
	if (pid == child)
		child = 0;
}

void unmount_all(void)
{
	int left = UNMOUNT_WAIT_MS;

	/* What hangs in a file system hangs in sync(2) too, so that is the child's as well. */
	child = spawn_fork();
	if (child <= 0) {
		sync();
		if (WITH_shutdown)
			swap_off();
		unmount_listed();
		sync();
		if (child == 0)
			_exit(0);
	}
	for (int64_t start = now(); reap_all(ended) && child > 0 && left > 0; left = UNMOUNT_WAIT_MS - (now() - start))
		signals_wait(left);
	if (child > 0)
		log_line("unmount: hangs: going on without", NULL);
}
