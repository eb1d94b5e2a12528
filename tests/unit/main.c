/* main.c - runs the cases of all files, and prints TAP */
#include <stdio.h>
#include <stdlib.h>

#include "init.h"
#include "unit.h"

/* Two cores may be shared with a kernel that is being built. */
enum { LIMIT_SECONDS = 60 };

static TCase *(*const all[])(void) = {
	string_cases, text_cases, memory_cases, log_cases, file_cases, tree_cases,
	cmdline_cases, options_cases, inittab_cases, service_cases,
	mounts_cases, fstab_cases, superblock_cases, partition_cases, device_cases, modules_cases,
	sysctl_cases, system_cases, input_cases,
	console_cases, signals_cases, spawn_cases, program_cases, container_cases, shutdown_cases, power_cases,
};

/* What init says in passing is for nobody: the cases that look at it capture it. */
static void hush(void)
{
	ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
}

int main(void)
{
	Suite *suite = suite_create("init");

	for (size_t i = 0; i < COUNT(all); i++) {
		TCase *cases = all[i]();

		tcase_add_checked_fixture(cases, hush, NULL);
		tcase_set_timeout(cases, LIMIT_SECONDS);
		suite_add_tcase(suite, cases);
	}

	SRunner *runner = srunner_create(suite);
	srunner_set_tap(runner, "-");
	srunner_run_all(runner, CK_SILENT);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
