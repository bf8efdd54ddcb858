/* Picks the operation. Sizes are all different, so that a count found somewhere tells which operation it came from. */
#include "coverage.h"

#include <stdio.h>
#include <string.h>

const struct stream_operation stream_operations[] = {
	{ "write", by_write, NULL, 1009, 401, false },
	{ "send", by_send, NULL, 1013, 409, false },
	{ "sendto", by_sendto, NULL, 1019, 419, false },
	{ "sendmsg", by_sendmsg, NULL, 1021, 421, false },
	{ "sendmmsg", by_sendmmsg, NULL, 1031, 431, false },
	{ "writev", by_writev, NULL, 1033, 433, false },
	{ "sendfile", by_sendfile, NULL, 1039, 439, false },
	{ "splice_in", by_splice_in, NULL, 1049, 443, false },
	{ "uring_send", by_uring_send, NULL, 1051, 449, false },
	{ "uring_write", by_uring_write, NULL, 1061, 457, false },
	{ "dup", by_dup, NULL, 1063, 461, false },
	{ "fork", by_fork, NULL, 1069, 463, false },
	{ "short_write", by_short_writes, NULL, 0, 467, false },
	{ "zerocopy", by_zerocopy, NULL, 20011, 479, false },
	{ "large", by_write, NULL, 50000017, 1, false },
	{ "read", NULL, by_read, 1087, 487, false },
	{ "recv", NULL, by_recv, 1091, 491, false },
	{ "recvfrom", NULL, by_recvfrom, 1093, 499, false },
	{ "recvmsg", NULL, by_recvmsg, 1097, 503, false },
	{ "recvmmsg", NULL, by_recvmmsg, 1103, 509, false },
	{ "readv", NULL, by_readv, 1109, 521, false },
	{ "splice_out", NULL, by_splice_out, 1117, 523, true },
	{ "uring_recv", NULL, by_uring_recv, 1123, 541, false },
	{ "uring_read", NULL, by_uring_read, 1129, 547, false },
	{ "peek", NULL, by_peek, 1151, 557, false },
	{ 0 },
};

const struct own_operation own_operations[] = {
	{ "udp", run_udp },
	{ "udp_unconnected", run_udp_unconnected },
	{ "unix_stream", run_unix_stream },
	{ "unix_pair", run_unix_pair },
	{ "ipv6", run_ipv6 },
	{ "half_close", run_half_close },
	{ "byte_writes", run_byte_writes },
	{ 0 },
};

static const char usage[] = "OPERATION [--server] | list [--server]   (--server: only what list --server names)";

static void list(bool by_server)
{
	for (const struct stream_operation *o = stream_operations; o->name; o++)
		puts(o->name);
	for (const struct own_operation *o = own_operations; o->name && !by_server; o++)
		puts(o->name);
}

static void run(bool by_server)
{
	for (const struct stream_operation *o = stream_operations; o->name; o++)
		if (!strcmp(o->name, operation_name))
			return run_exchange(o, by_server);
	for (const struct own_operation *o = own_operations; o->name; o++)
		if (!strcmp(o->name, operation_name) && !by_server)
			return o->run();
	wrong_use(usage);
}

int main(int argc, char **argv)
{
	bool by_server = take_flag(&argc, argv, "--server");

	if (argc != 2)
		wrong_use(usage);
	operation_name = argv[1];
	operation_side = by_server ? "server" : "client";
	if (!strcmp(operation_name, "list")) {
		list(by_server);
		return 0;
	}
	begin("drv-client", 60);
	run(by_server);
	return 0;
}
