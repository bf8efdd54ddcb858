# shellcheck shell=bash disable=SC2154 # $usage is the script's
# Sourced by every script: where things are, how to talk, how to build, and how to leave nothing behind.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
RELEASE=(-c release --static-swift-stdlib)

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() { say "$*"; exit 1; }

# wrong_use TEXT: the caller's $usage says what is right
wrong_use() { printf '%s: %s\n\n%s\n' "${0##*/}" "$1" "$usage" >&2; exit 2; }

have() { command -v "$1" >/dev/null 2>&1; }

# At the end, however it comes, what was registered last is undone first.
undo=()
at_exit() { undo=("$(printf '%q ' "$@")" "${undo[@]}"); }
run_undo() {
	local status=$? step
	trap '' INT TERM HUP
	for step in "${undo[@]}"; do eval "$step" || true; done
	exit "$status"
}
trap run_undo EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# A directory that is gone when the script is.
make_scratch() {
	scratch=$(mktemp -d "${TMPDIR:-/tmp}/weir-${0##*/}.XXXXXX")
	at_exit rm -rf "$scratch"
}

# start COMMAND...: in the background, its pid in $started, ended with the script
start() {
	"$@" &
	started=$!
	at_exit stop "$started"
}

# stop PID: asks it to end, and ends it if it has not after five seconds
stop() {
	local pid=$1 i
	{
		kill "$pid" || return 0
		for ((i = 0; i < 50; i++)); do
			kill -0 "$pid" || break
			sleep 0.1
		done
		! kill -9 "$pid" || say "process $pid did not end by itself"
		wait "$pid" || true
	} 2>/dev/null
}

# until_true SECONDS COMMAND...: tries the command until it succeeds
until_true() {
	local end=$((SECONDS + $1))
	shift
	until "$@" 2>/dev/null; do
		((SECONDS < end)) || return 1
		sleep 0.1
	done
}

# port_open PORT, free_port: on the loopback
port_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
free_port() {
	local port
	for port in $(shuf -i 20000-32000 -n 100); do
		port_open "$port" || { echo "$port"; return; }
	done
	die "no free port"
}

# as_root COMMAND...: with sudo where that is needed
as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo env "PATH=$PATH")
as_root() {
	root_possible
	"${as_root[@]}" "$@"
}
root_possible() { [ "$(id -u)" = 0 ] || have sudo || die "this needs root: run it as root, or install sudo"; }

# become_root ARGS...: runs this script again as root, with what its caller built (every variable WEIR*)
become_root() {
	local name keep=()
	[ "$(id -u)" != 0 ] || return 0
	root_possible
	for name in "${!WEIR@}" ${DOCKER_HOST+DOCKER_HOST}; do keep+=("$name=${!name}"); done
	exec "${as_root[@]}" "${keep[@]}" "$0" "$@"
}

# The toolchain's own program where there is one: a BPF object must not depend on which clang comes first.
toolchain() {
	have swift || die "swift is not in PATH: install a Swift 6.3 toolchain from swift.org"
	local resources
	resources=$(swift -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
	if [ -x "${resources%/lib/*}/bin/$1" ]; then echo "${resources%/lib/*}/bin/$1"; else
		command -v "$1" || die "$1 is neither beside swift nor in PATH"
	fi
}

# build_release PRODUCT: the program's path in $built
build_release() {
	have swift || { say "swift is not in PATH: install a Swift 6.3 toolchain from swift.org"; return 1; }
	swift build --package-path "$ROOT" "${RELEASE[@]}" --product "$1" >&2 || return 1
	built=$(swift build --package-path "$ROOT" "${RELEASE[@]}" --show-bin-path)/$1
}

# use_weir: the weir to run in $WEIR; the caller's own choice, else a fresh release build
use_weir() {
	if [ -z "${WEIR:-}" ]; then
		build_release weir || return 1
		WEIR=$built
	fi
	[ -x "$WEIR" ] || { say "WEIR=$WEIR is not a program"; return 1; }
}
