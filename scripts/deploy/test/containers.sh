# shellcheck shell=bash disable=SC2154 # $scratch, $docker_home and $docker_network come from scripts/lib, $package from scripts/test-package
# weir as a container, by the files for Compose and Marathon, in a Docker daemon of our own with a network of its own.

CONTAINERS=/weir-package-$$

# build_image DEB: the Dockerfile, on the clean root in place of Debian's image, and without network: curl is there already
build_image() {
	local context=$scratch/context
	mkdir -p "$context"
	cp "$1" "$context"
	docker import - debian:bookworm-slim <"$root_tar" >/dev/null
	docker build --network none -t weir -f "$ROOT/scripts/deploy/Dockerfile" "$context" >"$scratch/build.log" 2>&1 || { tail -n 5 "$scratch/build.log"; return 1; }
}

# start_workload: a container that asks another one for ever
start_workload() {
	local client
	busybox_image weir-package:1
	client="while :; do wget -q -O /dev/null http://$(server_address)/; sleep 0.1; done"
	docker run -d --name package-client --cgroup-parent "$CONTAINERS" weir-package:1 sh -c "$client" >/dev/null
}
server_address() {
	docker run -d --name package-web --cgroup-parent "$CONTAINERS" weir-package:1 httpd -f -p 80 -h /bin >/dev/null
	docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' package-web
}
remove_containers() {
	# shellcheck disable=SC2046 # a list of ids
	docker rm -f $(docker ps -aq) >/dev/null 2>&1 || true
	find /sys/fs/cgroup -depth -type d -path "/sys/fs/cgroup/*$CONTAINERS*" -exec rmdir {} \; 2>/dev/null || true
}

# run_as FILE: weir in a container as the file says, but for what it watches; Docker is the daemon of our own
run_as() {
	local options
	mapfile -t options < <("$ROOT/scripts/deploy/test/docker-options" "$1" | sed "s|=/var/run/docker.sock:|=$docker_home/docker.sock:|; s|=/etc/weir:|=$docker_home/settings:|")
	[ ${#options[@]} -gt 1 ] || return 1
	docker rm -f weir >/dev/null 2>&1 || true
	docker run -d --name weir "${options[@]}" weir daemon --cgroup "$CONTAINERS" --no-discovery >/dev/null && until_true 20 container_is_well
}
container_is_well() { docker exec weir curl -fsS -m 5 -o /dev/null http://127.0.0.1:7117/healthz; }

# Both ends with the names that Docker gave them: cgroups, the kernel's programs and the engine's socket are reached.
container_names_flows() {
	local flows
	flows=$(docker exec weir curl -fsS -m 10 http://127.0.0.1:7117/api/v1/flows) && [[ $flows == *'"name":"package-client"'*'"name":"package-web"'* ]]
}

# health_command FILE: what Marathon runs in the container
health_command() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["healthChecks"][0]["command"]["value"])' "$1"; }
health_check_works() { docker exec weir sh -c "$(health_command "$1")" | grep -qx ok; }

# What it gives up by itself, also where it started as root with everything.
container_gave_up() {
	local main
	main=$(docker inspect -f '{{.State.Pid}}' weir)
	grep -qE '^CapEff:\s*0+$' "/proc/$main/status" && grep -qE '^Seccomp:\s*2$' "/proc/$main/status"
}
