/*
 * root.c - from the initramfs to the root file system and its init
 *
 * modules, the device, the mount, the switch, exec. Whatever fails is said, then there is a rescue shell;
 * when that ends, it is tried again.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <linux/openat2.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "init.h"

enum { DEVICE_WAIT_MS = 10000, LOOK_AGAIN_MS = 50, DATA_BYTES = 256, PATH_BYTES = 64, WORDS_MAX = 64 };

static const char new_root[] = "/.root";

/* While we wait, the dead are reaped and Ctrl-Alt-Del is heard. */
static void wait_a_little(int ms)
{
	int64_t start = now(), left;

	while ((left = start + ms - now()) > 0) {
		int sig = signals_wait(left), how = shutdown_asked(sig);

		if (how >= 0 || sig == SIGINT)
			shutdown_machine(how >= 0 ? (enum ending)how : REBOOT);
		reap_all(NULL);
	}
}

static bool try_types(const char *device, const char *where, const char *types, unsigned long flags, const char *data)
{
	char type[32];

	while (*types) {
		/* Half a name could be another's. */
		if (!text_item(&types, type, sizeof(type)))
			*type = '\0';
		if (mount(device, where, type, flags, data) == 0)
			return true;
	}
	return false;
}

/* Each that needs a device, as the kernel itself does. */
static bool try_all(const char *device, const char *where, unsigned long flags, const char *data)
{
	char *text = file_read("/proc/filesystems"), *line, *type;

	while (text && (line = text_line(&text)))
		if ((*line == '\t' || *line == ' ') && (type = text_word(&line)) && mount(device, where, type, flags, data) == 0)
			return true;
	return false;
}

bool root_mount(const char *device, const char *where, const char *type, unsigned long flags, const char *data)
{
	struct superblock of = { .type = "" };
	int fd = open(device, O_RDONLY | O_CLOEXEC), why;

	if (fd >= 0) {
		superblock_read(fd, &of);
		close(fd);
	}
	if (strcmp(of.type, "crypto_LUKS") == 0) {
		log_line("mount ", device, ": encrypted (LUKS), which init does not undo: use dracut", NULL);
		return false;
	}
	if (try_types(device, where, type ? type : of.type, flags, data))
		return true;
	why = errno;
	if (!type && *of.type && why == ENODEV) {
		modules_load(of.type);
		if (try_types(device, where, of.type, flags, data))
			return true;
		why = errno;
	}
	if (!type && try_all(device, where, flags, data))
		return true;
	log_line("mount ", device, " on ", where, ": ", log_why(why), *of.type ? ", of type " : "", of.type,
		 why == ENODEV ? ": name its module in modules=" : "", NULL);
	return false;
}

static void carry_over(const char *from, const char *to)
{
	char path[PATH_BYTES] = "";

	text_append(path, sizeof(path), to);
	text_append(path, sizeof(path), from);
	/* Ignored: on a read-only root the mount below says that there is no such directory. */
	mkdir(path, 0755);
	if (mount(from, path, NULL, MS_MOVE, NULL) == 0)
		return;
	/* EINVAL: none is mounted there, which was said when it was. */
	if (errno != EINVAL)
		log_error("move ", path);
	umount2(from, MNT_DETACH);
}

bool root_is_memory(void)
{
	struct statfs of;

	return statfs("/", &of) == 0 && (of.f_type == RAMFS_MAGIC || of.f_type == TMPFS_MAGIC);
}

bool root_switch(const char *path)
{
	static const char *const kept[] = { "/dev", "/proc", "/sys", "/run" };
	bool memory = root_is_memory();
	int old = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	for (size_t i = 0; i < COUNT(kept); i++)
		carry_over(kept[i], path);
	/* What must not fail any more: from here on, the old root is in parts. */
	if (chdir(path) != 0 || mount(".", "/", NULL, MS_MOVE, NULL) != 0 || chroot(".") != 0) {
		log_error("switch root to ", path);
		if (old >= 0)
			close(old);
		return false;
	}
	chdir("/");
	/* Only memory is given back: never the files of a disk. */
	if (memory)
		tree_delete(old);
	if (old >= 0)
		close(old);
	return true;
}

void root_to_tmpfs(void)
{
	int from = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC), to = -1;

	mkdir(new_root, 0755);
	if (mount("tmpfs", new_root, "tmpfs", 0, "mode=0755,size=100%") == 0)
		to = open(new_root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (to < 0 || !tree_copy(from, to)) {
		log_error("pidone.root=tmpfs", "");
		umount2(new_root, MNT_DETACH);
	} else {
		root_switch(new_root);
	}
	rmdir(new_root);
	close(from);
	if (to >= 0)
		close(to);
}

