/*
 * trace.c - the one door to the kernel, and sysh -t, which watches it
 *
 * A line is written when the call is back, with its result. A call that does not come back, because this
 * program is gone, has its line before. The calls that write the lines are the only ones not shown.
 */
#include "sys.h"
#include "sysh.h"
#include "arch/arch.h"

__asm__(ARCH_START);
__asm__(ARCH_RESTORER);

enum {
	TRACE_BYTES = 512,	/* a longer line is cut */
	STRING_CHARS = 40,	/* shown of a string */
	VECTOR_STRINGS = 8,	/* shown of an argument vector */
};

/*
 * How arguments are shown, one letter each:
 *   d decimal   x hexadecimal   s string   V vector of strings
 *   B bytes, as many as the next argument says   R bytes, as many as the result says
 *   I an int that the call has filled in
 */
#define CALLS(CALL) \
	CALL(read, "dRd") \
	CALL(write, "dBd") \
	CALL(openat, "dsxx") \
	CALL(faccessat, "dsx") \
	CALL(close, "d") \
	CALL(lseek, "ddd") \
	CALL(dup3, "ddx") \
	CALL(pipe2, "xx") \
	CALL(fcntl, "ddd") \
	CALL(ioctl, "dxx") \
	CALL(chdir, "s") \
	CALL(getcwd, "xd") \
	CALL(clone, "xx") \
	CALL(execve, "sVx") \
	CALL(exit_group, "d") \
	CALL(wait4, "dIxx") \
	CALL(kill, "dd") \
	CALL(getpid, "") \
	CALL(getpgid, "d") \
	CALL(setpgid, "dd") \
	CALL(setsid, "") \
	CALL(rt_sigaction, "dxxd") \
	CALL(rt_sigprocmask, "dxxd") \
	CALL(ppoll, "xdxxd") \
	CALL(mount, "sssxs") \
	CALL(umount2, "sx") \
	CALL(sync, "") \
	CALL(reboot, "xxx")

#define NUMBER(name, letters) __NR_##name,
#define TEXT(name, letters) #name "\0" letters "\0"
static const short numbers[] = { CALLS(NUMBER) };
static const char texts[] = CALLS(TEXT);

static bool on;
static int to;
static int child;	/* this process, if it is one */
static char line[TRACE_BYTES];
static size_t length;

static void put(char c)
{
	if (length < TRACE_BYTES - 1)
		line[length++] = c;
}

static void put_text(const char *s)
{
	while (*s)
		put(*s++);
}

static void put_decimal(int n)
{
	char digits[NUMBER_BYTES];

	put_text(str_number(digits, n));
}

static void put_int(int n)
{
	if (n == AT_FDCWD)
		put_text("AT_FDCWD");
	else
		put_decimal(n);
}

static void put_hex(unsigned long n)
{
	int shift = 0;

	put_text(n ? "0x" : "");
	while (n >> shift > 0xf)
		shift += 4;
	for (; shift >= 0; shift -= 4)
		put("0123456789abcdef"[n >> shift & 0xf]);
}

static void put_char(char c)
{
	if (c == '\n' || c == '"' || c == '\\')
		put('\\');
	put(c == '\n' ? 'n' : c < ' ' || c > '~' ? '?' : c);
}

static void put_bytes(const char *s, long n)
{
	put('"');
	for (long i = 0; i < n && i < STRING_CHARS; i++)
		put_char(s[i]);
	put_text(n > STRING_CHARS ? "\"..." : "\"");
}

static void put_string(const char *s)
{
	if (s)
		put_bytes(s, (long)str_length(s));
	else
		put_text("NULL");
}

static void put_vector(char **strings)
{
	char before = '[';

	for (int i = 0; strings[i] && i < VECTOR_STRINGS; i++) {
		put(before);
		put_string(strings[i]);
		before = ' ';
	}
	put(']');
}

static void put_argument(char letter, const long *value, long result)
{
	switch (letter) {
	case 's': put_string((const char *)*value); break;
	case 'V': put_vector((char **)*value); break;
	case 'B': put_bytes((const char *)*value, value[1]); break;
	case 'R': put_bytes((const char *)*value, result); break;
	case 'd': put_int((int)*value); break;
	case 'x': put_hex((unsigned long)*value); break;
	case 'I': put_hex(*(const unsigned *)*value); break;
	}
}

static const char *name_of(long number)
{
	const char *name = texts;

	/* Every call in sys.h has its line, so this ends. */
	for (int i = 0; numbers[i] != number; i++)
		name = str_next(str_next(name));
	return name;
}

static void put_call(long number, const long *arguments, long result)
{
	const char *name = name_of(number);
	const char *letters = str_next(name);

	length = 0;
	if (child) {
		put('[');
		put_decimal(child);
		put_text("] ");
	}
	put_text(name);
	put('(');
	for (int i = 0; letters[i]; i++) {
		put_text(i ? ", " : "");
		put_argument(letters[i], &arguments[i], result);
	}
	put_text(") = ");
}

static void put_result(long result)
{
	/* The kernel's own rule: the last 4095 values are errors. */
	const char *name = result < 0 && result >= -4095 ? errors_name((int)result) : "";

	if (!*name) {
		put_decimal((int)result);
		return;
	}
	put('-');
	while (*name && *name != ' ')
		put(*name++);
}

static void write_line(void)
{
	line[length++] = '\n';
	sys6(__NR_write, to, (long)line, (long)length, 0, 0, 0);
}

/* A search along PATH would show every program twice that is not there: it is looked for first, off the record. */
static bool will_go(long number, const long *arguments)
{
	return number == __NR_exit_group || number == __NR_reboot ||
	       (number == __NR_execve && sys6(__NR_faccessat, AT_FDCWD, arguments[0], 1, 0, 0, 0) == 0);
}

long sys_call(long number, long a, long b, long c, long d, long e);
long sys_call(long number, long a, long b, long c, long d, long e)
{
	const long arguments[] = { a, b, c, d, e };

	if (on && will_go(number, arguments)) {
		put_call(number, arguments, 0);
		put('?');
		write_line();
	}
	long result = sys6(number, a, b, c, d, e, 0);
	if (on) {
		put_call(number, arguments, result);
		put_result(result);
		write_line();
	}
	return result;
}

void trace_start(void)
{
	/* Programs may have their standard error anywhere: the trace keeps the shell's. */
	to = sys_fcntl(2, F_DUPFD_CLOEXEC, OWN_FD);
	on = true;
}

void trace_forked(void)
{
	if (on)
		child = (int)sys6(__NR_getpid, 0, 0, 0, 0, 0, 0);
}
