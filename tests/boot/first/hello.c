/* hello.c - the smallest init: it says who it is, and stays. Run it on your own system too: it is a program like any other. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
	setlinebuf(stdout);
	printf("hello, my PID is %d\n", getpid());
	for (int tick = 1;; tick++) {
		sleep(1);
		printf("tick %d\n", tick);
	}
}
