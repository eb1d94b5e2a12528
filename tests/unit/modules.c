/* modules.c - a module's line in modules.dep, or its path in modules.builtin */
#include <string.h>

#include "init.h"
#include "unit.h"

static const char dep[] =
	"kernel/fs/ext4/ext4.ko: kernel/lib/crc16.ko kernel/fs/jbd2/jbd2.ko kernel/fs/mbcache.ko\n"
	"kernel/fs/jbd2/jbd2.ko.xz:\n"
	"kernel/drivers/block/virtio_blk.ko.zst: kernel/drivers/virtio/virtio.ko.zst\n"
	"kernel/net/a-b_c.ko:\n"
	"plain.ko: kernel/x.ko\n"
	"/abs/path/extra.ko.gz:\n"
	"kernel/not/amodule.txt:\n"
	"kernel/dots/x.y.ko:\n"
	"\n"
	"kernel/built/in.ko\n"
	"kernel/last.ko:";

static const struct {
	const char *name, *line;
} lines[] = {
	{ "ext4", "kernel/fs/ext4/ext4.ko: kernel/lib/crc16.ko kernel/fs/jbd2/jbd2.ko kernel/fs/mbcache.ko" },
	{ "jbd2", "kernel/fs/jbd2/jbd2.ko.xz:" },
	{ "virtio_blk", "kernel/drivers/block/virtio_blk.ko.zst: kernel/drivers/virtio/virtio.ko.zst" },
	{ "virtio-blk", "kernel/drivers/block/virtio_blk.ko.zst: kernel/drivers/virtio/virtio.ko.zst" },
	{ "a_b-c", "kernel/net/a-b_c.ko:" },
	{ "plain", "plain.ko: kernel/x.ko" },
	{ "extra", "/abs/path/extra.ko.gz:" },
	{ "in", "kernel/built/in.ko" },
	{ "last", "kernel/last.ko:" },
	{ "x.y", "kernel/dots/x.y.ko:" },
	{ "ext", NULL }, { "xt4", NULL }, { "ext4.ko", NULL }, { "amodule", NULL }, { "crc16", NULL }, { "", NULL },
	{ "fs/ext4/ext4", NULL }, { "x", NULL },
};

START_TEST(line_is_found_by_name)
{
	char text[sizeof(dep)];
	const char *line;

	strcpy(text, dep);
	line = modules_line(text, lines[_i].name);
	ck_assert_pstr_eq(line, lines[_i].line);
}
END_TEST

TCase *modules_cases(void)
{
	TCase *cases = tcase_create("modules");

	tcase_add_loop_test(cases, line_is_found_by_name, 0, COUNT(lines));
	return cases;
}
