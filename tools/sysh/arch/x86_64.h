/*
 * x86_64.h - entry and system calls
 *
 * Source: System V ABI, AMD64 supplement, A.2 "Linux conventions", and syscall(2).
 * Number in rax, arguments in rdi rsi rdx r10 r8 r9, result in rax.
 * The instruction itself keeps the return address in rcx and the flags in r11, so both are lost.
 */
#ifndef ARCH_X86_64_H
#define ARCH_X86_64_H

static inline long sys6(long number, long a, long b, long c, long d, long e, long f)
{
	register long r10 __asm__("r10") = d;
	register long r8 __asm__("r8") = e;
	register long r9 __asm__("r9") = f;

	__asm__ volatile("syscall"
			 : "+a"(number)
			 : "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
			 : "rcx", "r11", "memory");
	return number;
}

/* The kernel leaves argc, argv and the environment at rsp; a call needs rsp on a multiple of 16. rbp = 0 ends backtraces. */
#define ARCH_START \
	".text\n" \
	".global _start\n" \
	"_start:\n" \
	"	xor %ebp, %ebp\n" \
	"	mov %rsp, %rdi\n" \
	"	and $-16, %rsp\n" \
	"	call main_start\n"

/* Where a signal handler returns to: here the kernel insists on the program's own. 15 is rt_sigreturn. */
#define ARCH_RESTORER \
	".text\n" \
	".global arch_restorer\n" \
	"arch_restorer:\n" \
	"	mov $15, %eax\n" \
	"	syscall\n"

#endif
