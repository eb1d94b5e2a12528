/*
 * load.c - what PID 1 may be asked to do, and what it costs
 *
 * usage: load FILE STEP...
 * Runs as PID 1's child in a pid namespace. Appends "name value" lines to FILE, "done 1" last, and ends the namespace:
 * that is what reboot(2) does there, whatever PID 1 is. Words that are no step are passed over.
 */
#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/reboot.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Some PID 1s take a second for each sample: the limit is for them. */
enum { MANY = 20000, FEW = 5000, PIDS = 512, SAMPLES = 300, IDLE_SECONDS = 5, LIMIT_SECONDS = 5, SETTLE_SECONDS = 3 };

static FILE *results;

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

static void report(const char *name, double value)
{
	fprintf(results, "%s %.1f\n", name, value);
	fflush(results);
}

/* The number behind a word that starts a line; -1 if there is none. */
static double number(const char *file, const char *word)
{
	char line[256];
	double found = -1;
	FILE *f = fopen(file, "re");

	while (f && found < 0 && fgets(line, sizeof(line), f))
		if (strncmp(line, word, strlen(word)) == 0)
			found = strtod(line + strlen(word), NULL);
	if (f)
		fclose(f);
	return found;
}

static int processes(void)
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;
	int count = 0;

	while (proc && (entry = readdir(proc)))
		count += entry->d_name[0] >= '1' && entry->d_name[0] <= '9';
	if (proc)
		closedir(proc);
	return count;
}

/* How many more than there were, when no more of them go. */
static int left_over(int before)
{
	double end = seconds() + SETTLE_SECONDS;
	int more, least = processes();

	while ((more = processes()) > before && (more < least || seconds() < end)) {
		if (more < least)
			end = seconds() + SETTLE_SECONDS;
		least = more < least ? more : least;
		usleep(20000);
	}
	return more > before ? more - before : 0;
}

/* One orphan, born dead. */
static int double_fork(void)
{
	int status;
	pid_t pid = vfork();

	if (pid == 0)
		_exit(vfork() < 0);
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

/* Tries again what fails. Returns how often that was; past as many as were wanted, it is no use. */
static int double_forks(int wanted)
{
	int failed = 0;

	for (int made = 0; made < wanted && failed < wanted; )
		if (double_fork())
			made++;
		else if (++failed)
			usleep(100);
	return failed;
}

static void idle(void)
{
	sleep(1);
	double before = number("/proc/1/status", "voluntary_ctxt_switches:");
	sleep(IDLE_SECONDS);
	report("wakes", number("/proc/1/status", "voluntary_ctxt_switches:") - before);
	report("RSS-kB", number("/proc/1/smaps_rollup", "Rss:"));
}

static void many(void)
{
	int before = processes(), failed = double_forks(MANY);

	report("double", left_over(before) + failed);
}

/* Microseconds of PID 1 for each. */
static void cpu(void)
{
	int before = processes();
	double start = number("/proc/1/schedstat", "");

	double_forks(FEW);
	left_over(before);
	report("cpu", (number("/proc/1/schedstat", "") - start) / 1e3 / FEW);
}

static void few(void)
{
	FILE *f = fopen("/proc/sys/kernel/pid_max", "we");

	if (f) {
		fprintf(f, "%d\n", PIDS);
		fclose(f);
	}
	if (number("/proc/sys/kernel/pid_max", "") == PIDS)
		report("failed", double_forks(FEW));
}

/* Shares our memory, but for a stack, so that twenty thousand are cheap, and so that one can say when it died. */
static volatile double died;

static int sleep_at(void *gate)
{
	char c;

	close(((int *)gate)[1]);
	ssize_t n = read(((int *)gate)[0], &c, 1);
	died = seconds();
	return n != 0;
}

/* A process that ends when the other end of the pipe is closed. */
static pid_t sleeper(int *gate, int n)
{
	static char stacks[MANY][1024] __attribute__((aligned(16)));

	return clone(sleep_at, stacks[n] + sizeof(stacks[n]), CLONE_VM | SIGCHLD, gate);
}

static void burst(void)
{
	int gate[2], status = -1, before = processes();

	if (pipe2(gate, O_CLOEXEC) != 0)
		return;
	pid_t pid = fork();
	if (pid == 0) {
		int made = 0;
		while (made < MANY && sleeper(gate, made) > 0)
			made++;
		_exit(made < MANY);
	}
	waitpid(pid, &status, 0);
	close(gate[0]);
	close(gate[1]);
	report("burst", left_over(before) + (status ? MANY : 0));
}

/* Microseconds from when an orphan ends to when it is gone, looked at without a pause. */
static double sample(void)
{
	static volatile pid_t orphan;
	int gate[2];

	if (pipe2(gate, O_CLOEXEC) != 0)
		return -1;
	pid_t pid = vfork();
	if (pid == 0) {
		orphan = sleeper(gate, 0);
		_exit(0);
	}
	waitpid(pid, NULL, 0);
	int orphan_fd = syscall(SYS_pidfd_open, orphan, 0);
	close(gate[1]);
	while (syscall(SYS_pidfd_send_signal, orphan_fd, 0, NULL, 0) == 0)
		;
	double took = (seconds() - died) * 1e6;
	close(gate[0]);
	close(orphan_fd);
	return took;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void latency(void)
{
	double took[SAMPLES], end = seconds() + LIMIT_SECONDS;
	int n = 0;

	while (n < SAMPLES && seconds() < end)
		took[n++] = sample();
	qsort(took, n, sizeof(took[0]), by_value);
	report("reaped-us", took[n / 2]);
}

static const struct {
	const char *name;
	void (*run)(void);
} steps[] = {
	{ "idle", idle }, { "many", many }, { "burst", burst }, { "latency", latency }, { "cpu", cpu }, { "few", few },
};

int main(int argc, char **argv)
{
	results = argc > 1 ? fopen(argv[1], "ae") : NULL;
	if (!results)
		return 1;
	for (int i = 2; i < argc; i++)
		for (size_t s = 0; s < sizeof(steps) / sizeof(steps[0]); s++)
			if (strcmp(argv[i], steps[s].name) == 0)
				steps[s].run();
	report("done", 1);
	reboot(RB_AUTOBOOT);
	return 0;
}
