/* unit.h - the cases of each file */
#ifndef UNIT_H
#define UNIT_H

#include <check.h>

TCase *options_cases(void);
TCase *mounts_cases(void);
TCase *shutdown_cases(void);
TCase *log_cases(void);

/* What write_to_stderr() writes to descriptor 2, as a string that lives until the next call. */
const char *captured(void (*write_to_stderr)(void));

#endif
