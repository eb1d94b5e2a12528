/*
 * redirect.c - < > >> <> N>&M
 *
 * Programs have their descriptors moved once, in the child. Builtins run in the shell itself, so what was
 * there is kept at OWN_FD and above until they are done.
 */
#include "sys.h"
#include "sysh.h"

enum { UNTOUCHED, WAS_CLOSED };	/* else it is a copy, and not below OWN_FD */

static const int flags[] = {
	[REDIRECT_READ] = O_RDONLY,
	[REDIRECT_WRITE] = O_WRONLY | O_CREAT | O_TRUNC,
	[REDIRECT_APPEND] = O_WRONLY | O_CREAT | O_APPEND,
	[REDIRECT_BOTH] = O_RDWR | O_CREAT,
};

static bool save(struct redirect_saved *saved, int fd)
{
	if (saved->copies[fd] != UNTOUCHED)
		return true;
	int copy = sys_fcntl(fd, F_DUPFD_CLOEXEC, OWN_FD);
	if (copy < 0 && copy != -EBADF) {
		error("dup", NULL, copy);
		return false;
	}
	saved->copies[fd] = copy < 0 ? WAS_CLOSED : copy;
	return true;
}

static int move(int from, int fd)
{
	/* dup3(2) refuses to do nothing. */
	return from < 0 || from == fd ? from : sys_dup3(from, fd, 0);
}

static int apply(const struct redirect *r, const char *target)
{
	if (r->kind != REDIRECT_DUP) {
		int opened = sys_open(target, flags[r->kind]);
		int result = move(opened, r->fd);

		if (opened != r->fd)
			sys_close(opened);
		return result;
	}
	if (str_equal(target, "-")) {
		/* Ignored: it may have been closed before. */
		sys_close(r->fd);
		return 0;
	}
	int from = str_to_number(target);
	return move(from < 0 ? -EBADF : from, r->fd);
}

bool redirect_apply(const struct redirect *list, struct redirect_saved *saved)
{
	if (saved)
		*saved = (struct redirect_saved){ { UNTOUCHED } };
	for (; list; list = list->next) {
		const char *target = expand_text(list->target);

		if (!target || (saved && !save(saved, list->fd)))
			return false;
		int result = apply(list, target);
		if (result < 0) {
			error(target, NULL, result);
			return false;
		}
	}
	return true;
}

void redirect_undo(const struct redirect_saved *saved)
{
	for (int fd = 0; fd < OWN_FD; fd++)
		if (saved->copies[fd] == WAS_CLOSED) {
			sys_close(fd);
		} else if (saved->copies[fd] != UNTOUCHED) {
			sys_dup3(saved->copies[fd], fd, 0);
			sys_close(saved->copies[fd]);
		}
}
