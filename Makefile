# pidone - PID 1 in C, and everything it takes to boot it. "make help" lists what there is.

ARCH := $(shell uname -m)
BUILD := build/$(ARCH)
CONFIG := tiny
COMPRESS := none
VERSION := 0.1.0
PREFIX := /usr/local
GOALS := $(or $(MAKECMDGOALS),run)
# What a user may set is for the scripts too, by the same names.
export ARCH BUILD CONFIG COMPRESS BUSYBOX EXTRA KERNEL KERNEL_SRC KERNEL_URL SHA256 LINUX
export MEM SMP APPEND QEMU_ARGS MACHINE RECORD INITRD

MUSL_CC := musl-gcc
WARN := -Wall -Wextra -Werror
CFLAGS := -std=c11 -D_GNU_SOURCE -DVERSION='"$(VERSION)"' $(WARN) -MMD -MP
# The guest's programs: small before all. Nothing unwinds, and no page is spent on keeping code and data apart in the file.
GUEST := -Os -ffunction-sections -fdata-sections -fno-asynchronous-unwind-tables -fno-stack-protector -fno-pie
LINK := -static -no-pie -s -Wl,--gc-sections,-z,noseparate-code,-z,norelro,-z,common-page-size=64,--build-id=none
# What init is made of: INIT=full, INIT=minimal, or the features by name (init/init.h says what they are).
INIT := full
FEATURES := program inittab handover container settings shutdown nodes input watchdog fault trace help
CHOSEN := $(filter-out full minimal,$(INIT)) $(if $(filter full,$(INIT)),$(FEATURES))
$(if $(filter-out full minimal $(FEATURES),$(INIT)),$(error INIT=$(INIT): not full, minimal, or some of: $(FEATURES)))
WITH := -DFEATURES_CHOSEN $(foreach f,$(FEATURES),-DWITH_$(f)=$(if $(filter $(f),$(CHOSEN)),1,0))
# musl brings no linux/*.h; Debian keeps asm/ by architecture.
KERNEL_HEADERS := -idirafter /usr/include -idirafter /usr/include/$(ARCH)-linux-gnu
# init is compiled as a whole, for size before all. (-flto, from gcc, clang and make alike.)
WHOLE := -Oz -flto -mgeneral-regs-only $(if $(filter x86_64,$(ARCH)),-malign-data=abi)
# sysh has no C library.
BARE := -ffreestanding -nostdlib -fno-unwind-tables
# The host's programs: checked before all.
# (What is ignored on purpose is named in a comment beside it.)
HOST := -g -O1 -Wno-unused-result -D_FORTIFY_SOURCE=2 -fstack-protector-strong

# make V=1 shows the commands; make -s shows nothing.
Q := $(if $(V),,@)
say = $(if $(V)$(findstring s,$(firstword -$(MAKEFLAGS))),,@echo '  $(1)')

