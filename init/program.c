/* program.c - one program, its end on one line, and the machine's end */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "init.h"

/* Linux's numbers are the same wherever this builds: asm-generic/signal.h, and x86's agrees. */
static const char names[][7] = {
	"", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM",
	"STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO",
	"PWR", "SYS",
};

int program_signal(const char *name)
{
	const char *bare = text_behind(name, "SIG"), *end;
	long n;

	for (size_t i = 1; i < COUNT(names); i++)
		if (strcmp(bare ? bare : name, names[i]) == 0)
			return i;
	end = text_number(name, &n);
	return end && !*end && n > 0 && n <= 64 ? n : 0;
}

const char *program_end(int status)
{
	static char text[32];
	bool exited = WIFEXITED(status);
	size_t n = exited ? WEXITSTATUS(status) : WTERMSIG(status);

	*text = '\0';
	text_append(text, sizeof(text), exited ? "exit " : "signal ");
	text_append(text, sizeof(text), text_from(n, 10));
	if (!exited && n < COUNT(names)) {
		text_append(text, sizeof(text), " (SIG");
		text_append(text, sizeof(text), names[n]);
		text_append(text, sizeof(text), ")");
	}
	return text;
}

static struct {
	pid_t pid;
	const char *name;
} program;

static void ended(pid_t pid, int status)
{
	if (pid != program.pid)
		return;
	log_line(program.name, ": ", program_end(status), NULL);
	shutdown_machine(POWEROFF);
}

void program_run(char **argv)
{
	struct spawn what = { .argv = argv, .tty = "", .terminal = TAKE, .input = -1 };

	if (WITH_input && options.input)
		what.input = input_open(options.input);
	program.name = argv[0];
	program.pid = spawn(&what);
	if (program.pid < 0) {
		log_error("fork: ", argv[0]);
		shutdown_machine(POWEROFF);
	}
	if (what.input >= 0)
		close(what.input);
	spawn_protect();
	if (WITH_fault)
		fault_setup();
	for (;;) {
		int sig = signals_wait(WITH_watchdog ? watchdog_feed() : -1);

		if (sig && sig != SIGCHLD)
			kill(program.pid, sig);
		reap_all(ended);
	}
}
