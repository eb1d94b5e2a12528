/*
 * inittab.c - what the lines of an inittab mean
 *
 * The file is compiled here once more, under another name, with a service_add() that only writes down.
 */
#include <stdio.h>
#include <string.h>

#include "init.h"
#include "unit.h"

static char added[4096];

static void pretend_add(enum action action, const char *tty, const char *command)
{
	size_t len = strlen(added);

	snprintf(added + len, sizeof(added) - len, "%d [%s] [%s]\n", action, tty, command);
}

#define service_add pretend_add
#define inittab_parse tested_inittab_parse
#include "../../init/inittab.c"
#undef service_add
#undef inittab_parse

static const struct {
	const char *text, *entries, *said;
} tables[] = {
	{ "", "", "" },
	{ "\n \n\t\n# a::comment:x\n  # b\n", "", "" },
	{ "::sysinit:/bin/a\n::wait:/bin/b\n::once:/bin/c\n::respawn:/bin/d\n",
	  "0 [] [/bin/a]\n1 [] [/bin/b]\n2 [] [/bin/c]\n3 [] [/bin/d]\n", "" },
	{ "::askfirst:a\n::ctrlaltdel:b\n::shutdown:c\n::restart:d", "4 [] [a]\n5 [] [b]\n6 [] [c]\n7 [] [d]\n", "" },
	{ "tty1:2345:respawn:/sbin/getty 38400 tty1\n", "3 [tty1] [/sbin/getty 38400 tty1]\n", "" },
	{ "  /dev/ttyS0::askfirst:-/bin/sh\n", "4 [/dev/ttyS0] [-/bin/sh]\n", "" },
	{ "::sysinit:  mount -t proc a:b:c /proc \n", "0 [] [mount -t proc a:b:c /proc ]\n", "" },
	{ "::once:echo '#' # x\n", "2 [] [echo '#' # x]\n", "" },
	{ "nonsense\n::once:a\n", "2 [] [a]\n", "init: /etc/inittab: line 1: not id:runlevels:action:process: ignored\n" },
	{ "a:b\na:b:once\n", "", "init: /etc/inittab: line 1: not id:runlevels:action:process: ignored\n"
		"init: /etc/inittab: line 2: not id:runlevels:action:process: ignored\n" },
	{ "\n\n::boot:x\n", "", "init: /etc/inittab: line 3: unknown action: ignored\n" },
	{ "::respawn :x\n::Respawn:x\n::resp:x\n::::\n", "", "init: /etc/inittab: line 1: unknown action: ignored\n"
		"init: /etc/inittab: line 2: unknown action: ignored\n" "init: /etc/inittab: line 3: unknown action: ignored\n"
		"init: /etc/inittab: line 4: unknown action: ignored\n" },
	{ "::once:\n::once: \t\n", "", "init: /etc/inittab: line 1: no process: ignored\n"
		"init: /etc/inittab: line 2: no process: ignored\n" },
};
static int which;

static void parse(void)
{
	char text[512];

	strcpy(text, tables[which].text);
	tested_inittab_parse(text);
}

START_TEST(table_is_understood)
{
	which = _i;
	ck_assert_str_eq(captured(parse), tables[_i].said);
	ck_assert_str_eq(added, tables[_i].entries);
}
END_TEST

TCase *inittab_cases(void)
{
	TCase *cases = tcase_create("inittab");

	tcase_add_loop_test(cases, table_is_understood, 0, COUNT(tables));
	return cases;
}
