/*
 * main.c - the targets by name, for libFuzzer: TARGET=cmdline build/ARCH/tests/fuzz [FILE]
 *
 * now() and now_us() are here because init/main.c, whose they are, has a main() of its own and is left out, and so are
 * init's own start, string functions and memory: the sanitizers have theirs.
 */
#include <stdio.h>

#include "fuzz.h"

/* Proves that what is wrong is found: tests/fuzz/run looks for it. */
static void planted(char *text)
{
	/* Volatile, or the compiler would see that nobody looks at it. */
	char *volatile small = malloc(4);

	if (text_behind(text, "bug"))
		strcpy(small, text);
	free(small);
}

/*
 * init's memory is kept, and ends at 64 KiB. Here each piece is one of its own, so that a byte behind it is a fault,
 * and given back after each input.
 */
enum { ALL_BYTES = 65536, PIECES_MAX = 1024 };
static void *pieces[PIECES_MAX];
static size_t pieces_taken, bytes_taken;

void *memory_take(size_t size)
{
	if (pieces_taken == PIECES_MAX || size > ALL_BYTES - bytes_taken)
		return NULL;
	bytes_taken += size;
	return pieces[pieces_taken++] = calloc(1, size);
}

static void memory_return(void)
{
	while (pieces_taken > 0)
		free(pieces[--pieces_taken]);
	bytes_taken = 0;
}

static const struct target {
	const char *name;
	void (*text)(char *text);
	void (*bytes)(const uint8_t *bytes, size_t size);
} targets[] = {
	{ "planted", planted, NULL },
	{ "cmdline", fuzz_cmdline, NULL },
	{ "inittab", fuzz_inittab, NULL },
	{ "fstab", fuzz_fstab, NULL },
	{ "mounts", fuzz_mounts, NULL },
	{ "modules", fuzz_modules, NULL },
	{ "device", fuzz_device, NULL },
	{ "sysctl", fuzz_sysctl, NULL },
	{ "stat", fuzz_stat, NULL },
	{ "superblock", NULL, fuzz_superblock },
	{ "partition", NULL, fuzz_partition },
};

static const struct target *target;

/* Without a target that there is, the names. */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *wanted = getenv("TARGET");

	(void)argc, (void)argv;
	for (size_t i = 0; i < COUNT(targets); i++)
		if (wanted && strcmp(wanted, targets[i].name) == 0)
			target = &targets[i];
	if (target)
		return 0;
	for (size_t i = 0; i < COUNT(targets); i++)
		puts(targets[i].name);
	exit(EXIT_FAILURE);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	if (target->bytes) {
		target->bytes(bytes, size);
		return 0;
	}
	char *text = malloc(size + 1);

	memcpy(text, bytes, size);
	text[size] = '\0';
	target->text(text);
	free(text);
	memory_return();
	return 0;
}

int64_t now_us(void)
{
	return 0;
}

int64_t now(void)
{
	return 0;
}
