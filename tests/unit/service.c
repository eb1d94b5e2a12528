/*
 * service.c - the order of the boot, pauses, reload, restart: with a clock, files and processes that are ours
 *
 * The file is compiled here once more, under other names. spawn() only writes down what it was asked for; the cases
 * say when a process ends, and set the clock.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "init.h"
#include "unit.h"

static int64_t clock_ms = 100000;
static pid_t last_pid = 100;
static bool no_memory;
static char table[4096], started[4096], executed[8192];
static const char *const *scripts;

static int64_t pretend_now(void)
{
	return clock_ms;
}

static char *pretend_read(const char *path)
{
	static char text[sizeof(table)];

	return strcmp(path, "/etc/inittab") == 0 && *table ? strcpy(text, table) : NULL;
}

static bool pretend_next(const char *directory, bool (*wanted)(const char *name), char name[NAME_BYTES])
{
	ck_assert_str_eq(directory, "/etc/rc.d");
	while (scripts && *scripts && !wanted(*scripts))
		scripts++;
	if (!scripts || !*scripts)
		return false;
	strcpy(name, *scripts++);
	return true;
}

static int pretend_access(const char *path, int how)
{
	(void)how;
	return strstr(path, "not-executable") || strcmp(path, "/etc/init.d/rcS") == 0 ? -1 : 0;
}

static void write_words(char *to, size_t size, const char *tty, char *const *argv)
{
	size_t len = strlen(to);

	len += snprintf(to + len, size - len, "%s:", tty);
	for (; argv && *argv; argv++)
		len += snprintf(to + len, size - len, " %s", *argv);
	if (!argv)
		len += snprintf(to + len, size - len, " a shell");
	snprintf(to + len, size - len, "\n");
}

static struct spawn last;

static pid_t pretend_spawn(const struct spawn *what)
{
	if (no_memory) {
		errno = EAGAIN;
		return -1;
	}
	last = *what;
	write_words(started, sizeof(started), what->tty, what->argv);
	return ++last_pid;
}

static int pretend_exec(const char *name, char *const *argv)
{
	write_words(executed, sizeof(executed), name, argv);
	return ENOENT;
}

static void pretend_end(enum ending how)
{
	ck_abort_msg("shutdown_machine(%d)", how);
}

static bool pretend_reap(void (*dead)(pid_t pid, int status))
{
	dead(last_pid, 0);
	return false;
}

/* shutdown_machine() and reboot(2) behind it would end the machine that runs the tests. */
#define shutdown_machine pretend_end
#define now pretend_now
#define file_read pretend_read
#define file_read_once pretend_read
#define file_next pretend_next
#define access pretend_access
#define spawn(...) pretend_spawn(__VA_ARGS__)
#define spawn_exec pretend_exec
#define reap_all pretend_reap
#define service_add tested_add
#define service_setup tested_setup
#define service_reload tested_reload
#define service_step tested_step
#define service_ended tested_ended
#define service_due tested_due
#define service_hold tested_hold
#define service_run tested_run
#define service_restart tested_restart
/* It calls service_add() too. */
#define inittab_parse tested_parse
void tested_add(enum action action, const char *tty, const char *command);
#include "../../init/inittab.c"
#include "../../init/service.c"

/* What was started since the last time. */
static const char *news(void)
{
	static char text[sizeof(started)];

	strcpy(text, started);
	*started = '\0';
	return text;
}

static void boot(const char *inittab)
{
	if (inittab != table)
		strcpy(table, inittab);
	tested_setup();
	tested_step();
}

static const char *ended(pid_t pid, int status)
{
	tested_ended(pid, status);
	tested_step();
	return news();
}

START_TEST(boot_is_in_order)
{
	boot("::respawn:r\n::once:o1\n::sysinit:s1\n::wait:w1\n::sysinit:s2\n::askfirst:a\n::once:o2\n::wait:w2\n"
	     "::shutdown:d\n::ctrlaltdel:c\n::restart:x\n");
	ck_assert_str_eq(news(), ": s1\n");
	/* An orphan's end is nobody's turn. */
	ck_assert_str_eq(ended(9999, 0), "");
	ck_assert_str_eq(ended(last_pid, 0), ": s2\n");
	ck_assert_str_eq(ended(last_pid, 256), ": w1\n");
	ck_assert_str_eq(ended(last_pid, 0), ": w2\n");
	ck_assert_str_eq(ended(last_pid, 0), ": o1\n: o2\n: r\n: a\n");
	ck_assert_int_eq(tested_due(), -1);
}
END_TEST

