/*
 * log.c - one line to whoever listens
 *
 * No stdio: it would be a third of the binary. A line is put together and written at once,
 * so that it never mixes with a line of another process.
 */
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "init.h"

enum { LINE_MAX_BYTES = 256, KEEP_BYTES = 1024 };

static char kept[KEEP_BYTES];
static size_t kept_len;

static size_t append(char *line, size_t len, const char *s)
{
	size_t n = strlen(s);

	if (n > LINE_MAX_BYTES - 1 - len)
		n = LINE_MAX_BYTES - 1 - len;
	memcpy(line + len, s, n);
	return len + n;
}

static bool write_out(const char *text, size_t len)
{
	if (write(STDERR_FILENO, text, len) == (ssize_t)len)
		return true;

	int kmsg = open("/dev/kmsg", O_WRONLY | O_CLOEXEC);
	if (kmsg < 0)
		return false;
	bool done = write(kmsg, text, len) == (ssize_t)len;
	close(kmsg);
	return done;
}

void log_line(const char *first, ...)
{
	char line[LINE_MAX_BYTES];
	size_t len = append(line, 0, "init: ");
	va_list parts;

	va_start(parts, first);
	for (const char *s = first; s; s = va_arg(parts, const char *))
		len = append(line, len, s);
	va_end(parts);
	line[len++] = '\n';

	if (!write_out(line, len) && kept_len + len <= KEEP_BYTES) {
		memcpy(kept + kept_len, line, len);
		kept_len += len;
	}
}

void log_flush(void)
{
	if (kept_len && write_out(kept, kept_len))
		kept_len = 0;
}
