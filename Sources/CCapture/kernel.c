// SPDX-License-Identifier: Apache-2.0
// What this kernel has, asked of its BTF, and what libbpf said when it failed.
#include <errno.h>
#include <malloc.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "internal.h"

static char failure[512] = "";

static int keep_warning(enum libbpf_print_level level, const char *format, va_list arguments)
{
	// The first warning names the program and the cause; the later ones only say that loading failed.
	if (level == LIBBPF_WARN && !failure[0]) {
		vsnprintf(failure, sizeof(failure), format, arguments);
		failure[strcspn(failure, "\n")] = 0;
	}
	return 0;
}

void weir_print_to_failure(void)
{
	failure[0] = 0;
	libbpf_set_print(keep_warning);
}

const char *weir_capture_failure(void)
{
	return failure;
}

static struct btf *btf; // some megabytes

static struct btf *kernel_btf(void)
{
	if (!btf) {
		libbpf_set_print(keep_warning);
		btf = btf__load_vmlinux_btf();
		if (libbpf_get_error(btf))
			btf = NULL;
	}
	return btf;
}

int weir_kernel_has_btf(void)
{
	return kernel_btf() != NULL;
}

int weir_kernel_has_tracepoint(const char *name)
{
	char type[128];
	struct btf *btf = kernel_btf();

	if (!btf)
		return 0;
	snprintf(type, sizeof(type), "btf_trace_%s", name);
	return btf__find_by_name_kind(btf, type, BTF_KIND_TYPEDEF) > 0;
}

int weir_kernel_has_struct(const char *name)
{
	struct btf *btf = kernel_btf();

	return btf && btf__find_by_name_kind(btf, name, BTF_KIND_STRUCT) > 0;
}

int weir_kernel_has_helper(const char *name)
{
	struct btf *btf = kernel_btf();
	int id = btf ? btf__find_by_name_kind(btf, "bpf_func_id", BTF_KIND_ENUM) : -1;
	const struct btf_type *type = id > 0 ? btf__type_by_id(btf, id) : NULL;
	const struct btf_enum *value = type ? btf_enum(type) : NULL;

	for (int i = 0; value && i < btf_vlen(type); i++) {
		const char *known = btf__name_by_offset(btf, value[i].name_off);

		if (!strncmp(known, "BPF_FUNC_", 9) && !strcmp(known + 9, name))
			return 1;
	}
	return 0;
}

void weir_kernel_forget(void)
{
	btf__free(btf);
	btf = NULL;
	malloc_trim(0);
}

// The smallest program there is: return 0.
int weir_kernel_can_bpf(void)
{
	struct bpf_insn code[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = 0, .imm = 0 },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	int fd = bpf_prog_load(BPF_PROG_TYPE_SOCKET_FILTER, "weir_probe", "GPL", code, 2, NULL);

	if (fd < 0)
		return -errno;
	close(fd);
	return 1;
}