START_TEST(scripts_come_first)
{
	static const char *const rc[] = { "10-a", "20_b.bak", "30-not-executable", "40c~", "50d", NULL };

	scripts = rc;
	boot("::sysinit:s\n");
	ck_assert_str_eq(news(), ": /etc/rc.d/10-a\n");
	ck_assert_str_eq(ended(last_pid, 0), ": /etc/rc.d/50d\n");
	ck_assert_str_eq(ended(last_pid, 0), ": s\n");
}
END_TEST

static void failing_script(void)
{
	static const char *const rc[] = { "10-a", NULL };

	scripts = rc;
	boot("");
	tested_ended(last_pid, 3 << 8);
}

START_TEST(failing_script_is_named)
{
	ck_assert_str_eq(captured(failing_script), "init: /etc/rc.d/10-a\ninit: /etc/rc.d/10-a: exit 3\n");
}
END_TEST

START_TEST(default_is_a_shell)
{
	boot("");
	ck_assert_str_eq(news(), ": a shell\n");
	ck_assert(last.login);
	ck_assert_int_eq(last.terminal, TAKE);
}
END_TEST

START_TEST(shells_are_instead_of_inittab)
{
	options.tty = "tty1,/dev/ttyS0";
	boot("::respawn:r\n");
	ck_assert_str_eq(news(), "/dev/tty1: a shell\n/dev/ttyS0: a shell\n");
}
END_TEST

/* An entry, what it is executed as, and with which terminal. */
static const struct {
	const char *entry, *words;
	enum terminal terminal;
	bool login, ask;
} commands[] = {
	{ "::respawn:prog a  b\tc", ": prog a b c\n", IF_FREE, false, false },
	{ "tty1::respawn:-/bin/sh", "/dev/tty1: /bin/sh\n", TAKE, true, false },
	{ "::respawn:-", ": a shell\n", TAKE, true, false },
	{ "::respawn:- \t", ": a shell\n", TAKE, true, false },
	{ "::askfirst:prog", ": prog\n", TAKE, false, true },
	{ "::once:prog", ": prog\n", NO_TERMINAL, false, false },
	{ "::once:echo $HOME; ls", ": /bin/sh -c exec echo $HOME; ls\n", NO_TERMINAL, false, false },
	{ "::once:a>b", ": /bin/sh -c exec a>b\n", NO_TERMINAL, false, false },
	{ "::once:a#b,c+d%e:f@g", ": a#b,c+d%e:f@g\n", NO_TERMINAL, false, false },
};

START_TEST(entry_is_executed)
{
	boot(commands[_i].entry);
	ck_assert_str_eq(news(), commands[_i].words);
	ck_assert_int_eq(last.terminal, commands[_i].terminal);
	ck_assert_int_eq(last.login, commands[_i].login);
	ck_assert_int_eq(last.ask, commands[_i].ask);
	ck_assert(!last.again);
}
END_TEST

START_TEST(long_command_is_split_within_bounds)
{
	char line[256] = "::once:";

	while (strlen(line) < 254)
		strcat(line, strlen(line) % 2 ? "x" : " ");
	boot(line);
	ck_assert_uint_ge(strlen(news()), 2 * 31);
}
END_TEST

static void dies_at_once(void)
{
	boot("::respawn:r\n");
	for (int pause = 1000; pause <= 64000; pause *= 2) {
		ck_assert_str_eq(news(), ": r\n");
		ck_assert_str_eq(ended(last_pid, 0), "");
		ck_assert_int_eq(tested_due(), pause < 32000 ? pause : 32000);
		clock_ms += tested_due() - 1;
		tested_step();
		ck_assert_str_eq(news(), "");
		ck_assert_int_eq(tested_due(), 1);
		clock_ms++;
		ck_assert_int_eq(tested_due(), 0);
		tested_step();
		ck_assert_int_eq(tested_due(), -1);
	}
}

START_TEST(pauses_grow_and_are_said_once)
{
	ck_assert_str_eq(captured(dies_at_once), "init: r ended at once: starting it again, with growing pauses\n");
}
END_TEST

START_TEST(what_lived_starts_again_at_once)
{
	boot("::respawn:r\n");
	clock_ms += 1000;
	news();
	ck_assert_str_eq(ended(last_pid, 0), ": r\n");
	ck_assert(last.again);
	/* Once more, and the pauses have begun anew. */
	ended(last_pid, 0);
	ck_assert_int_eq(tested_due(), 1000);
}
END_TEST

START_TEST(nothing_starts_while_held)
{
	boot("::respawn:r\n");
	clock_ms += 5000;
	news();
	tested_hold(true);
	ck_assert_str_eq(ended(last_pid, 0), "");
	ck_assert_int_eq(tested_due(), -1);
	tested_hold(false);
	tested_step();
	ck_assert_str_eq(news(), ": r\n");
}
END_TEST

