/* Picks the scenes and prints what each did. */
#include "traffic.h"

#include <stdio.h>
#include <string.h>

static const struct scene scenes[] = {
	{ "fork", run_fork },
	{ "fork_server", run_fork_server },
	{ "passing", run_passing },
	{ "passing_server", run_passing_server },
	{ "exec", run_exec },
	{ "dup", run_dup },
	{ "eagain", run_eagain },
	{ "partial", run_partial },
	{ "connect_later", run_connect_later },
	{ "refused", run_refused },
	{ "half_close", run_half_close },
	{ "abort", run_abort },
	{ "abort_server", run_abort_server },
	{ "ipv6", run_ipv6 },
	{ "unix", run_unix },
	{ "unix_pair", run_unix_pair },
	{ "udp", run_udp },
	{ "udp_clients", run_udp_clients },
	{ "udp_interleaved", run_udp_interleaved },
	{ "udp_batches", run_udp_batches },
	{ "udp_peek", run_udp_peek },
	{ "threads_shared", run_threads_shared },
	{ "threads_parallel", run_threads_parallel },
	{ "short", run_short },
	{ "short6", run_short6 },
	{ 0 },
};

static const char usage[] = "[--short N] all | SCENE... | list";

static void print(const char *name, const struct outcome *o)
{
	json_open();
	json_text("scene", name);
	json_text("transport", o->transport ? o->transport : "tcp");
	json_text("side", o->side ? o->side : "both");
	if (o->port)
		json_count("port", o->port);
	if (o->path)
		json_text("path", o->path);
	json_count("opened", o->opened);
	json_count("failed", o->failed);
	json_count("aborted", o->aborted);
	json_tally(o->tally);
	json_count("unanswered", o->unanswered);
	json_count("unanswered_sent", o->unanswered_sent);
	json_count("unseen", o->unseen);
	json_count("unseen_by_calls", o->unseen_by_calls);
	json_count("client_pid", o->client);
	if (o->server)
		json_count("server_pid", o->server);
	if (o->second)
		json_count("second_pid", o->second);
	json_close();
}

static void print_skipped(const char *name, const char *why)
{
	json_open();
	json_text("scene", name);
	json_text("skipped", why);
	json_close();
}

static void play(const struct scene *scene)
{
	struct outcome outcome = scene->run();

	print(scene->name, &outcome);
}

static void play_exchange(const struct exchange *exchange)
{
	const char *missing = exchange->missing ? exchange->missing() : NULL;
	struct outcome outcome;

	if (missing)
		return print_skipped(exchange->name, missing);
	outcome = run_exchange(exchange);
	print(exchange->name, &outcome);
}

static void play_all(void)
{
	for (const struct exchange *e = exchanges; e->name; e++)
		play_exchange(e);
	for (const struct scene *s = scenes; s->name; s++)
		play(s);
}

static void play_one(const char *name)
{
	for (const struct exchange *e = exchanges; e->name; e++)
		if (!strcmp(e->name, name))
			return play_exchange(e);
	for (const struct scene *s = scenes; s->name; s++)
		if (!strcmp(s->name, name))
			return play(s);
	wrong_use(usage);
}

static void list(void)
{
	for (const struct exchange *e = exchanges; e->name; e++)
		puts(e->name);
	for (const struct scene *s = scenes; s->name; s++)
		puts(s->name);
}

int main(int argc, char **argv)
{
	short_connections = take_number(&argc, argv, "--short", 10000);
	if (argc > 1 && !strcmp(argv[1], "--go-on"))
		return go_on_after_exec(argc, argv);
	if (argc < 2)
		wrong_use(usage);
	begin("drv-client", 120);
	if (argc == 2 && !strcmp(argv[1], "list"))
		list();
	else if (argc == 2 && !strcmp(argv[1], "all"))
		play_all();
	else
		for (int i = 1; i < argc; i++)
			play_one(argv[i]);
	return 0;
}
