/* frail.c - an init that ends when a mount fails, and runs a shell until USR1 otherwise: faults.sh must tell it from ours */
#include <signal.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <unistd.h>

int main(void)
{
	sigset_t halt;
	int sig;

	sigemptyset(&halt);
	sigaddset(&halt, SIGUSR1);
	sigprocmask(SIG_BLOCK, &halt, NULL);
	if (mount("proc", "/proc", "proc", 0, NULL) != 0)
		exit(1);
	if (vfork() == 0) {
		execl("/bin/sh", "sh", (char *)NULL);
		_exit(127);
	}
	sigwait(&halt, &sig);
	return reboot(RB_HALT_SYSTEM);
}
