/* bytes.c - the first bytes of a device: a file system's, or a disk's with its partitions */
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"

static int disk_of(const uint8_t *bytes, size_t size, off_t at)
{
	static int fd = -1;

	if (fd < 0)
		fd = memfd_create("disk", 0);
	if (ftruncate(fd, 0) != 0 || pwrite(fd, bytes, size, at) != (ssize_t)size)
		abort();
	return fd;
}

/* The first byte says where the others lie: a superblock is at one of these places. */
void fuzz_superblock(const uint8_t *bytes, size_t size)
{
	static const off_t places[] = { 0, 0x400, 0xff0, 0x8000, 0x10000 };
	struct superblock of;

	if (size == 0)
		return;
	memset(&of, 0xff, sizeof(of));
	bool known = superblock_read(disk_of(bytes + 1, size - 1, places[*bytes % COUNT(places)]), &of);
	assert(known == (*of.type != '\0'));
	assert(memchr(of.type, '\0', sizeof(of.type)) && memchr(of.label, '\0', sizeof(of.label)));
	assert(of.uuid_bytes == 0 || of.uuid_bytes == 4 || of.uuid_bytes == 16);
	assert(known || (!*of.label && !of.uuid_bytes));
}

/* The first byte is the partition's number, the next says how large a block is. */
void fuzz_partition(const uint8_t *bytes, size_t size)
{
	uint8_t uuid[16];

	if (size < 2)
		return;
	int n = partition_uuid(disk_of(bytes + 2, size - 2, 0), bytes[0], bytes[1] % 2 ? 512 : 4096, uuid);
	assert(n == 0 || n == 5 || n == 16);
}
