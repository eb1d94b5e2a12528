/*
 * cmdline.c - a whole kernel command line, beside what the kernel would make of it
 *
 * The file is compiled here: its lines are taken as often as we like, while cmdline_read() reads one once.
 */
#include "fuzz.h"
#include "../../init/cmdline.c"

/* A piece of the line. */
struct piece {
	const char *start;
	size_t len;
};

static bool is(const char *s, struct piece piece)
{
	return strlen(s) == piece.len && memcmp(s, piece.start, piece.len) == 0;
}

/*
 * The rules of the kernel's next_arg(), said once more and without cutting: a quote in front opens the word; the first
 * "=" that is not in front ends the name; a value may have its own quote in front; one quote at the end closes either.
 */
static bool expect(const char **at, struct piece *name, struct piece *value)
{
	const char *s = *at;
	size_t len = 0, equals = 0;

	while (is_space(*s))
		s++;
	if (!*s)
		return false;
	bool opened = *s == '"', inside = opened;
	s += opened;
	for (; s[len] && (inside || !is_space(s[len])); len++) {
		if (s[len] == '=' && !equals)
			equals = len;
		inside ^= s[len] == '"';
	}
	*at = s + len + (s[len] != '\0');

	bool quoted = equals && equals + 1 < len && s[equals + 1] == '"';
	size_t from = equals + 1 + quoted;
	if ((opened || quoted) && len > 0 && s[len - 1] == '"')
		len--;
	*name = (struct piece){ s, equals ? equals : len };
	*value = equals ? (struct piece){ s + from, len > from ? len - from : 0 } : (struct piece){ NULL, 0 };
	return true;
}

static void check_words(const char *line)
{
	char *text = strdup(line), *rest = text, *name, *value;
	struct piece right_name, right_value;

	while (cmdline_next(&rest, &name, &value)) {
		assert(expect(&line, &right_name, &right_value));
		assert(is(name, right_name));
		assert(!value == !right_value.start);
		assert(!value || is(value, right_value));
	}
	assert(!expect(&line, &right_name, &right_value));
	free(text);
}

static void check_program(const char *text, size_t size)
{
	char **word = options.program;

	if (!word)
		return;
	assert(*word && !text_behind(*word, "pidone."));
	for (; *word; word++)
		assert(*word >= text && *word + strlen(*word) < text + size);
}

void fuzz_cmdline(char *text)
{
	size_t size = strlen(text) + 1;

	memset(&options, 0, sizeof(options));
	check_words(text);
	take_kernel(text);
	check_program(text, size);
}
