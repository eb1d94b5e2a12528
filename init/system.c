/* system.c - name, loopback, clock, random seed */
#include <errno.h>
#include <fcntl.h>
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
		log_notice("kernel lacks CONFIG_INET: no loopback", "");
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

/* Most kernels read the clock by themselves (RTC_HCTOSYS); one with the driver as a module cannot. */
static void set_clock(void)
{
	struct timespec t;
	const char *text;

	syscall(SYS_clock_gettime, CLOCK_REALTIME, &t);
	if (t.tv_sec >= YEAR_2020)
		return;
	text = file_read_once("/sys/class/rtc/rtc0/since_epoch");
	t.tv_nsec = 0;
	if (!text || !text_number(text, &t.tv_sec) || syscall(SYS_clock_settime, CLOCK_REALTIME, &t) != 0)
		log_notice("no clock", "");
}

/*
 * Stirred in by writing, and never counted as random: who else has read the file, or boots with the same image, is not
 * known. A device such as virtio-rng is read and counted by the kernel itself: drivers/char/hw_random/core.c.
 */
static void seed_random(void)
{
	char *text = file_read_once(seed_file);

	if (text) {
		had_seed = true;
		if (!file_write("/dev/urandom", text))
			log_error("random seed ", seed_file);
	}
}

void system_keep_seed(void)
{
	char seed[SEED_BYTES];

	if (!had_seed || getrandom(seed, SEED_BYTES, GRND_NONBLOCK) != SEED_BYTES)
		return;
	/* It is read as a text, which a zero would end. */
	for (int i = 0; i < SEED_BYTES; i++)
		seed[i] |= !seed[i];
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
