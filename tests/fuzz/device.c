/*
 * device.c - what stands behind root=, or in front in a row of fstab
 *
 * The file is compiled here; no directory of devices is there to be opened.
 */
#include <fcntl.h>
#include <unistd.h>

#include "fuzz.h"

#define open(...) (-1)
#define access(...) (-1)
#include "../../init/device.c"

void fuzz_device(char *text)
{
	char path[DEVICE_BYTES];
	uint8_t uuid[16];
	int bytes = parse_uuid(text, uuid);

	assert(bytes >= 0 && bytes <= 16);
	assert(!device_find(text, path));
	assert(strlen(path) < sizeof(path));
}
