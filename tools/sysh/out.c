/*
 * out.c - what builtins print, and one line for each error
 *
 * Output is gathered, so that a line is one write(2) and a failure is noticed in one place: exec.c flushes
 * behind every builtin. A line to standard error is gathered up to its newline, and never mixes with another's.
 */
#include "sys.h"
#include "sysh.h"

enum { OUT_BYTES = 1024, NOTE_BYTES = 512 };

static char output[OUT_BYTES];
static unsigned output_length;
static int failure;

static char line[NOTE_BYTES];
static unsigned line_length;

static void flush(void)
{
	unsigned done = 0;
	int n = 0;

	while (done < output_length && n >= 0) {
		n = (int)sys_write(1, output + done, output_length - done);
		done += (unsigned)n;
	}
	output_length = 0;
	if (n < 0)
		failure = n;
}

bool out_end(void)
{
	flush();
	int e = failure;
	failure = 0;
	if (e < 0)
		error("write", NULL, e);
	return e == 0;
}

void out(const char *s)
{
	for (; *s; s++) {
		if (output_length == OUT_BYTES)
			flush();
		output[output_length++] = *s;
	}
}

void note(const char *s)
{
	for (; *s; s++) {
		/* A line that is cut short still ends. */
		if (line_length < NOTE_BYTES - 1 || *s == '\n')
			line[line_length++] = *s;
		if (*s == '\n') {
			/* Ignored: there is nowhere to say that nothing can be said. */
			sys_write(2, line, line_length);
			line_length = 0;
		}
	}
}

void note_number(int n)
{
	char digits[NUMBER_BYTES];

	note(str_number(digits, n));
}

int error(const char *what, const char *which, int e)
{
	note("sysh: ");
	note(what);
	if (which) {
		note(": ");
		note(which);
	}
	if (e) {
		note(": ");
		note(errors_text(e));
	}
	note("\n");
	return STATUS_FAILED;
}
