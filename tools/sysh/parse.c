/*
 * parse.c - from text to lists of pipelines of commands
 *
 *	list     = and-or { (';' | '&' | newline) and-or }
 *	and-or   = pipeline { ('&&' | '||') pipeline }
 *	pipeline = command { '|' command }
 *	command  = { assignment | word | [ digit ] '<' word … }
 *
 * One function a rule. The first mistake is kept, and makes every token after it an END, so that all of them
 * come back by themselves. What other shells have and this one has not is such a mistake, and not a surprise.
 */
#include "sysh.h"

enum token { END, NEWLINE, WORD, SEMICOLON, AMPERSAND, AND, OR, BAR, REDIRECTION, UNSUPPORTED };

static const char word_ends[] = " \t\n;&|<>()";

/* The longer ones first. */
static const struct operator {
	char text[3];
	unsigned char token;
	unsigned char redirect;
} operators[] = {
	{ "&&", AND, 0 },
	{ "||", OR, 0 },
	{ ">>", REDIRECTION, REDIRECT_APPEND },
	{ ">|", REDIRECTION, REDIRECT_WRITE },
	{ ">&", REDIRECTION, REDIRECT_DUP },
	{ "<&", REDIRECTION, REDIRECT_DUP },
	{ "<>", REDIRECTION, REDIRECT_BOTH },
	{ "<<", UNSUPPORTED, 0 },
	{ "<", REDIRECTION, REDIRECT_READ },
	{ ">", REDIRECTION, REDIRECT_WRITE },
	{ "\n", NEWLINE, 0 },
	{ ";", SEMICOLON, 0 },
	{ "&", AMPERSAND, 0 },
	{ "|", BAR, 0 },
	{ "(", UNSUPPORTED, 0 },
	{ ")", UNSUPPORTED, 0 },
};

struct parser {
	const char *at;			/* behind the token */
	const char *start;		/* of the token */
	enum token token;
	const struct operator *operator;
	int fd;				/* of a redirection */
	bool last;			/* no more lines will come */
	enum parsed result;
};

static void fail(struct parser *p, const char *at)
{
	if (p->result == PARSE_DONE) {
		error("syntax error", at, 0);
		p->result = PARSE_ERROR;
	}
	p->token = END;
}

/* The text ends inside something. */
static void need_more(struct parser *p, const char *what)
{
	if (p->last)
		fail(p, what);
	else if (p->result == PARSE_DONE)
		p->result = PARSE_MORE;
	p->token = END;
}

static void unexpected(struct parser *p)
{
	fail(p, p->token == END || p->token == NEWLINE ? "end of line" : p->operator->text);
}

/* s is at a backslash; gives the last character that belongs to it. */
static const char *escaped(struct parser *p, const char *s)
{
	if (s[1] == '\n' && !s[2] && !p->last)
		need_more(p, "\\");
	return s[1] ? s + 1 : s;
}

static void lex_word(struct parser *p)
{
	const char *s = p->at;
	char quote[2] = "";

	p->token = WORD;
	for (; *s && (*quote || !str_find(word_ends, *s)); s++) {
		if (*s == '\'' || *s == '"') {
			if (!*quote)
				*quote = *s;
			else if (*quote == *s)
				*quote = '\0';
		} else if (*quote == '\'') {
			continue;
		} else if (*s == '\\') {
			s = escaped(p, s);
		} else if (*s == '`' || (*s == '$' && s[1] == '(')) {
			fail(p, "$( )");
		}
	}
	if (*quote)
		need_more(p, quote);
	p->at = s;
}

static const char *skip_blanks(struct parser *p)
{
	const char *s = p->at;

	for (; *s == ' ' || *s == '\t' || (s[0] == '\\' && s[1] == '\n'); s++)
		if (*s == '\\')
			s = escaped(p, s);
	if (*s == '#')
		while (*s && *s != '\n')
			s++;
	return s;
}

