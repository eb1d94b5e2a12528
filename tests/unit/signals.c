/* signals.c - every signal is kept for us to read, and our children get the mask that we were given; the dead are reaped */
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "init.h"
#include "unit.h"

/* As the kernel has it: the C library's own sets leave out its own signals. */
static uint64_t mask(void)
{
	uint64_t now = 0;

	syscall(SYS_rt_sigprocmask, SIG_BLOCK, NULL, &now, sizeof(now));
	return now;
}

static uint64_t bit(int sig)
{
	return 1ULL << (sig - 1);
}

START_TEST(all_but_two_are_blocked)
{
	signals_block();
	ck_assert_uint_eq(mask() | bit(SIGKILL) | bit(SIGSTOP), ~0ULL);
}
END_TEST

START_TEST(given_mask_comes_back)
{
	uint64_t given = bit(SIGUSR1) | bit(40);

	syscall(SYS_rt_sigprocmask, SIG_SETMASK, &given, NULL, sizeof(given));
	signals_block();
	signals_restore();
	ck_assert_uint_eq(mask(), given);
}
END_TEST

/* Also those that the C libraries keep for themselves. */
START_TEST(signal_is_read)
{
	if (_i == SIGKILL || _i == SIGSTOP)
		return;
	signals_block();
	syscall(SYS_tgkill, getpid(), getpid(), _i);
	ck_assert_int_eq(signals_wait(-1), _i);
	ck_assert_int_eq(signals_wait(0), 0);
}
END_TEST

START_TEST(wait_ends_by_time)
{
	int64_t start = now();

	signals_block();
	ck_assert_int_eq(signals_wait(30), 0);
	ck_assert_int_ge(now() - start, 29);
}
END_TEST

static int handled;

static void handler(int sig, siginfo_t *info, void *context)
{
	(void)context;
	ck_assert_int_eq(info->si_signo, sig);
	handled = sig;
}

START_TEST(some_are_let_through_and_returned_from)
{
	signals_block();
	signals_let((unsigned char[]){ SIGUSR1, SIGHUP }, 2, handler);
	kill(getpid(), SIGUSR1);
	ck_assert_int_eq(handled, SIGUSR1);
	kill(getpid(), SIGHUP);
	ck_assert_int_eq(handled, SIGHUP);
	ck_assert_uint_eq(mask() & (bit(SIGUSR1) | bit(SIGUSR2) | bit(33)), bit(SIGUSR2) | bit(33));
	kill(getpid(), SIGUSR2);
	ck_assert_int_eq(signals_wait(-1), SIGUSR2);
}
END_TEST

enum { CHILDREN = 20 };
static int dead, sum;

static void count(pid_t pid, int status)
{
	ck_assert_int_gt(pid, 0);
	dead++;
	sum += WEXITSTATUS(status);
}

/* Signals coalesce: one SIGCHLD, twenty dead. */
START_TEST(all_the_dead_are_reaped)
{
	signals_block();
	ck_assert(!reap_all(count));
	for (int i = 0; i < CHILDREN; i++)
		if (fork() == 0)
			_exit(i);
	while (reap_all(count))
		ck_assert_int_eq(signals_wait(-1), SIGCHLD);
	ck_assert_int_eq(dead, CHILDREN);
	ck_assert_int_eq(sum, CHILDREN * (CHILDREN - 1) / 2);
}
END_TEST

START_TEST(living_child_is_no_end)
{
	pid_t child = fork();

	if (child == 0)
		pause();
	ck_assert(reap_all(NULL));
	kill(child, SIGKILL);
	while (reap_all(NULL))
		;
}
END_TEST

TCase *signals_cases(void)
{
	TCase *cases = tcase_create("signals");

	tcase_add_test(cases, all_but_two_are_blocked);
	tcase_add_test(cases, given_mask_comes_back);
	tcase_add_loop_test(cases, signal_is_read, 1, 65);
	tcase_add_test(cases, wait_ends_by_time);
	tcase_add_test(cases, some_are_let_through_and_returned_from);
	tcase_add_test(cases, all_the_dead_are_reaped);
	tcase_add_test(cases, living_child_is_no_end);
	return cases;
}
