/*
 * stamp.c - says when it was reached, in instructions since power-on, and becomes the next program
 *
 * Under QEMU's -icount shift=0 the time-stamp counter advances by one an instruction (1 GHz).
 * As /init it executes /init.real; as anything else it restarts the machine.
 */
#include <string.h>
#include <sys/reboot.h>
#include <unistd.h>
#include <x86intrin.h>

int main(int argc, char **argv)
{
	unsigned long long now = __rdtsc();
	char text[64] = "", *p = text + sizeof(text) - 1;
	const char *who = argc > 0 && strcmp(argv[0], "/init") == 0 ? "stamp init " : "stamp shell ";

	*--p = '\n';
	do
		*--p = '0' + now % 10;
	while (now /= 10);
	p -= strlen(who);
	memcpy(p, who, strlen(who));
	write(1, p, strlen(p));
	if (who[6] == 'i')
		execv("/init.real", argv);
	reboot(RB_AUTOBOOT);
	return 1;
}