static void boot_without_memory(void)
{
	no_memory = true;
	boot("::wait:w\n::respawn:r\n");
}

START_TEST(failing_fork_is_tried_again)
{
	ck_assert_str_eq(captured(boot_without_memory), "init: fork: w: Resource temporarily unavailable\n"
			 "init: fork: r: Resource temporarily unavailable\n");
	ck_assert_int_gt(tested_due(), 0);
	ck_assert_int_le(tested_due(), 1000);
	no_memory = false;
	clock_ms += tested_due();
	tested_step();
	ck_assert_str_eq(news(), ": r\n");
	/* What waits for nothing more must not wake us. */
	ck_assert_int_eq(tested_due(), -1);
}
END_TEST

START_TEST(reload_adds_and_lets_go)
{
	boot("::sysinit:s\n::respawn:old\n::respawn:kept\n");
	ended(last_pid, 0);
	pid_t old = last_pid - 1, kept = last_pid;
	clock_ms += 5000;
	strcpy(table, "::sysinit:s2\n::respawn:kept\n::respawn:new\n::shutdown:d\n");
	tested_reload();
	tested_step();
	/* Only a restart of the machine runs s2. */
	ck_assert_str_eq(news(), ": new\n");
	ck_assert_str_eq(ended(old, 0), "");
	ck_assert_str_eq(ended(kept, 0), ": kept\n");
	ck_assert(!tested_run(RESTART));
	ck_assert(tested_run(SHUTDOWN));
	ck_assert_str_eq(news(), ": d\n");
}
END_TEST

/* Also one that is asked for while a sysinit program runs, or by it. */
START_TEST(reload_during_the_boot_skips_nothing)
{
	boot("::sysinit:s1\n::sysinit:s2\n::wait:w\n::once:o\n::respawn:r\n::wait:gone\n");
	news();
	strcpy(table, "::sysinit:s1\n::sysinit:s2\n::wait:w\n::once:o\n::respawn:r\n");
	tested_reload();
	tested_step();
	ck_assert_str_eq(news(), "");
	ck_assert_str_eq(ended(last_pid, 0), ": s2\n");
	ck_assert_str_eq(ended(last_pid, 0), ": w\n");
	tested_reload();
	ck_assert_str_eq(ended(last_pid, 0), ": o\n: r\n");
}
END_TEST

START_TEST(entry_comes_back)
{
	boot("::respawn:r\n");
	news();
	clock_ms += 5000;
	strcpy(table, "# nothing\n");
	tested_reload();
	ck_assert_str_eq(ended(last_pid, 0), "");
	strcpy(table, "::respawn:r\n");
	tested_reload();
	tested_step();
	ck_assert_str_eq(news(), ": r\n");
}
END_TEST

/* Many reloads with other entries each time: those that ended make room. */
START_TEST(table_does_not_fill_up)
{
	boot("# nothing\n");
	for (int i = 0; i < 500; i++) {
		snprintf(table, sizeof(table), "::respawn:r%d\n", i);
		tested_reload();
		tested_step();
		snprintf(table, sizeof(table), ": r%d\n", i);
		ck_assert_str_eq(news(), table);
		strcpy(table, "# nothing\n");
		tested_reload();
		ck_assert_str_eq(ended(last_pid, 0), "");
	}
}
END_TEST

/* More than there can be room for; those that fit are started. */
static void fill(void)
{
	char command[16];

	for (int i = 0; i < 5000; i++) {
		snprintf(command, sizeof(command), "r%d", i);
		tested_add(RESPAWN, "", command);
	}
	*table = '\0';
	tested_step();
}

START_TEST(full_table_is_said)
{
	const char *said = text_behind(captured(fill), "init: inittab: r");
	long first;

	ck_assert_ptr_nonnull(said);
	said = text_number(said, &first);
	ck_assert_ptr_nonnull(text_behind(said, ": too many entries: ignored\n"));
	ck_assert_int_ge(first, 64);
	ck_assert_int_eq(last_pid - 100, first);
}
END_TEST

static void add_long(void)
{
	char command[300];

	memset(command, 'x', sizeof(command));
	command[256] = '\0';
	tested_add(ONCE, "", command);
	tested_add(ONCE, "a-terminal-with-a-name-that-is-too-long", "prog");
	command[255] = '\0';
	tested_add(ONCE, "", command);
	tested_step();
}

