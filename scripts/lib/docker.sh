# shellcheck shell=bash disable=SC2154 # $scratch and $started come from common.sh
# A Docker daemon to use: the one that runs, else one of our own that is gone with the script; and an image without a registry.

# start_docker: afterwards `docker` talks to a daemon. Fails where there can be none.
start_docker() {
	have docker || return 1
	! timeout 10 docker version >/dev/null 2>&1 || return 0
	have dockerd && have ip && have iptables || return 1
	start_private_docker
}

# Its bridge, its NAT rules and its containers live in a network namespace of their own: nothing of this host's is touched.
start_private_docker() {
	docker_home=$(mktemp -d "${TMPDIR:-/tmp}/weir-docker.XXXXXX")
	docker_network=weir-docker-$$
	docker_cgroups=$(find /sys/fs/cgroup -maxdepth 2 -name docker)
	at_exit remove_private_docker
	ip netns add "$docker_network" || return 1
	ip -n "$docker_network" link set lo up
	start nsenter --net="/run/netns/$docker_network" dockerd -H "unix://$docker_home/docker.sock" -p "$docker_home/pid" \
		--data-root "$docker_home/data" --exec-root "$docker_home/exec" >"$docker_home/log" 2>&1
	export DOCKER_HOST=unix://$docker_home/docker.sock
	if ! private_docker_answers; then
		say "a Docker daemon of our own does not start:"
		tail -n 3 "$docker_home/log" >&2
		unset DOCKER_HOST
		return 1
	fi
}
private_docker_answers() {
	local i
	for ((i = 0; i < 300; i++)); do
		! docker version >/dev/null 2>&1 || return 0
		kill -0 "$started" 2>/dev/null || return 1
		sleep 0.1
	done
	return 1
}

remove_private_docker() {
	local mount cgroup
	findmnt -nro TARGET | grep "^$docker_home/" | sort -r | while read -r mount; do umount -l "$mount"; done || true
	ip netns del "$docker_network" 2>/dev/null || true
	rm -rf "$docker_home"
	find /sys/fs/cgroup -maxdepth 2 -name docker | while read -r cgroup; do
		grep -qxF "$cgroup" <<<"$docker_cgroups" || rmdir "$cgroup" 2>/dev/null || true
	done
}

# busybox_image NAME [DIR...]: an image with nothing but busybox, its commands and copies of DIR
busybox_image() {
	local rootfs=$scratch/rootfs image=$1 busybox command library
	shift
	busybox=$(command -v busybox)
	mkdir -p "$rootfs/bin" "$rootfs/tmp"
	cp "$busybox" "$rootfs/bin/busybox"
	for library in $(ldd "$busybox" 2>/dev/null | grep -o '/[^ ]*'); do cp --parents "$library" "$rootfs"; done
	for command in $("$busybox" --list | grep -vx busybox); do ln -s busybox "$rootfs/bin/$command"; done
	[ $# = 0 ] || cp -r "$@" "$rootfs"
	tar -C "$rootfs" -c . | docker import - "$image" >/dev/null
	at_exit remove_image "$image"
}
remove_image() { docker rmi -f "$1" >/dev/null 2>&1 || true; }
