/*
 * errors.c - what the kernel's error numbers mean
 */
#include "sysh.h"

/*
 * In the order of the numbers, from 1: <asm-generic/errno-base.h>, then <asm-generic/errno.h>.
 * A name and what it means; those that a shell hardly ever meets have to do with the name.
 */
static const char errors[] =
	"EPERM Operation not permitted\0"
	"ENOENT No such file or directory\0"
	"ESRCH No such process\0"
	"EINTR\0"
	"EIO I/O error\0"
	"ENXIO\0"
	"E2BIG\0"
	"ENOEXEC Exec format error\0"
	"EBADF Bad file descriptor\0"
	"ECHILD\0"
	"EAGAIN Try again\0"
	"ENOMEM Out of memory\0"
	"EACCES Permission denied\0"
	"EFAULT\0"
	"ENOTBLK\0"
	"EBUSY Busy\0"
	"EEXIST\0"
	"EXDEV\0"
	"ENODEV No such device\0"
	"ENOTDIR Not a directory\0"
	"EISDIR Is a directory\0"
	"EINVAL Invalid argument\0"
	"ENFILE\0"
	"EMFILE Too many open files\0"
	"ENOTTY Not a terminal\0"
	"ETXTBSY\0"
	"EFBIG\0"
	"ENOSPC No space left\0"
	"ESPIPE\0"
	"EROFS Read-only\0"
	"EMLINK\0"
	"EPIPE\0"
	"EDOM\0"
	"ERANGE\0"
	"EDEADLK\0"
	"ENAMETOOLONG\0"
	"ENOLCK\0"
	"ENOSYS Not in this kernel\0"
	"ENOTEMPTY\0"
	"ELOOP\0";

const char *errors_name(int e)
{
	const char *s = errors;

	while (*s && ++e < 0)
		s = str_next(s);
	return s;
}

const char *errors_text(int e)
{
	const char *name = errors_name(e);
	const char *space = str_find(name, ' ');

	return space ? space + 1 : *name ? name : "?";
}