static bool lex_operator(struct parser *p)
{
	bool digit = p->at[0] >= '0' && p->at[0] <= '9' && (p->at[1] == '<' || p->at[1] == '>');
	const char *s = p->at + digit;

	for (size_t i = 0; i < COUNT(operators); i++)
		if (str_starts(s, operators[i].text)) {
			p->fd = digit ? *p->at - '0' : *s != '<';
			p->token = operators[i].token;
			p->operator = &operators[i];
			p->at = s + str_length(operators[i].text);
			return true;
		}
	return false;
}

static void next(struct parser *p)
{
	/* What one token can need at most: its text, and one of each structure. It is looked for here and nowhere else. */
	const size_t most = LINE_BYTES + 512;

	if (mem_left() < most)
		fail(p, "line too complex");
	if (p->result != PARSE_DONE)
		return;
	p->start = p->at = skip_blanks(p);
	if (!*p->at)
		p->token = END;
	else if (!lex_operator(p))
		lex_word(p);
	/* A backslash at the end, with more to come, has been found on the way. */
	if (p->result != PARSE_DONE)
		p->token = END;
}

static void skip_newlines(struct parser *p, const char *after)
{
	while (p->token == NEWLINE)
		next(p);
	if (p->token == END && after)
		need_more(p, after);
}

static char *take_text(const struct parser *p)
{
	unsigned n = (unsigned)(p->at - p->start);

	return memcpy(mem_take(n + 1), p->start, n);
}

static struct word *take_word(const struct parser *p)
{
	struct word *word = mem_take(sizeof(*word));

	word->text = take_text(p);
	return word;
}

static struct redirect *redirection(struct parser *p)
{
	struct redirect *r = mem_take(sizeof(*r));

	r->kind = p->operator->redirect;
	r->fd = p->fd;
	next(p);
	if (p->token == WORD)
		r->target = take_text(p);
	else
		unexpected(p);
	return r;
}

static bool is_assignment(const char *s)
{
	size_t n = vars_name_length(s);

	return n && s[n] == '=';
}

static struct command *command(struct parser *p)
{
	struct command *c = mem_take(sizeof(*c));
	struct word **assigns = &c->assigns, **words = &c->words;
	struct redirect **redirects = &c->redirects;

	for (; p->token == WORD || p->token == REDIRECTION; next(p)) {
		if (p->token == REDIRECTION) {
			*redirects = redirection(p);
			redirects = &(*redirects)->next;
		} else if (!c->words && is_assignment(p->start)) {
			*assigns = take_word(p);
			assigns = &(*assigns)->next;
		} else {
			*words = take_word(p);
			words = &(*words)->next;
		}
	}
	if (!c->words && !c->assigns && !c->redirects)
		unexpected(p);
	return c;
}

static struct pipeline *pipeline(struct parser *p)
{
	struct pipeline *line = mem_take(sizeof(*line));
	struct command **tail = &line->commands;

	for (;;) {
		*tail = command(p);
		if (p->token != BAR)
			return line;
		tail = &(*tail)->next;
		next(p);
		skip_newlines(p, "|");
	}
}

static struct pipeline *and_or(struct parser *p)
{
	struct pipeline *first = pipeline(p), *last = first;

	while (p->token == AND || p->token == OR) {
		bool and = p->token == AND;

		next(p);
		skip_newlines(p, and ? "&&" : "||");
		last = last->next = pipeline(p);
		last->link = and ? LINK_AND : LINK_OR;
	}
	return first;
}

static struct list *list(struct parser *p)
{
	struct list *first = NULL, **tail = &first;

	for (skip_newlines(p, NULL); p->token != END; skip_newlines(p, NULL)) {
		struct list *l = mem_take(sizeof(*l));

		l->pipelines = and_or(p);
		l->background = p->token == AMPERSAND;
		*tail = l;
		tail = &l->next;
		if (p->token == SEMICOLON || p->token == AMPERSAND || p->token == NEWLINE)
			next(p);
		else if (p->token != END)
			unexpected(p);
	}
	return first;
}

enum parsed parse(const char *text, bool last, struct list **result)
{
	struct parser p = { .at = text, .last = last, .result = PARSE_DONE };

	next(&p);
	*result = list(&p);
	return p.result;
}