objects = $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard $(1)/*.c))
INIT_OBJECTS := $(call objects,init)
SYSH := $(call objects,tools/sysh)
UNIT := $(patsubst %.c,$(BUILD)/obj/unit/%.o,$(wildcard tests/unit/*.c) $(filter-out init/main.c init/start.c init/calls.c init/string.c,$(wildcard init/*.c)))
KERNEL_FILES := $(BUILD)/vmlinux $(BUILD)/bzImage
$(if $(filter none gzip xz zstd,$(COMPRESS)),,$(error COMPRESS=$(COMPRESS): not one of none, gzip, xz, zstd))
# What run boots: the user's own KERNEL= needs none of ours, COMPRESS= another archive.
BOOT_KERNEL := $(if $(KERNEL),,$(KERNEL_FILES))
ARCHIVE := $(BUILD)/rootfs.cpio$(patsubst gzip,.gz,$(patsubst xz,.xz,$(patsubst zstd,.zst,$(COMPRESS:none=))))

.DELETE_ON_ERROR:
FORCE:
.PHONY: FORCE run build kernel image iso busybox menuconfig savefragment panic hello check check-all check-fresh check-peers fuzz bench install clean help setup

##@ To use it
run: build ## build what is missing, and boot to a prompt (Ctrl-A X leaves)
	@INITRD="$${INITRD:-$(ARCHIVE)}" scripts/qemu

build: $(BOOT_KERNEL) $(ARCHIVE)

kernel: $(KERNEL_FILES) ## the kernel alone: CONFIG=tiny|job|teach|screen|bare, or the kernel's own names

image: $(BUILD)/rootfs.cpio.gz $(ARCHIVE) ## the root file system alone: EXTRA=dir, COMPRESS=none|gzip|xz|zstd
	@scripts/image weigh

iso: $(BUILD)/pidone.iso ## a CD image, with the prompt on the screen and on the serial port

busybox: | setup ## busybox from source, small and against musl; then BUSYBOX=musl packs it
	@scripts/busybox build

menuconfig: | setup ## change a kernel configuration
	@scripts/kernel menuconfig $(CONFIG)

savefragment: | setup ## keep that change: NAME=local writes kernel-configs/local, for CONFIG=tiny+local
	@scripts/kernel savefragment $(CONFIG) $(or $(NAME),local)

##@ To see how it works
panic: build ## three ways into a kernel panic, each checked
	@tests/boot/panic.sh

hello: build ## the smallest init: as PID 1 of a machine, and on this host
	@tests/boot/hello.sh

##@ To test and to measure it
check: build $(BUILD)/rootfs.cpio.gz $(BUILD)/tests/unit ## all tests that one kernel serves
	@FUZZ_SECONDS=2 tests/run unit host boot tests/fuzz/run

check-all: build $(BUILD)/rootfs.cpio.gz $(BUILD)/tests/unit ## those, and the tests that need more kernels
	@FUZZ_SECONDS=2 tests/run unit host boot tests/fuzz/run more

check-fresh: | setup ## both commands on a new Debian: in a minbase chroot with an empty cache
	@tests/fresh

check-peers: $(BUILD)/init | setup ## the test suites of tini and dumb-init, on our init
	@tests/run peers

fuzz: | setup ## libFuzzer on what init parses: FUZZ_SECONDS=60 for each
	@tests/run tests/fuzz/run

bench: build $(BUILD)/rootfs.cpio.gz ## sizes, seconds and instructions, beside the peers
	@tests/bench/run

install: $(BUILD)/init ## init, embed, the manual and the recipes: PREFIX=/usr/local DESTDIR=
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pidone/scripts $(DESTDIR)$(PREFIX)/share/man/man8 $(DESTDIR)$(PREFIX)/share/pidone
	install -m 755 $(BUILD)/init $(DESTDIR)$(PREFIX)/lib/pidone/init
	install -m 755 scripts/embed scripts/image $(DESTDIR)$(PREFIX)/lib/pidone/scripts
	install -m 644 scripts/lib.sh scripts/initramfs.sh scripts/cpio.awk $(DESTDIR)$(PREFIX)/lib/pidone/scripts
	ln -sfn ../lib/pidone/scripts/embed $(DESTDIR)$(PREFIX)/bin/pidone-embed
	cp -R init/embed $(DESTDIR)$(PREFIX)/share/pidone/
	install -m 644 init/init.8 $(DESTDIR)$(PREFIX)/share/man/man8/pidone-init.8
	cd $(DESTDIR)$(PREFIX)/share && sed -i 's|/usr/local/|$(PREFIX)/|g' man/man8/pidone-init.8 $$(find pidone/embed -type f)

clean: ## remove what was built; the cache stays
	rm -rf build

help: ## this list
	@awk '/^##@/ { print "\n" substr($$0, 5) ":" } \
		/^[a-z-]+:.*## / { split($$0, part, /:.*## /); printf "  make %-13s %s\n", part[1], part[2] }' Makefile

# Before anything is built; silent and quick when nothing is missing.
setup: FORCE
	@scripts/setup $(GOALS)

# What the user's variables were: written only when they change, so that what was made from them is made again.
$(BUILD)/variables: NOW = BUSYBOX=$(BUSYBOX) EXTRA=$(EXTRA)
$(BUILD)/features: NOW = $(sort $(CHOSEN))
$(BUILD)/variables $(BUILD)/features: FORCE | setup
	@mkdir -p $(@D)
	@echo '$(NOW)' | cmp -s - $@ || echo '$(NOW)' > $@

$(BUILD)/obj/init/%.o: init/%.c Makefile $(BUILD)/features | setup
	$(call say,CC	$<)
	@mkdir -p $(@D)
	$(Q)$(MUSL_CC) $(CFLAGS) $(GUEST) $(WHOLE) $(WITH) $(KERNEL_HEADERS) -c -o $@ $<

# Or the compiler would make strlen() of strlen()'s own loop.
$(BUILD)/obj/init/string.o: GUEST += -fno-builtin -fno-tree-loop-distribute-patterns

$(BUILD)/obj/tools/sysh/%.o: tools/sysh/%.c Makefile | setup
	$(call say,CC	$<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(GUEST) $(BARE) -c -o $@ $<

$(BUILD)/obj/unit/%.o: %.c Makefile | setup
	$(call say,CC	$<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(HOST) -Iinit -c -o $@ $<

$(BUILD)/init: $(INIT_OBJECTS)
	$(call say,LD	$(@F))
	$(Q)$(MUSL_CC) $(LINK) $(WHOLE) -nostartfiles -Wl,--sort-section=name -o $@ $^
	$(Q)scripts/strip $@

$(BUILD)/sysh: $(SYSH)
	$(call say,LD	$(@F))
	$(Q)$(CC) -nostdlib $(LINK) -o $@ $^

$(BUILD)/tests/unit: $(UNIT)
	@mkdir -p $(@D)
	$(call say,LD	$(@F))
	$(Q)$(CC) -o $@ $^ $$(pkg-config --libs check)

-include $(patsubst %.o,%.d,$(INIT_OBJECTS) $(SYSH) $(UNIT))

# The script knows best whether the kernel is up to date; it answers at once when it is.
$(KERNEL_FILES) &: FORCE | setup
	@scripts/kernel link $(CONFIG)

$(BUILD)/busybox: $(BUILD)/variables FORCE | setup
	@scripts/busybox copy

$(BUILD)/busybox.applets: $(BUILD)/busybox
	@scripts/busybox applets > $@

$(BUILD)/rootfs.mtree: rootfs-skel/manifest scripts/image $(BUILD)/busybox.applets $(BUILD)/variables $(if $(EXTRA),FORCE)
	$(call say,MTREE	$(@F))
	@scripts/image mtree

$(BUILD)/rootfs.cpio: $(BUILD)/rootfs.mtree $(BUILD)/init $(BUILD)/sysh $(BUILD)/busybox $(wildcard rootfs-skel/etc/*)
	$(call say,CPIO	$(@F))
	@scripts/image cpio

$(BUILD)/rootfs.cpio.gz $(BUILD)/rootfs.cpio.xz $(BUILD)/rootfs.cpio.zst: $(BUILD)/rootfs.cpio
	$(call say,PACK	$(@F))
	@scripts/image compress $(@:$(BUILD)/rootfs.cpio.%=%)

$(BUILD)/pidone.iso: scripts/iso $(BUILD)/init $(BUILD)/sysh FORCE | setup
	@scripts/iso
