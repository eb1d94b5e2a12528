/*
 * device.c - which device is meant: /dev/NAME, UUID=, LABEL=, PARTUUID=, PARTLABEL=
 *
 * The kernel finds a partition's id by itself only when it mounts the root file system itself, and a file system's id never.
 * So each block device that /sys knows is looked at.
 */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "init.h"

enum tag { UUID, LABEL, PARTUUID, PARTLABEL, NUMBER };
static const char *const tags[] = { "UUID=", "LABEL=", "PARTUUID=", "PARTLABEL=" };

struct search {
	enum tag tag;
	char value[96];
	uint8_t uuid[16];
	int uuid_bytes;
	char *path;
	bool found;
};

static int hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/* "ABCD-1234" to its bytes; their number, or 0 if the text is none. */
static int parse_uuid(const char *s, uint8_t uuid[16])
{
	int n = 0;

	for (; *s; s++) {
		if (*s == '-')
			continue;
		if (n == 16 || hex(s[0]) < 0 || hex(s[1]) < 0)
			return 0;
		uuid[n++] = hex(s[0]) << 4 | hex(s[1]);
		s++;
	}
	return n;
}

/* The value of NAME= in a device's uevent file; valid until the next file is read. */
static const char *property(const char *device, const char *file, const char *name)
{
	char path[128] = "/sys/class/block/", *text, *line;
	const char *value;

	text_append(path, sizeof(path), device);
	text_append(path, sizeof(path), file);
	text = file_read(path);
	while (text && (line = text_line(&text)))
		if ((value = text_behind(line, name)))
			return value;
	return NULL;
}

static long number_in(const char *device, const char *name)
{
	const char *value = property(device, "/uevent", name);
	long n;

	return value && text_number(value, &n) ? n : -1;
}

/* Where the kernel has no devtmpfs, the node is made. */
static int open_device(const char *device, char path[DEVICE_BYTES])
{
	strcpy(path, "/dev/");
	if (!text_append(path, DEVICE_BYTES, device))
		return -1;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0 && access(path, F_OK) != 0 &&
	    mknod(path, S_IFBLK | 0600, makedev(number_in(device, "MAJOR="), number_in(device, "MINOR="))) == 0)
		fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	return fd;
}

static bool same_uuid(const struct search *s, const uint8_t *uuid, int bytes)
{
	return bytes > 0 && bytes == s->uuid_bytes && memcmp(uuid, s->uuid, bytes) == 0;
}

static bool has_partition_uuid(const char *device, const struct search *s)
{
	char name[32] = "", path[DEVICE_BYTES];
	long number = number_in(device, "PARTN="), sector = 512;
	const char *disk = property(device, "/../uevent", "DEVNAME=");
	uint8_t uuid[16];

	if (number <= 0 || !disk)
		return false;
	text_append(name, sizeof(name), disk);
	/* A file with one number, and the number is all of its first line. */
	disk = property(device, "/../queue/logical_block_size", "");
	if (disk)
		text_number(disk, &sector);
	int fd = open_device(name, path);
	if (fd < 0)
		return false;
	bool same = same_uuid(s, uuid, partition_uuid(fd, number, sector, uuid));
	close(fd);
	return same;
}

static bool has_superblock(const char *device, const struct search *s)
{
	char path[DEVICE_BYTES];
	struct superblock of;
	int fd = open_device(device, path);

	if (fd < 0)
		return false;
	bool known = superblock_read(fd, &of);
	close(fd);
	if (!known)
		return false;
	return s->tag == UUID ? same_uuid(s, of.uuid, of.uuid_bytes) : (*s->value && strcmp(of.label, s->value) == 0);
}

static bool is_it(const char *device, const struct search *s)
{
	const char *value;

	switch (s->tag) {
	case PARTUUID:
		return has_partition_uuid(device, s);
	case PARTLABEL:
		value = property(device, "/uevent", "PARTNAME=");
		return value && strcmp(value, s->value) == 0;
	case NUMBER:
		value = property(device, "/dev", "");
		return value && strcmp(value, s->value) == 0;
	default:
		return has_superblock(device, s);
	}
}

static bool look(const char *device, void *with)
{
	struct search *s = with;

	if (!is_it(device, s))
		return true;
	int fd = open_device(device, s->path);
	if (fd >= 0)
		close(fd);
	s->found = fd >= 0;
	return false;
}

bool device_find(const char *spec, char path[DEVICE_BYTES])
{
	struct search s = { .tag = NUMBER, .path = path };
	const char *value = spec;

	*path = '\0';
	if (*spec == '/')
		return text_append(path, DEVICE_BYTES, spec) && access(path, F_OK) == 0;
	for (size_t i = 0; i < COUNT(tags); i++)
		if (text_behind(spec, tags[i])) {
			s.tag = i;
			value = text_behind(spec, tags[i]);
		}
	/* fstab may have UUID="…". */
	value += *value == '"';
	text_append(s.value, sizeof(s.value), value);
	s.value[strcspn(s.value, "\"")] = '\0';
	s.uuid_bytes = parse_uuid(s.value, s.uuid);
	int fd = open("/sys/class/block", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return false;
	file_each(fd, look, &s);
	close(fd);
	return s.found;
}
