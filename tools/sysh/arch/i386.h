/*
 * i386.h - entry and system calls
 *
 * Source: System V ABI, Intel386 supplement (registers), and syscall(2).
 * Number in eax, arguments in ebx ecx edx esi edi ebp, result in eax; int 0x80 keeps all the others.
 * ebp may be the frame pointer, which no constraint can claim: the sixth argument goes there by way of the stack.
 */
#ifndef ARCH_I386_H
#define ARCH_I386_H

static inline long sys6(long number, long a, long b, long c, long d, long e, long f)
{
	/* All registers are taken, so f is in memory, and is read before the stack pointer moves a second time. */
	__asm__ volatile("pushl %6\n\t"
			 "pushl %%ebp\n\t"
			 "movl 4(%%esp), %%ebp\n\t"
			 "int $0x80\n\t"
			 "popl %%ebp\n\t"
			 "addl $4, %%esp"
			 : "+a"(number)
			 : "b"(a), "c"(b), "d"(c), "S"(d), "D"(e), "m"(f)
			 : "memory", "cc");
	return number;
}

/* The kernel leaves argc, argv and the environment at esp; at the call, esp must be on a multiple of 16. */
#define ARCH_START \
	".text\n" \
	".global _start\n" \
	"_start:\n" \
	"	xor %ebp, %ebp\n" \
	"	mov %esp, %eax\n" \
	"	and $-16, %esp\n" \
	"	sub $12, %esp\n" \
	"	push %eax\n" \
	"	call main_start\n"

/* Where a signal handler returns to. 173 is rt_sigreturn. */
#define ARCH_RESTORER \
	".text\n" \
	".global arch_restorer\n" \
	"arch_restorer:\n" \
	"	mov $173, %eax\n" \
	"	int $0x80\n"

#endif
