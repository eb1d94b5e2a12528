/*
 * riscv64.h - entry and system calls
 *
 * Source: RISC-V ELF psABI (registers, gp), and syscall(2).
 * Number in a7, arguments in a0-a5, result in a0; ecall keeps all the others.
 */
#ifndef ARCH_RISCV64_H
#define ARCH_RISCV64_H

static inline long sys6(long number, long a, long b, long c, long d, long e, long f)
{
	register long a7 __asm__("a7") = number;
	register long a0 __asm__("a0") = a;
	register long a1 __asm__("a1") = b;
	register long a2 __asm__("a2") = c;
	register long a3 __asm__("a3") = d;
	register long a4 __asm__("a4") = e;
	register long a5 __asm__("a5") = f;

	__asm__ volatile("ecall"
			 : "+r"(a0)
			 : "r"(a7), "r"(a1), "r"(a2), "r"(a3), "r"(a4), "r"(a5)
			 : "memory");
	return a0;
}

/* The kernel leaves argc, argv and the environment at sp. The linker shortens addresses to offsets from gp, so gp is first. */
#define ARCH_START \
	".text\n" \
	".global _start\n" \
	"_start:\n" \
	".option push\n" \
	".option norelax\n" \
	"	lla gp, __global_pointer$\n" \
	".option pop\n" \
	"	mv a0, sp\n" \
	"	andi sp, sp, -16\n" \
	"	call main_start\n"

/* No restorer: the kernel returns from handlers through its vDSO, and has no SA_RESTORER. */
#define ARCH_RESTORER ""

#endif
