/*
 * aarch64.h - entry and system calls
 *
 * Source: AAPCS64 (registers), the kernel's arch/arm64/kernel/syscall.c, and syscall(2).
 * Number in x8, arguments in x0-x5, result in x0; svc keeps all the others.
 */
#ifndef ARCH_AARCH64_H
#define ARCH_AARCH64_H

static inline long sys6(long number, long a, long b, long c, long d, long e, long f)
{
	register long x8 __asm__("x8") = number;
	register long x0 __asm__("x0") = a;
	register long x1 __asm__("x1") = b;
	register long x2 __asm__("x2") = c;
	register long x3 __asm__("x3") = d;
	register long x4 __asm__("x4") = e;
	register long x5 __asm__("x5") = f;

	__asm__ volatile("svc #0"
			 : "+r"(x0)
			 : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
			 : "memory", "cc");
	return x0;
}

/* The kernel leaves argc, argv and the environment at sp, which it has aligned. x29 and x30 = 0 end backtraces. */
#define ARCH_START \
	".text\n" \
	".global _start\n" \
	"_start:\n" \
	"	mov x29, #0\n" \
	"	mov x30, #0\n" \
	"	mov x0, sp\n" \
	"	bl main_start\n"

/* Where a signal handler returns to. 139 is rt_sigreturn. */
#define ARCH_RESTORER \
	".text\n" \
	".global arch_restorer\n" \
	"arch_restorer:\n" \
	"	mov x8, #139\n" \
	"	svc #0\n"

#endif
