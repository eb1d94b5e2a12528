/*
 * inittab.c - a whole inittab: its entries, and the words that they are executed as
 *
 * The file is compiled here: the table is emptied before each.
 */
#include "fuzz.h"
#include "../../init/service.c"

static void check_entry(const struct entry *e)
{
	bool login = *e->command == '-';
	struct command c;
	int n = 0;

	assert(*e->command && strlen(e->command) < COMMAND_BYTES);
	assert(e->action >= SYSINIT && e->action < ACTIONS);
	assert(!*e->tty || text_behind(e->tty, "/dev/"));
	assert(same(e->tty, e->command) == e);
	split(e->command + login, &c);
	while (c.argv[n])
		assert(*c.argv[n++]);
	assert(n <= WORDS_MAX && (n > 0 || login));
}

void fuzz_inittab(char *text)
{
	entries = NULL;
	end = &entries;
	inittab_parse(text);
	for (const struct entry *e = entries; e; e = e->next)
		check_entry(e);
}
