/* file.c - small files, whole; and the names in a directory */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "init.h"

/* A page of it is ours only once it is written to: most files touch one. */
enum { FILE_BYTES = 1 << 20, ENTRIES_BYTES = 1024 };

static _Alignas(4096) char text[FILE_BYTES] BEHIND;

void file_forget(void)
{
	madvise(text, FILE_BYTES, MADV_DONTNEED);
}

static char *read_text(const char *path, bool once)
{
	size_t len = 0;
	ssize_t n;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return NULL;
	while ((n = read(fd, text + len, FILE_BYTES - 1 - len)) > 0) {
		len += n;
		if (once)
			break;
	}
	close(fd);
	text[len] = '\0';
	if (len == FILE_BYTES - 1) {
		errno = EFBIG;
		return NULL;
	}
	return n < 0 ? NULL : text;
}

char *file_read(const char *path)
{
	return read_text(path, false);
}

char *file_read_once(const char *path)
{
	return read_text(path, true);
}

bool file_write(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return false;
	ssize_t n = write(fd, text, strlen(text));
	int why = errno;
	close(fd);
	errno = why;
	return n >= 0;
}

bool file_each(int directory, bool (*entry)(const char *name, void *with), void *with)
{
	/* getdents64(2), not opendir(3): that one brings malloc along. */
	_Alignas(struct dirent) char entries[ENTRIES_BYTES];
	ssize_t n;

	while ((n = syscall(SYS_getdents64, directory, entries, sizeof(entries))) > 0) {
		struct dirent *d;

		for (ssize_t at = 0; at < n; at += d->d_reclen) {
			d = (struct dirent *)(entries + at);
			bool self = d->d_name[0] == '.' && (!d->d_name[1] || (d->d_name[1] == '.' && !d->d_name[2]));
			if (!self && !entry(d->d_name, with))
				return true;
		}
	}
	return n == 0;
}

struct next {
	bool (*wanted)(const char *name);
	const char *after;
	char least[NAME_BYTES];
};

static bool consider(const char *name, void *with)
{
	struct next *n = with;

	if (n->wanted(name) && strcmp(name, n->after) > 0 && (!*n->least || strcmp(name, n->least) < 0)) {
		*n->least = '\0';
		text_append(n->least, sizeof(n->least), name);
	}
	return true;
}

bool file_next(const char *directory, bool (*wanted)(const char *name), char name[NAME_BYTES])
{
	struct next n = { .wanted = wanted, .after = name };
	int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return false;
	file_each(fd, consider, &n);
	close(fd);
	strcpy(name, n.least);
	return *name;
}
