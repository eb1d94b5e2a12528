/* fuzz.h - the targets: each gets any bytes, and must neither read nor write what is not its own, nor be wrong */
#ifndef FUZZ_H
#define FUZZ_H

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "init.h"

/* A text of exactly its length, to write into: a byte behind it is a fault. */
void fuzz_cmdline(char *text);
void fuzz_device(char *text);
void fuzz_fstab(char *text);
void fuzz_inittab(char *text);
void fuzz_modules(char *text);
void fuzz_mounts(char *text);
void fuzz_stat(char *text);
void fuzz_sysctl(char *text);

void fuzz_partition(const uint8_t *bytes, size_t size);
void fuzz_superblock(const uint8_t *bytes, size_t size);

#endif
