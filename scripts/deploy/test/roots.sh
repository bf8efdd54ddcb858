# shellcheck shell=bash disable=SC2154 # $scratch comes from common.sh
# A clean Debian in a directory. What it mounts is seen by its processes alone and goes with them.

ROOTS=${XDG_CACHE_HOME:-$HOME/.cache}/weir/roots
SUITE=bookworm

# mirror: where this host takes that Debian from, else Debian's own
mirror() {
	apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' 2>/dev/null | awk -v "suite=$SUITE" '$2 == suite { print $1; exit }' |
		grep . || echo http://deb.debian.org/debian
}
# proxied COMMAND...: by apt's own proxy
proxied() {
	local http_proxy=${http_proxy:-}
	eval "$(apt-config shell http_proxy Acquire::http::Proxy)"
	env ${http_proxy:+"http_proxy=$http_proxy"} "$@"
}

# fetch_root NAME [PACKAGE...]: its tar in $root_tar; made once
fetch_root() {
	local name=$1 include tree=$scratch/fetched
	shift
	include=$(IFS=,; echo "$*")
	root_tar=$ROOTS/$SUITE-$name.tar
	[ ! -s "$root_tar" ] || return 0
	say "fetching Debian $SUITE${include:+ with $include}"
	mkdir -p "$ROOTS"
	proxied unshare --mount debootstrap --variant=minbase ${include:+"--include=$include"} "$SUITE" "$tree" "$(mirror)" \
		>"$scratch/debootstrap.log" 2>&1 || { tail -n 3 "$scratch/debootstrap.log" >&2; return 1; }
	rm -rf "$tree"/var/cache/apt/*.bin "$tree"/var/cache/apt/archives/*.deb "$tree"/var/lib/apt/lists/* "$tree"/usr/share/{locale,man}/*
	tar -C "$tree" --numeric-owner -c . >"$root_tar.new" && mv "$root_tar.new" "$root_tar" && rm -rf "$tree"
}

# unpack_root DIR
unpack_root() {
	mkdir -p "$1"
	tar -C "$1" --numeric-owner -xf "$root_tar"
}

# Where a process of it begins: `"${enter[@]}" DIR COMMAND...`
# shellcheck disable=SC2016 # for the shell inside
enter=(unshare --mount sh -c 'mount -t proc proc "$0/proc" && mount --rbind /sys "$0/sys" && exec chroot "$0" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive "$@"')
in_root() { "${enter[@]}" "$@"; }

# files DIR: every file with mode, owner and content, but for the package manager's books and logs
files() {
	(cd "$1" && find . -xdev \( -path ./proc -o -path ./sys -o -path ./var/log -o -path ./var/cache/apt -o -path ./var/lib/apt -o -path ./tmp \) -prune \
		-o -path './var/lib/dpkg/*' ! -path './var/lib/dpkg/info/*' -prune -o -printf '%M %u:%g %p %l\n' | sort -k 3
	find . -xdev \( -path ./proc -o -path ./sys -o -path ./var/log -o -path ./var/cache -o -path ./var/lib \) -prune -o -type f -print0 | sort -z | xargs -0 md5sum)
}