static bool find(char path[DEVICE_BYTES])
{
	static const char *const not_ours[] = { "/dev/nfs", "nfs:", "cifs:", "nbd:", "iscsi:", "/dev/mapper/" };
	long seconds;
	int64_t start = now();
	bool said = false;

	for (size_t i = 0; i < COUNT(not_ours); i++)
		if (text_behind(options.root, not_ours[i])) {
			log_line("root=", options.root, ": no networks and no device mapper in init: use dracut", NULL);
			return false;
		}
	if (options.rootdelay && text_number(options.rootdelay, &seconds) && seconds > 0 && seconds < 86400)
		wait_a_little(seconds * 1000);
	while (!device_find(options.root, path)) {
		if (!said && now() - start > 1000) {
			log_line("waiting for root=", options.root, NULL);
			said = true;
		}
		if (!options.rootwait && now() - start > DEVICE_WAIT_MS) {
			log_line("root=", options.root, ": no such device: is its driver among modules=?", NULL);
			return false;
		}
		wait_a_little(LOOK_AGAIN_MS);
	}
	return true;
}

static bool mount_root(void)
{
	char device[DEVICE_BYTES], data[DATA_BYTES], words[DATA_BYTES] = "";
	bool skip = false;

	if (!find(device))
		return false;
	log_step("mount root");
	if (options.rootflags && !text_append(words, sizeof(words), options.rootflags))
		skip = true;
	unsigned long flags = fstab_options(words, data, sizeof(data), &skip);
	if (skip) {
		log_line("rootflags=: too long, or not for a root", NULL);
		return false;
	}
	if (!options.rw)
		flags |= MS_RDONLY;
	mkdir(new_root, 0755);
	return root_mount(device, new_root, options.rootfstype, flags, data);
}

/* Absolute links in the new root are meant from there. */
static bool is_there(const char *path)
{
	struct open_how how = { .flags = O_PATH | O_CLOEXEC, .resolve = RESOLVE_IN_ROOT };
	int root = open(new_root, O_PATH | O_DIRECTORY | O_CLOEXEC);
	int fd = syscall(SYS_openat2, root, path, &how, sizeof(how));
	bool there = fd >= 0 || errno == ENOSYS;

	close(root);
	if (fd >= 0)
		close(fd);
	return there;
}

/* The kernel's own list: init/main.c. */
static const char *find_init(void)
{
	static const char *const inits[] = { "/sbin/init", "/etc/init", "/bin/init", "/bin/sh" };

	if (options.init) {
		if (is_there(options.init))
			return options.init;
		log_line("init=", options.init, ": not in root=", options.root, NULL);
		return NULL;
	}
	for (size_t i = 0; i < COUNT(inits); i++)
		if (is_there(inits[i]))
			return inits[i];
	log_line("root=", options.root, ": no init in it", NULL);
	return NULL;
}

static void hand_over(const char *path, char **argv)
{
	char *words[WORDS_MAX + 1] = { (char *)path };
	int n = 1;

	while (n < WORDS_MAX && *argv && *++argv)
		words[n++] = *argv;
	int console = open("/dev/console", O_RDWR | O_NOCTTY);

	/* The one that the kernel opened for us was deleted with the initramfs. */
	if (console >= 0)
		console_take(console);
	reboot(RB_ENABLE_CAD);
	signals_restore();
	execve(path, words, environ);
	signals_block();
	log_error("exec ", path);
}

static void rescue(void)
{
	pid_t shell;

	log_line("a rescue shell; when it ends, root= is tried again", NULL);
	int input = WITH_input && options.input ? input_open(options.input) : -1;
	shell = spawn(&(struct spawn){ .argv = NULL, .tty = "", .terminal = TAKE, .input = input, .login = true });
	if (input >= 0)
		close(input);
	do
		wait_a_little(LOOK_AGAIN_MS);
	while (shell > 0 && kill(shell, 0) == 0);
}

void root_handover(char **argv)
{
	const char *path;

	for (;;) {
		log_step("modules");
		if (options.modules)
			modules_load(options.modules);
		if (mount_root()) {
			path = find_init();
			log_step("switch root");
			if (path && root_switch(new_root))
				hand_over(path, argv);
			else
				umount2(new_root, MNT_DETACH);
		}
		rescue();
	}
}
