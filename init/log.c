/*
 * log.c - one line to whoever listens
 *
 * No stdio: it would be a third of the binary. A line is put together and written at once,
 * so that it never mixes with a line of another process.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "init.h"

enum { LINE_BYTES = 256, KEEP_BYTES = 1024 };

static char kept[KEEP_BYTES] BEHIND;
static size_t kept_len;
bool log_mute;

static const struct {
	unsigned char error;
	char text[33];
} reasons[] = {
	{ EPERM, "Operation not permitted" },
	{ ENOENT, "No such file or directory" },
	{ EIO, "Input/output error" },
	{ ENXIO, "No such device or address" },
	{ ENOEXEC, "Exec format error" },
	{ EAGAIN, "Resource temporarily unavailable" },
	{ ENOMEM, "Out of memory" },
	{ EACCES, "Permission denied" },
	{ EBUSY, "Resource busy" },
	{ EEXIST, "File exists" },
	{ ENODEV, "No such device" },
	{ ENOTDIR, "Not a directory" },
	{ EISDIR, "Is a directory" },
	{ EINVAL, "Invalid argument" },
	{ ENFILE, "Too many open files in system" },
	{ ENOSPC, "No space left on device" },
	{ EROFS, "Read-only file system" },
	{ ELOOP, "Symbolic link loop" },
	{ ENOSYS, "Function not implemented" },
};

const char *log_why(int error)
{
	static char number[32];

	for (size_t i = 0; i < COUNT(reasons); i++)
		if (reasons[i].error == error)
			return reasons[i].text;
	number[0] = '\0';
	text_append(number, sizeof(number), "error ");
	text_append(number, sizeof(number), text_from(error, 10));
	return number;
}

static bool to_kernel(const char *text, size_t len)
{
	int kmsg = open("/dev/kmsg", O_WRONLY | O_CLOEXEC);

	if (kmsg < 0)
		return false;
	bool done = write(kmsg, text, len) == (ssize_t)len;
	close(kmsg);
	return done;
}

/* A terminal that is stopped (XOFF), or that nobody reads, would hold us for ever. */
static bool takes_writes(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLOUT };

	return poll(&p, 1, 0) == 1 && p.revents & POLLOUT;
}

static bool write_out(const char *text, size_t len)
{
	return (!log_mute && takes_writes(STDERR_FILENO) && write(STDERR_FILENO, text, len) == (ssize_t)len) || to_kernel(text, len);
}

static size_t join(char line[LINE_BYTES], const char *first, va_list parts)
{
	for (const char *s = first; s; s = va_arg(parts, const char *))
		text_append(line, LINE_BYTES - 1, s);
	size_t len = strlen(line);
	line[len++] = '\n';
	return len;
}

void log_line(const char *first, ...)
{
	char line[LINE_BYTES] = "init: ";
	va_list parts;

	va_start(parts, first);
	size_t len = join(line, first, parts);
	va_end(parts);
	if (!write_out(line, len) && kept_len + len <= KEEP_BYTES) {
		memcpy(kept + kept_len, line, len);
		kept_len += len;
	}
}

void log_error(const char *what, const char *on)
{
	log_line(what, on, ": ", log_why(errno), NULL);
}

void log_notice(const char *what, const char *on)
{
	/* <6> is KERN_INFO: "quiet" keeps it off the console. */
	char line[LINE_BYTES] = "<6>init: ";

	text_append(line, LINE_BYTES, what);
	text_append(line, LINE_BYTES, on);
	to_kernel(line, strlen(line));
}

void log_flush(void)
{
	if (kept_len && write_out(kept, kept_len))
		kept_len = 0;
}

void log_step(const char *name)
{
	if (WITH_trace && options.trace)
		log_line("trace ", text_from(now_us(), 10), " us ", name, NULL);
}
