/* power.c - how the machine can be made to end */
#include <unistd.h>

#include "init.h"
#include "unit.h"

static const struct {
	const char *poweroff;
	enum ending how, by;
} policies[] = {
	{ "acpi", POWEROFF, POWEROFF }, { "acpi", HALT, HALT }, { "acpi", REBOOT, REBOOT },
	{ "ioport", POWEROFF, POWEROFF }, { "ioport", HALT, HALT }, { "ioport", REBOOT, REBOOT },
	{ "reboot", POWEROFF, REBOOT }, { "reboot", HALT, REBOOT }, { "reboot", REBOOT, REBOOT },
	{ "halt", POWEROFF, HALT }, { "halt", HALT, HALT }, { "halt", REBOOT, REBOOT },
	{ NULL, HALT, HALT }, { NULL, REBOOT, REBOOT },
};

START_TEST(policy_chooses_the_ending)
{
	options.poweroff = policies[_i].poweroff;
	ck_assert_int_eq(power_policy(policies[_i].how), policies[_i].by);
}
END_TEST

/* Without a word, by what the kernel has. */
START_TEST(kernel_chooses_the_ending)
{
	ck_assert_int_eq(power_policy(POWEROFF), access("/sys/firmware/acpi", F_OK) == 0 ? POWEROFF : REBOOT);
}
END_TEST

START_TEST(no_watchdog_is_never_due)
{
	ck_assert_int_eq(watchdog_feed(), -1);
	ck_assert_int_eq(watchdog_limit(), -1);
}
END_TEST

TCase *power_cases(void)
{
	TCase *cases = tcase_create("power");

	tcase_add_loop_test(cases, policy_chooses_the_ending, 0, COUNT(policies));
	tcase_add_test(cases, kernel_chooses_the_ending);
	tcase_add_test(cases, no_watchdog_is_never_due);
	return cases;
}
