/* lib.c - what the cases share: what was written, a child's status, a directory, files of chosen bytes */
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"

static char text[32768];
const char *captured_text = text;

/* To a file, not a pipe: nobody reads while it is written. */
static int divert(int fd, int to)
{
	int saved = dup(fd);

	dup2(to, fd);
	return saved;
}

static void restore(int fd, int saved)
{
	dup2(saved, fd);
	close(saved);
}

static void read_back(int fd)
{
	ssize_t n = pread(fd, text, sizeof(text) - 1, 0);

	text[n > 0 ? n : 0] = '\0';
	close(fd);
}

const char *captured(void (*write_out)(void))
{
	int file = memory_file(0), out = divert(1, file), err = divert(2, file);

	write_out();
	restore(1, out);
	restore(2, err);
	read_back(file);
	return text;
}

int status_of(int (*what)(void))
{
	int file = memory_file(0), status;
	pid_t pid = fork();

	if (pid == 0) {
		/* A terminal is not to be taken from whoever runs the tests. */
		dup2(open("/dev/null", O_RDWR), 0);
		dup2(file, 1);
		dup2(file, 2);
		/* A directory that may not be looked into would be another error than a missing program. */
		setenv("PATH", "/usr/bin:/bin", 1);
		_exit(what());
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	read_back(file);
	ck_assert(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static char directory[256], before[256];

static void enter(void)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(directory, sizeof(directory), "%s/pidone-unit.XXXXXX", tmp ? tmp : "/tmp");
	if (!getcwd(before, sizeof(before)) || !mkdtemp(directory) || chdir(directory) != 0)
		exit(EXIT_FAILURE);
}

static int delete(const char *path, const struct stat *of, int kind, struct FTW *where)
{
	(void)of, (void)kind, (void)where;
	return remove(path);
}

static void leave(void)
{
	enum { OPEN_MAX_DEPTH = 16 };

	if (chdir(before) != 0 || nftw(directory, delete, OPEN_MAX_DEPTH, FTW_DEPTH | FTW_PHYS) != 0)
		exit(EXIT_FAILURE);
}

/* In the process that forks the cases: one that fails, or dies, leaves nothing behind. */
void in_directory(TCase *cases)
{
	tcase_add_unchecked_fixture(cases, enter, leave);
}

void make_file(const char *name, const void *bytes, size_t size)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	ck_assert_int_ge(fd, 0);
	put(fd, 0, bytes, size);
	close(fd);
}

int memory_file(size_t size)
{
	int fd = memfd_create("unit", 0);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(ftruncate(fd, size), 0);
	return fd;
}

void put(int fd, long at, const void *bytes, size_t size)
{
	ck_assert_int_eq(pwrite(fd, bytes, size, at), (ssize_t)size);
}

/* Little-endian, as disks have them. */
void put_number(int fd, long at, unsigned long long n, int bytes)
{
	for (; bytes > 0; bytes--, at++, n >>= 8)
		put(fd, at, &(unsigned char){ n }, 1);
}
