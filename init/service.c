/*
 * service.c - inittab's entries: started, waited for, and started again when they end
 *
 * First the scripts of /etc/rc.d, then the sysinit and the wait entries, each when the one before has ended; then the
 * once entries; then those that are kept running. Nothing here blocks: a signal is heard at every stage.
 * A program that dies at once is started again after a pause that doubles, so that a broken image neither spins
 * nor stays dead.
 */
#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "init.h"

enum {
	SHORT_LIFE_MS = 1000,
	PAUSE_FIRST_MS = 1000,
	PAUSE_MOST_MS = 32000,
	TTY_BYTES = 32,
	COMMAND_BYTES = 256,
	WORDS_MAX = 32,
};

static struct entry {
	enum action action;
	char tty[TTY_BYTES];		/* "/dev/tty1", or "" for the console that we have open */
	char command[COMMAND_BYTES];	/* "-" is the shell that options.shell or nothing chooses */
	pid_t pid;
	int64_t started_at, start_at;
	int pause_ms;
	bool started, gone;
	struct entry *next;
} *entries, **end = &entries;

/* Where we are in the boot: a script of rc.d, the entries of an action, or everything kept running. */
static enum { RC, IN_ORDER, RUNNING } stage;
static enum action in_order = SYSINIT;
static char script[NAME_BYTES];
static pid_t awaited;
static bool held;

static struct entry *same(const char *tty, const char *command)
{
	for (struct entry *e = entries; e; e = e->next)
		if (strcmp(e->tty, tty) == 0 && strcmp(e->command, command) == 0)
			return e;
	return NULL;
}

static bool is_kept(const struct entry *e)
{
	return (e->action == RESPAWN || e->action == ASKFIRST) && !e->gone;
}

/* One that has ended and is in no inittab any more, or a new one at the end. */
static struct entry *unused(void)
{
	for (struct entry *e = entries; e; e = e->next)
		if (e->gone && !e->pid)
			return e;
	struct entry *e = memory_take(sizeof(*e));
	if (e) {
		*end = e;
		end = &e->next;
	}
	return e;
}

void service_add(enum action action, const char *tty, const char *command)
{
	char path[TTY_BYTES] = "";
	const char *name = text_behind(tty, "/dev/");

	if (*tty)
		text_append(path, sizeof(path), "/dev/");
	bool fits = text_append(path, sizeof(path), name ? name : tty) && strlen(command) < COMMAND_BYTES;
	struct entry *e = same(path, command);
	bool known = e;

	if (!e && fits)
		e = unused();
	if (!e) {
		log_line("inittab: ", command, fits ? ": too many entries" : ": too long", ": ignored", NULL);
		return;
	}
	if (!known) {
		struct entry *next = e->next;

		memset(e, 0, sizeof(*e));
		e->next = next;
		strcpy(e->tty, path);
		strcpy(e->command, command);
	}
	e->action = action;
	e->gone = false;
}

/* Cuts "tty1,ttyS0". */
static void add_shells(const char *names)
{
	char name[TTY_BYTES];

	do {
		text_item(&names, name, sizeof(name));
		service_add(RESPAWN, name, "-");
	} while (*names);
}

static void read_table(void)
{
	static const char rc_s[] = "/etc/init.d/rcS";
	bool chosen = options.shell || options.tty || options.input;
	char *text = WITH_inittab && !chosen ? file_read_once("/etc/inittab") : NULL;

	if (text) {
		inittab_parse(text);
		return;
	}
	if (WITH_inittab && !chosen && access(rc_s, X_OK) == 0)
		service_add(SYSINIT, "", rc_s);
	/* The host's input is one: it has one reader. */
	add_shells(options.tty && !options.input ? options.tty : "");
}

/* Names an entry to the next init, whose table may have another order. */
static uint32_t id_of(const struct entry *e)
{
	uint32_t id = e->action;

	for (const char *s = e->tty; *s; s++)
		id = id * 31 + (unsigned char)*s;
	for (const char *s = e->command; *s; s++)
		id = id * 31 + (unsigned char)*s;
	return id & 0xffffff;
}