START_TEST(too_long_is_said)
{
	const char *text = captured(add_long);

	ck_assert_ptr_nonnull(strstr(text, "init: inittab: xxx"));
	ck_assert_ptr_nonnull(strstr(text, "init: inittab: prog: too long: ignored\n"));
	/* Only the one that fits. */
	ck_assert_uint_eq(strlen(news()), strlen(": \n") + 255);
}
END_TEST

START_TEST(same_entry_is_taken_once)
{
	boot("::once:a\n::once:a\ntty1::once:a\n/dev/tty1::once:a\n");
	ck_assert_str_eq(news(), ": a\n/dev/tty1: a\n");
}
END_TEST

static int tell(void)
{
	tested_restart((char *[]){ "/init", "pidone.children=1.2,", NULL });
	/* The first line is what was tried first. */
	executed[strcspn(executed, "\n")] = '\0';
	return puts(executed) < 0 || fflush(stdout) != 0;
}

static int init_before(void)
{
	boot("::sysinit:s\n::respawn:a\n::respawn:b\n::once:o\n");
	ended(last_pid, 0);
	return tell();
}

static void next_init(void)
{
	const char *told = strstr(captured_text, "/proc/self/exe: /init pidone.children=");

	ck_assert_ptr_nonnull(told);
	strcpy(executed, strchr(told, '=') + 1);
	options.children = executed;
	clock_ms += 5000;
}

/* What the next init is told, it understands: the same processes belong to the same entries, in another order. */
START_TEST(children_are_handed_on)
{
	pid_t o = last_pid + 2, a = o + 1, b = o + 2;

	ck_assert_int_eq(status_of(init_before), 0);
	next_init();
	boot("::respawn:b\n::respawn:c\n::sysinit:s\n::respawn:a\n");
	ck_assert_str_eq(news(), ": c\n");
	ck_assert_str_eq(ended(a, 0), ": a\n");
	ck_assert_str_eq(ended(b, 0), ": b\n");
	ck_assert_str_eq(ended(o, 0), "");
}
END_TEST

static int many_before(void)
{
	boot(table);
	return tell();
}

START_TEST(many_children_are_handed_on)
{
	for (int i = 0; i < 100; i++)
		sprintf(table + strlen(table), "::respawn:r%d\n", i);
	ck_assert_int_eq(status_of(many_before), 0);
	next_init();
	tested_setup();
	tested_step();
	ck_assert_str_eq(news(), "");
}
END_TEST

static const char *const nonsense[] = { "", "x", "1", "1.", "1.2", "1.2,x", ".,.", "-1.-1,", "999999999999999999.0," };

START_TEST(children_of_nonsense_are_none)
{
	options.children = nonsense[_i];
	boot("::respawn:a\n");
	ck_assert_str_eq(news(), ": a\n");
}
END_TEST

static void restart(void)
{
	char *argv[] = { "/init", NULL };

	boot("::restart:/sbin/other now\n");
	tested_restart(argv);
}

START_TEST(restart_entry_comes_first)
{
	ck_assert_str_eq(captured(restart), "init: exec /sbin/other: No such file or directory\n"
			 "init: exec /init: No such file or directory\n");
	ck_assert_str_eq(executed, "/sbin/other: /sbin/other now\n/proc/self/exe: /init pidone.children=\n/init: /init pidone.children=\n");
}
END_TEST

TCase *service_cases(void)
{
	TCase *cases = tcase_create("service");

	tcase_add_test(cases, boot_is_in_order);
	tcase_add_test(cases, scripts_come_first);
	tcase_add_test(cases, failing_script_is_named);
	tcase_add_test(cases, default_is_a_shell);
	tcase_add_test(cases, shells_are_instead_of_inittab);
	tcase_add_loop_test(cases, entry_is_executed, 0, COUNT(commands));
	tcase_add_test(cases, long_command_is_split_within_bounds);
	tcase_add_test(cases, pauses_grow_and_are_said_once);
	tcase_add_test(cases, what_lived_starts_again_at_once);
	tcase_add_test(cases, nothing_starts_while_held);
	tcase_add_test(cases, failing_fork_is_tried_again);
	tcase_add_test(cases, reload_adds_and_lets_go);
	tcase_add_test(cases, reload_during_the_boot_skips_nothing);
	tcase_add_test(cases, entry_comes_back);
	tcase_add_test(cases, table_does_not_fill_up);
	tcase_add_test(cases, full_table_is_said);
	tcase_add_test(cases, too_long_is_said);
	tcase_add_test(cases, same_entry_is_taken_once);
	tcase_add_test(cases, children_are_handed_on);
	tcase_add_test(cases, many_children_are_handed_on);
	tcase_add_loop_test(cases, children_of_nonsense_are_none, 0, COUNT(nonsense));
	tcase_add_test(cases, restart_entry_comes_first);
	return cases;
}
