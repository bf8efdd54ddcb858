/* Picks the scene, holds the two against their partner, prints. */
#include "passing.h"

#include <string.h>
#include <unistd.h>

static const char usage[] = "descriptor | descriptor_client | inherited | activated --to CGROUP_PROCS_FILE [--to FILE...]";

static const struct scene {
	const char *name, *side, *process;
	struct result (*run)(struct move *move);
} scenes[] = {
	{ "descriptor", "server", "drv-server", run_descriptor },
	{ "descriptor_client", "client", "drv-client", run_descriptor_client },
	{ "inherited", "server", "drv-server", run_inherited },
	{ "activated", "server", "drv-server", run_activated },
	{ 0 },
};

/* The two together did what their partner did. */
static void check(const struct result *r)
{
	const struct share sum = {
		.opened = r->first.opened + r->second.opened,
		.tally = { r->first.tally.requests + r->second.tally.requests, r->first.tally.sent + r->second.tally.sent,
			   r->first.tally.received + r->second.tally.received },
	};

	if (memcmp(&sum, &r->partner, sizeof(sum)))
		die("the two counted differently than their partner");
}

static void print(const struct scene *scene, const struct result *r)
{
	json_open();
	json_text("scene", scene->name);
	json_text("side", scene->side);
	json_count("port", r->port);
	json_count("opened", r->partner.opened);
	json_tally(r->partner.tally);
	json_count("a_pid", getpid());
	json_count("a_opened", r->first.opened);
	json_count("a_requests", r->first.tally.requests);
	json_count("a_sent", r->first.tally.sent);
	json_count("a_received", r->first.tally.received);
	json_count("b_pid", r->second_pid);
	json_count("b_opened", r->second.opened);
	json_count("b_requests", r->second.tally.requests);
	json_count("b_sent", r->second.tally.sent);
	json_count("b_received", r->second.tally.received);
	json_count("partner_pid", r->partner_pid);
	json_close();
}

static void run(const char *name, struct move *move)
{
	for (const struct scene *scene = scenes; scene->name; scene++) {
		struct result result;

		if (strcmp(scene->name, name))
			continue;
		begin(scene->process, 60);
		result = scene->run(move);
		check(&result);
		return print(scene, &result);
	}
	wrong_use(usage);
}

int main(int argc, char **argv)
{
	struct move move = { 0 };
	const char *file;

	if (argc == 2 && !strcmp(argv[1], "--activated"))
		return be_activated();
	while ((file = take_text(&argc, argv, "--to"))) {
		if (move.count == sizeof(move.files) / sizeof(*move.files))
			wrong_use(usage);
		move.files[move.count++] = file;
	}
	if (argc != 2 || !move.count)
		wrong_use(usage);
	run(argv[1], &move);
	return 0;
}
