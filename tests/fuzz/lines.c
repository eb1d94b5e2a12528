/* lines.c - what is read line by line: /proc/self/mounts, fstab, /proc/PID/stat */
#include "fuzz.h"

void fuzz_mounts(char *text)
{
	char *line, *source, *point;

	while ((line = text_line(&text)))
		if (mounts_cut(&line, &source, &point))
			assert(source && point && strlen(source) + strlen(point) < (size_t)(text - source));
}

void fuzz_fstab(char *text)
{
	char *line, *source, *point, *type, data[32];

	while ((line = text_line(&text))) {
		bool skip = false;

		if (!mounts_cut(&line, &source, &point) || !(type = text_word(&line)))
			continue;
		fstab_options(text_word(&line), data, sizeof(data), &skip);
		assert(strlen(data) < sizeof(data));
		assert(*data != ',' && !strstr(data, ",,"));
		assert(skip || (!text_listed(data, "ro") && !text_listed(data, "noauto")));
	}
}

void fuzz_stat(char *text)
{
	if (shutdown_is_terminal_leader(text))
		assert(*text >= '1' && *text <= '9' ? strchr(text, ')') != NULL : *text == '0');
}
