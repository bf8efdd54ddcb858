/*
 * A 64-bit program can enter the kernel by the 32-bit door, where the same numbers mean other calls: who looks up a number
 * without asking by which door it came takes this read for a close, this write for a stat. Addresses have 32 bits there.
 */
#define _GNU_SOURCE
#include "operations.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __x86_64__

enum { READ = 3, WRITE = 4, GETPID = 20, SOCKETCALL = 102, SOCKETCALL_SEND = 9, SOCKETCALL_RECV = 10 };

/* What the kernel is shown, in the low 4 GiB. */
struct low {
	uint32_t arguments[4];
	char data[MESSAGE_BLOCK];
};

static struct low *low(void)
{
	static struct low *memory;

	if (memory)
		return memory;
	memory = mmap(NULL, sizeof(*memory), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
	if (memory == MAP_FAILED)
		die("map low memory: %m");
	memcpy(memory->data, some_bytes(), MESSAGE_BLOCK);
	return memory;
}

static int call32(int number, uint32_t first, uint32_t second, uint32_t third)
{
	int result;

	__asm__ volatile("int $0x80"
			 : "=a"(result)
			 : "a"(number), "b"(first), "c"(second), "d"(third)
			 : "r8", "r9", "r10", "r11", "cc", "memory");
	return result;
}

static uint32_t address(const void *where)
{
	return (uintptr_t)where;
}

static void expect(int result, size_t size)
{
	if (result != (int)size)
		die("int 0x80 moved %d of %zu bytes%s%s", result, size, result < 0 ? ": " : "", result < 0 ? strerror(-result) : "");
}

static int socketcall(int which, int fd, size_t size)
{
	struct low *memory = low();

	memory->arguments[0] = fd;
	memory->arguments[1] = address(memory->data);
	memory->arguments[2] = size;
	memory->arguments[3] = 0;
	return call32(SOCKETCALL, which, address(memory->arguments), 0);
}

/* In a kernel without the door the instruction is a fault. */
const char *no_entry32(void)
{
	const struct rlimit no_core = { 0, 0 };
	pid_t child = fork();
	int status;

	if (child < 0)
		die("fork: %m");
	if (child == 0) {
		setrlimit(RLIMIT_CORE, &no_core);
		_exit(call32(GETPID, 0, 0, 0) != getpid());
	}
	if (waitpid(child, &status, 0) != child)
		die("wait: %m");
	return status ? "this kernel has no 32-bit system calls" : NULL;
}

size_t by_write32(int fd, size_t size)
{
	expect(call32(WRITE, fd, address(low()->data), size), size);
	return size;
}

void by_read32(int fd, size_t size)
{
	expect(call32(READ, fd, address(low()->data), MESSAGE_BLOCK), size);
}

size_t by_socketcall_send(int fd, size_t size)
{
	expect(socketcall(SOCKETCALL_SEND, fd, size), size);
	return size;
}

void by_socketcall_recv(int fd, size_t size)
{
	expect(socketcall(SOCKETCALL_RECV, fd, MESSAGE_BLOCK), size);
}

#else

static const char missing[] = "32-bit system calls are tried on x86-64 only";

const char *no_entry32(void)
{
	return missing;
}

size_t by_write32(int fd, size_t size)
{
	(void)fd;
	(void)size;
	die("%s", missing);
}

void by_read32(int fd, size_t size)
{
	by_write32(fd, size);
}

size_t by_socketcall_send(int fd, size_t size)
{
	return by_write32(fd, size);
}

void by_socketcall_recv(int fd, size_t size)
{
	by_write32(fd, size);
}

#endif
