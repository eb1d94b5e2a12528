/*
 * input.c - command lines: from a text, a file, a pipe or a terminal
 *
 * The programs that a script runs may read the same standard input, and must find there what is behind the
 * line being executed. So nothing is kept: a file is read in pieces and its offset put back to the end of the
 * line, a pipe is read byte by byte. A terminal hands out one line at a time by itself.
 */
#include "sys.h"
#include "sysh.h"

enum { PIECE_BYTES = 512 };

static long read_piece(int fd, char *piece)
{
	return sys_read(fd, piece, shell.interactive || sys_lseek(fd, 0, 1) >= 0 ? PIECE_BYTES : 1);
}

/* Adds the line, or as much of it as the piece has. Gives the number of bytes used. NUL bytes are left out. */
static long add(char *line, unsigned *length, const char *piece, long n)
{
	long i = 0;
	char c;

	do {
		c = piece[i++];
		/* A line that is too long is read to its end all the same. */
		if (c && *length < LINE_BYTES)
			line[(*length)++] = c;
	} while (i < n && c != '\n');
	return i;
}

/* Gives the number of bytes, which may end before the line or behind it; 0 at the end of input. */
static long next_piece(const struct input *in, char *buffer, const char **piece)
{
	*piece = in->text ? in->text : buffer;
	return in->text ? *in->text != '\0' : read_piece(in->fd, buffer);
}

enum input_result input_line(struct input *in, char *line, unsigned *length, const char *prompt)
{
	char buffer[PIECE_BYTES];
	const char *piece;
	unsigned begin = *length;
	char last = '\0';

	if (shell.interactive)
		/* Ignored: without a prompt, the shell can still be used. */
		sys_write(2, prompt, str_length(prompt));
	while (last != '\n') {
		if (!in->text && !signals_wait_input(in->fd)) {
			note("\n");
			shell.status = STATUS_SIGNAL + SIGINT;
			return INPUT_NOTHING;
		}

		long n = next_piece(in, buffer, &piece);
		if (n < 0)
			shell.status = error("read", NULL, (int)n);
		if (n <= 0)
			break;
		long used = add(line, length, piece, n);
		last = piece[used - 1];
		if (in->text)
			in->text += used;
		else if (used < n)
			sys_lseek(in->fd, used - n, 1);
	}
	if (*length >= LINE_BYTES) {
		error("line too long", NULL, 0);
		shell.status = STATUS_USAGE;
		return INPUT_NOTHING;
	}
	line[*length] = '\0';
	return *length > begin || last ? INPUT_LINE : INPUT_END;
}