/* "PID.ID,PID.ID": what the init before us started. It has been through the boot already. */
static void adopt(const char *list)
{
	long pid, id;

	stage = RUNNING;
	for (struct entry *e = entries; e; e = e->next)
		e->started = true;
	while (list && (list = text_number(list, &pid)) && *list == '.' && (list = text_number(list + 1, &id))) {
		for (struct entry *e = entries; e; e = e->next)
			if (id_of(e) == id)
				e->pid = pid;
		list = *list == ',' ? list + 1 : NULL;
	}
}

void service_setup(void)
{
	read_table();
	if (WITH_inittab && options.children)
		adopt(options.children);
}

void service_reload(void)
{
	for (struct entry *e = entries; e; e = e->next)
		e->gone = true;
	read_table();
}

/* What only a shell understands; the same set as busybox's. */
static bool needs_shell(const char *command)
{
	return strpbrk(command, "~`!$^&*()=|\\{}[];\"'<>?");
}

struct command {
	char text[COMMAND_BYTES + 5];
	char *argv[WORDS_MAX + 1];
};

static void split(const char *command, struct command *c)
{
	char *words = c->text;
	int n = 0;

	*c->text = '\0';
	if (needs_shell(command)) {
		text_append(c->text, sizeof(c->text), "exec ");
		c->argv[n++] = "/bin/sh";
		c->argv[n++] = "-c";
		c->argv[n++] = c->text;
	}
	text_append(c->text, sizeof(c->text), command);
	if (n == 0)
		while (n < WORDS_MAX && (c->argv[n] = text_word(&words)))
			n++;
	c->argv[n] = NULL;
}

static void start(struct entry *e)
{
	struct command c;
	bool login = *e->command == '-';
	struct spawn what = {
		.tty = e->tty,
		.login = login,
		.terminal = login || e->action == ASKFIRST ? TAKE : is_kept(e) ? IF_FREE : NO_TERMINAL,
		.input = -1,
		.ask = e->action == ASKFIRST,
		.again = is_kept(e) && e->started,
	};

	c.argv[0] = NULL;
	if (WITH_inittab)
		split(e->command + login, &c);
	/* "-" and blanks is the shell as well. */
	what.argv = c.argv[0] ? c.argv : NULL;
	if (WITH_input && options.input && !what.argv) {
		what.input = input_open(options.input);
		console_plain();
	}
	e->started = true;
	e->start_at = 0;
	e->started_at = now();
	e->pid = spawn(&what);
	if (e->pid < 0) {
		log_error("fork: ", e->command);
		e->pid = 0;
		e->start_at = now() + PAUSE_FIRST_MS;
	}
	if (what.input >= 0)
		close(what.input);
}

static void start_again(struct entry *e)
{
	bool lived = now() - e->started_at >= SHORT_LIFE_MS;

	if (lived)
		e->pause_ms = 0;
	else if (e->pause_ms == 0)
		e->pause_ms = PAUSE_FIRST_MS;
	else if (e->pause_ms < PAUSE_MOST_MS)
		e->pause_ms *= 2;
	if (e->pause_ms == PAUSE_FIRST_MS)
		log_line(strcmp(e->command, "-") ? e->command : "the shell", " ended at once: starting it again, with growing pauses", NULL);
	e->start_at = now() + e->pause_ms;
}

/* The names that run-parts(8) takes: editors' copies and packagers' leavings have a dot or a tilde. */
static bool is_script(const char *name)
{
	for (; *name; name++)
		if (!(*name >= '0' && *name <= '9') && !((*name | 32) >= 'a' && (*name | 32) <= 'z') && *name != '_' && *name != '-')
			return false;
	return true;
}

