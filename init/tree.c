/* tree.c - whole directories; what is mounted in them is left alone */
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "init.h"

enum { COPY_BYTES = 16384, LINK_BYTES = 1024 };

struct tree {
	int from, to;
	dev_t device;
	bool failed;
};

/* By number: struct stat is the kernel's own here, and musl's call first tries statx(2), for 32-bit machines' sake. */
#ifdef SYS_fstatat64
#define SYS_newfstatat SYS_fstatat64
#endif

static bool look(int directory, const char *name, struct stat *of)
{
	return syscall(SYS_newfstatat, directory, name, of, AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW) == 0;
}

static bool delete_one(const char *name, void *with)
{
	struct tree *t = with;
	struct stat of;

	if (unlinkat(t->from, name, 0) == 0)
		return true;
	int fd = openat(t->from, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return true;
	if (look(fd, "", &of) && of.st_dev == t->device)
		tree_delete(fd);
	close(fd);
	/* Ignored: something is mounted there. */
	unlinkat(t->from, name, AT_REMOVEDIR);
	return true;
}

bool tree_delete(int directory)
{
	struct stat of;

	return look(directory, "", &of) &&
		file_each(directory, delete_one, &(struct tree){ .from = directory, .device = of.st_dev });
}

static bool copy_file(int from, int to)
{
	static char block[COPY_BYTES] BEHIND;
	ssize_t n;

	while ((n = read(from, block, sizeof(block))) > 0)
		if (write(to, block, n) != n)
			return false;
	return n == 0;
}

static bool copy_opened(const struct tree *t, const char *name, const struct stat *of)
{
	bool directory = S_ISDIR(of->st_mode), done = true;
	int from = openat(t->from, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	int to = directory && mkdirat(t->to, name, 0700) != 0 ? -1 :
		openat(t->to, name, (directory ? O_RDONLY | O_DIRECTORY : O_WRONLY | O_CREAT | O_EXCL) | O_CLOEXEC, 0600);

	if (from < 0 || to < 0)
		done = false;
	else if (!directory)
		done = copy_file(from, to);
	else if (of->st_dev == t->device)
		done = tree_copy(from, to);
	if (from >= 0)
		close(from);
	if (to >= 0)
		close(to);
	return done;
}

static bool copy_link(const struct tree *t, const char *name)
{
	char target[LINK_BYTES];
	ssize_t n = readlinkat(t->from, name, target, sizeof(target) - 1);

	if (n < 0)
		return false;
	target[n] = '\0';
	return symlinkat(target, t->to, name) == 0;
}

static bool copy_one(const char *name, void *with)
{
	struct tree *t = with;
	struct stat of;
	bool done = look(t->from, name, &of);

	if (done && S_ISLNK(of.st_mode))
		done = copy_link(t, name);
	else if (done && (S_ISDIR(of.st_mode) || S_ISREG(of.st_mode)))
		done = copy_opened(t, name, &of);
	else if (done)
		done = mknodat(t->to, name, of.st_mode, of.st_rdev) == 0;
	if (done && fchownat(t->to, name, of.st_uid, of.st_gid, AT_SYMLINK_NOFOLLOW) == 0 && !S_ISLNK(of.st_mode))
		done = syscall(SYS_fchmodat, t->to, name, of.st_mode & 07777) == 0;
	t->failed |= !done;
	return done;
}

bool tree_copy(int from, int to)
{
	struct stat of;
	struct tree t = { .from = from, .to = to };

	if (!look(from, "", &of))
		return false;
	t.device = of.st_dev;
	return file_each(from, copy_one, &t) && !t.failed;
}
