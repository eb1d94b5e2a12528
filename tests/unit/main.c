/* main.c - runs the cases of all files, and prints TAP */
#include <stdlib.h>

#include "unit.h"

int main(void)
{
	Suite *suite = suite_create("init");

	suite_add_tcase(suite, options_cases());
	suite_add_tcase(suite, mounts_cases());
	suite_add_tcase(suite, shutdown_cases());
	suite_add_tcase(suite, log_cases());

	SRunner *runner = srunner_create(suite);
	srunner_set_tap(runner, "-");
	srunner_run_all(runner, CK_SILENT);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