/* The next script, with its line. False when there is none left. */
static bool start_script(void)
{
	char path[NAME_BYTES + 16];

	while (WITH_settings && file_next("/etc/rc.d", is_script, script)) {
		strcpy(path, "/etc/rc.d/");
		strcat(path, script);
		if (access(path, X_OK) != 0)
			continue;
		log_line(path, NULL);
		awaited = spawn(&(struct spawn){ .argv = (char *[]){ path, NULL }, .tty = "", .input = -1 });
		if (awaited > 0)
			return true;
		log_error("fork: ", path);
	}
	return false;
}

/* The next entry of the action whose turn it is. False when there is none left. */
static bool start_next(void)
{
	for (struct entry *e = entries; e; e = e->next)
		if (e->action == in_order && !e->started && !e->gone) {
			start(e);
			awaited = in_order == ONCE ? 0 : e->pid;
			/* Without memory for a process now there may be some later; the boot goes on. */
			return true;
		}
	return false;
}

static void step_in_order(void)
{
	if (stage == RC && !start_script())
		stage = IN_ORDER;
	else if (stage == IN_ORDER && !start_next() && ++in_order == RESPAWN)
		stage = RUNNING;
}

void service_step(void)
{
	while (stage != RUNNING && awaited <= 0)
		step_in_order();
	if (stage != RUNNING || held)
		return;
	for (struct entry *e = entries; e; e = e->next)
		if (!e->pid && is_kept(e) && (!e->start_at || e->start_at <= now()))
			start(e);
}

void service_ended(pid_t pid, int status)
{
	if (pid == awaited) {
		awaited = 0;
		if (WITH_settings && stage == RC && status)
			log_line("/etc/rc.d/", script, ": ", program_end(status), NULL);
	}
	for (struct entry *e = entries; e; e = e->next) {
		if (e->pid != pid)
			continue;
		e->pid = 0;
		/* The host's input was used up, or the shell has read enough of it. */
		if (WITH_input && options.input)
			shutdown_machine(POWEROFF);
		if (is_kept(e))
			start_again(e);
	}
}

int service_due(void)
{
	int64_t least = -1, left;

	for (struct entry *e = entries; e && !held; e = e->next) {
		if (!e->start_at || !is_kept(e))
			continue;
		left = e->start_at > now() ? e->start_at - now() : 0;
		if (least < 0 || left < least)
			least = left;
	}
	return least;
}

void service_hold(bool on)
{
	held = on;
}

bool service_run(enum action action)
{
	bool any = false;

	for (struct entry *e = entries; e; e = e->next) {
		if (e->action != action || e->gone || e->pid)
			continue;
		any = true;
		start(e);
		while (action == SHUTDOWN && e->pid && reap_all(service_ended) && e->pid)
			if (shutdown_asked(signals_wait(-1)) >= 0)
				return true;
	}
	return any;
}

/* "PID.ID," for each child that is an entry's. */
static char *children(void)
{
	/* More than as many entries as there is memory for: 190 of them, each of 17 bytes at most. */
	static char list[4096] BEHIND;

	strcpy(list, "pidone.children=");
	for (struct entry *e = entries; e; e = e->next)
		if (e->pid > 0) {
			text_append(list, sizeof(list), text_from(e->pid, 10));
			text_append(list, sizeof(list), ".");
			text_append(list, sizeof(list), text_from(id_of(e), 10));
			text_append(list, sizeof(list), ",");
		}
	return list;
}

void service_restart(char **argv)
{
	char *self[WORDS_MAX + 2];
	int n = 0;

	for (struct entry *e = entries; e; e = e->next)
		if (e->action == RESTART && !e->gone) {
			/* Another init may not know how to undo our mask. */
			struct command c;

			split(e->command, &c);
			signals_restore();
			errno = spawn_exec(c.argv[0], c.argv);
			log_error("exec ", c.argv[0]);
			signals_block();
		}
	for (; argv[n] && n < WORDS_MAX; n++)
		self[n] = argv[n];
	if (n > 1 && text_behind(self[n - 1], "pidone.children="))
		n--;
	self[n++] = children();
	self[n] = NULL;
	spawn_exec("/proc/self/exe", self);
	/* Without /proc. */
	errno = spawn_exec(argv[0], self);
	log_error("exec ", argv[0]);
}
