/*
 * smallest.c - the smallest init that works: a shell at the console, no zombies, a restart at its end
 *
 *   musl-gcc -static -Os -o init smallest.c, in an initramfs with /bin/sh and the directories /proc and /dev
 *
 * here                                  what ours adds (init.8)
 * ------------------------------------  -----------------------------------------------------------------
 * signals do nothing                    TERM, INT, USR1, USR2, PWR end the machine as every init has it
 * /proc and /dev, or nothing is said    all that programs expect, from a table; what the kernel lacks is named
 * no /dev/console: no shell             the next console that opens, or it runs on without one
 * one shell, and the machine restarts   inittab, several terminals; what dies comes back, not in a tight loop
 * the disk may be left dirty            TERM before KILL, unmounted last first, swap off, sync
 * one use                               also: one program with a verdict, root= and handing over, containers
 * a fault is a kernel panic             a fault says where, and a rescue shell follows
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/wait.h>
#include <unistd.h>

/* Opening the console does not make it the terminal that Ctrl-C comes from: the leader of a session asks for it. */
static void become_shell(const sigset_t *old)
{
	int fd = open("/dev/console", O_RDWR);

	for (int i = 0; i <= 2; i++)
		dup2(fd, i);
	setsid();
	ioctl(0, TIOCSCTTY, 1);
	sigprocmask(SIG_SETMASK, old, NULL);
	execl("/bin/sh", "-sh", (char *)NULL);
	_exit(127);
}

int main(void)
{
	sigset_t all, old;
	pid_t shell;

	/* First of all: blocked, none interrupts what follows. */
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &old);
	mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
	mount("devtmpfs", "/dev", "devtmpfs", MS_NOSUID, NULL);
	shell = fork();
	if (shell == 0)
		become_shell(&old);
	/* Orphans are our children too: whatever ends is reaped here, until it is the shell. */
	while (wait(NULL) != shell)
		;
	sync();
	reboot(RB_AUTOBOOT);
	/* Not reached, but where the machine is not ours to restart; the kernel panics when its first process ends. */
	for (;;)
		pause();
}
