/* system.c - name, loopback, clock, random seed */
#include <errno.h>
#include <fcntl.h>
#include <linux/random.h>
#include <linux/rtc.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "init.h"

enum { SEED_BYTES = 64, YEAR_2020 = 1577836800 };

static const char seed_file[] = "/etc/random-seed";
static bool had_seed;

static void set_hostname(void)
{
	const char *name = options.hostname;
	char *text = name ? NULL : file_read("/etc/hostname");

	if (text)
		name = text_line(&text);
	if (name && *name && sethostname(name, strlen(name)) != 0)
		log_error("hostname ", name);
}

static void bring_up_loopback(void)
{
	struct ifreq lo = { .ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd < 0) {
		log_notice("kernel lacks CONFIG_INET: no loopback", NULL);
		return;
	}
	/*
	 * The addresses come by themselves. Other interfaces are as the kernel (ip=) or nobody set them.
	 * EPERM: it is the business of who made the container.
	 */
	if (ioctl(fd, SIOCSIFFLAGS, &lo) != 0 && errno != EPERM)
		log_error("loopback", "");
	close(fd);
}

/* Days from 1970 to the first of a month, the year begun in March: Howard Hinnant's days_from_civil. */
static int64_t days_to(int year, int month)
{
	year -= month < 3;
	int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5;

	return year * 365LL + year / 4 - year / 100 + year / 400 + of_year - 719468;
}

/* Most kernels read the clock by themselves (RTC_HCTOSYS); one with the driver as a module cannot. */
static void set_clock(void)
{
	struct timespec t;
	struct rtc_time rtc;

	syscall(SYS_clock_gettime, CLOCK_REALTIME, &t);
	if (t.tv_sec >= YEAR_2020)
		return;
	int fd = open("/dev/rtc0", O_RDONLY | O_CLOEXEC);
	if (fd < 0 || ioctl(fd, RTC_RD_TIME, &rtc) != 0) {
		log_notice("no clock: ", log_why(errno), NULL);
	} else {
		t = (struct timespec){ .tv_sec = ((days_to(rtc.tm_year + 1900, rtc.tm_mon + 1) + rtc.tm_mday - 1) * 24 +
			rtc.tm_hour) * 3600 + rtc.tm_min * 60 + rtc.tm_sec };
		if (syscall(SYS_clock_settime, CLOCK_REALTIME, &t) != 0)
			log_error("clock", "");
	}
	if (fd >= 0)
		close(fd);
}

/* Bytes that the kernel counts as random, or only stirs in. */
static void stir(const char *path, bool counts)
{
	/* struct rand_pool_info */
	struct {
		int entropy_count, buf_size;
		char bytes[SEED_BYTES];
	} pool;
	int from = open(path, O_RDONLY | O_CLOEXEC), to = -1;
	ssize_t n = from >= 0 ? read(from, pool.bytes, SEED_BYTES) : -1;

	if (n > 0) {
		pool.entropy_count = counts ? n * 8 : 0;
		pool.buf_size = n;
		to = open("/dev/urandom", O_WRONLY | O_CLOEXEC);
		if (to < 0 || ioctl(to, RNDADDENTROPY, &pool) != 0)
			log_error("random seed ", path);
	}
	if (to >= 0)
		close(to);
	if (from >= 0)
		close(from);
}

/* The file is never counted: who else has read it, or boots with the same image, is not known. */
static void seed_random(void)
{
	char byte;

	if (access(seed_file, R_OK) == 0) {
		had_seed = true;
		stir(seed_file, false);
	}
	if (getrandom(&byte, 1, GRND_NONBLOCK) != 1 && errno == EAGAIN)
		stir("/dev/hwrng", true);
}

void system_keep_seed(void)
{
	char seed[SEED_BYTES];

	if (!had_seed || getrandom(seed, SEED_BYTES, GRND_NONBLOCK) != SEED_BYTES)
		return;
	/* Ignored: on a read-only disk the old one is better than none. */
	int fd = open(seed_file, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd >= 0 && write(fd, seed, SEED_BYTES) != SEED_BYTES)
		log_error("random seed ", seed_file);
	if (fd >= 0)
		close(fd);
}

void system_setup(void)
{
	set_hostname();
	bring_up_loopback();
	set_clock();
	seed_random();
	sysctl_setup();
	fstab_mount();
}
