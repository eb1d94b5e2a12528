/*
 * watchdog.c - /dev/watchdog, fed while we live
 *
 * It stays armed over the shutdown: one that hangs is restarted as well.
 */
#include <fcntl.h>
#include <linux/watchdog.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "init.h"

static int fd = -1, limit_ms = -1;
static int64_t fed_at;

void watchdog_setup(void)
{
	long seconds;
	int timeout;

	if (!options.watchdog || !text_number(options.watchdog, &seconds) || seconds < 1 || seconds > 86400)
		return;
	timeout = seconds;
	fd = open("/dev/watchdog", O_WRONLY | O_CLOEXEC);
	/* The driver writes back the time-out that it can do. */
	if (fd < 0 || ioctl(fd, WDIOC_SETTIMEOUT, &timeout) != 0)
		log_error("watchdog ", "/dev/watchdog");
	if (fd >= 0)
		limit_ms = timeout * 1000;
}

int watchdog_feed(void)
{
	if (fd < 0)
		return -1;
	int64_t left = fed_at + limit_ms / 2 - now();
	if (left > 0 && fed_at)
		return left;
	ioctl(fd, WDIOC_KEEPALIVE, 0);
	fed_at = now();
	return limit_ms / 2;
}

int watchdog_limit(void)
{
	return limit_ms;
}
