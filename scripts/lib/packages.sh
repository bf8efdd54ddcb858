# shellcheck shell=bash disable=SC2034 # what the scripts use
# Debian packages, installed only when missing. Nothing that is there is removed, and no service is left running or enabled.

# What a build needs beside the Swift toolchain.
# node-d3 is what the page draws with: it goes into the binary.
BUILD_PACKAGES=(libc6-dev libbpf-dev libelf-dev zlib1g-dev node-d3)

# need NAME...: a package, or COMMAND=PACKAGE when any package that gives the command will do
need() {
	local name missing=()
	for name in "$@"; do
		case $name in
		*=*) have "${name%%=*}" || missing+=("${name#*=}") ;;
		*) installed "$name" || missing+=("$name") ;;
		esac
	done
	[ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
}

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

install_packages() {
	have apt-get || { say "missing: $*; they are installed for you only on Debian and its kin"; return 1; }
	say "installing $*"
	local enabled policy='' status=0
	enabled=$(enabled_units)
	[ -e /usr/sbin/policy-rc.d ] || forbid_starts
	as_root apt-get update -qq >&2 || say "apt-get update failed; trying with the lists at hand"
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-remove --no-install-recommends "$@" >&2 || status=1
	[ -z "$policy" ] || as_root rm -f "$policy"
	disable_units_after "$enabled"
	[ $status = 0 ] || say "could not install $*"
	return $status
}
forbid_starts() {
	policy=/usr/sbin/policy-rc.d
	at_exit as_root rm -f $policy
	printf '#!/bin/sh\nexit 101\n' | as_root tee $policy >/dev/null
	as_root chmod 755 $policy
}

# A server that a test or the demo runs by itself must not come up at the next boot because of it.
enabled_units() { find /etc/systemd/system -path '*.wants/*' -type l -printf '%f\n' 2>/dev/null | sort -u || true; }
disable_units_after() {
	local unit
	have systemctl || return 0
	comm -13 <(echo "$1") <(enabled_units) | while read -r unit; do
		as_root systemctl disable --quiet "$unit" >&2 || true
	done
}
