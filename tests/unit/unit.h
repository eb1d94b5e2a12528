/* unit.h - the cases of each file */
#ifndef UNIT_H
#define UNIT_H

#include <check.h>

TCase *cmdline_cases(void);
TCase *console_cases(void);
TCase *container_cases(void);
TCase *device_cases(void);
TCase *file_cases(void);
TCase *fstab_cases(void);
TCase *inittab_cases(void);
TCase *input_cases(void);
TCase *log_cases(void);
TCase *memory_cases(void);
TCase *modules_cases(void);
TCase *mounts_cases(void);
TCase *options_cases(void);
TCase *partition_cases(void);
TCase *power_cases(void);
TCase *program_cases(void);
TCase *service_cases(void);
TCase *shutdown_cases(void);
TCase *signals_cases(void);
TCase *spawn_cases(void);
TCase *string_cases(void);
TCase *superblock_cases(void);
TCase *sysctl_cases(void);
TCase *system_cases(void);
TCase *text_cases(void);
TCase *tree_cases(void);

/* What write_out() and its children write to descriptors 1 and 2, as a string that lives until the next call. */
const char *captured(void (*write_out)(void));
/* The exit status of a child that calls what(): its input is empty, and what it writes is for captured_text. */
int status_of(int (*what)(void));
extern const char *captured_text;

/* The cases share an empty directory, which is the current one for them, and gone afterwards. */
void in_directory(TCase *cases);
/* A new file there, of these bytes. */
void make_file(const char *name, const void *bytes, size_t size);
/* An open file of nothing but zeros so far, without a name. */
int memory_file(size_t size);
void put(int fd, long at, const void *bytes, size_t size);
void put_number(int fd, long at, unsigned long long n, int bytes);

#endif
