# shellcheck shell=bash
# cgroups of our own, in the v2 hierarchy.

CGROUPS=$(findmnt -nro TARGET -t cgroup2 | head -n 1 || true)

# make_cgroup /NAME: there until the script ends
make_cgroup() {
	[ -n "$CGROUPS" ] || die "no cgroup v2 hierarchy is mounted"
	at_exit remove_cgroup "$1"
	mkdir -p "$CGROUPS$1"
}

# in_cgroup /NAME COMMAND...
in_cgroup() {
	local cgroup=$CGROUPS$1
	shift
	sh -c 'echo $$ >"$0/cgroup.procs" && exec "$@"' "$cgroup" "$@"
}

# start_in /NAME COMMAND...: as start does
start_in() {
	local cgroup=$CGROUPS$1
	shift
	# shellcheck disable=SC2016 # for the shell in the cgroup
	start sh -c 'echo $$ >"$0/cgroup.procs" && exec "$@"' "$cgroup" "$@"
}

# Whoever is still in it is ended first.
remove_cgroup() {
	local cgroup=$CGROUPS$1 pid
	[ -d "$cgroup" ] || return 0
	for pid in $(cgroup_pids "$cgroup"); do kill -9 "$pid" 2>/dev/null || true; done
	until_true 5 cgroup_empty "$cgroup" || true
	find "$cgroup" -depth -type d -exec rmdir {} \;
}
cgroup_pids() { find "$1" -name cgroup.procs -exec cat {} +; }
cgroup_empty() { [ -z "$(cgroup_pids "$1")" ]; }
