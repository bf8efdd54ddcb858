# shellcheck shell=bash disable=SC2154,SC2016 # $scratch and $started come from common.sh, $0 is awk's
# Debian's kernels, each booted in an emulator that holds nothing but what a test needs. No root: the emulator is a process like any other.

KERNEL_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/weir/kernels
GUEST_SECONDS=300 # what one guest may take; two at once need 25 on two processors, and 150 were seen where others used these too

# fetch_kernel SERIES: the newest that apt lists, its file in $kernel; downloaded once
fetch_kernel() {
	local package
	package=$(newest_kernel "$1")
	[ -n "$package" ] || { update_lists; package=$(newest_kernel "$1"); }
	[ -n "$package" ] || { say "apt lists no cloud kernel $1"; return 1; }
	kernel=$KERNEL_CACHE/vmlinuz-${package#linux-image-}
	[ -s "$kernel" ] || download_kernel "$1" "$package"
}
# Signed ones alone: their names end here, while -unsigned and -dbg follow in the others.
newest_kernel() { apt-cache pkgnames "linux-image-$1." | grep -e '-cloud-amd64$' | sort -V | tail -n 1 || true; }
update_lists() { as_root apt-get update -qq >&2 || true; }

# download_kernel SERIES PACKAGE: into $kernel; of a series one is kept
download_kernel() {
	local folder=$scratch/$2
	say "downloading $2"
	mkdir -p "$folder" "$KERNEL_CACHE"
	download_into "$folder" "$2" || { update_lists; download_into "$folder" "$2"; } || { say "could not download $2"; return 1; }
	dpkg -x "$folder"/*.deb "$folder" || return 1
	cp "$folder/boot/${kernel##*/}" "$kernel.new" || return 1
	rm -rf "$folder" "$KERNEL_CACHE/vmlinuz-$1."*-cloud-amd64
	mv "$kernel.new" "$kernel"
}
# The user apt would become cannot enter a directory of ours.
download_into() { (cd "$1" && apt-get download -qq -o APT::Sandbox::User=root "$2" >&2); }

# pack_guest INIT NAME=PROGRAM...: the initramfs, in $initramfs: busybox, the programs, the libraries they need, INIT as the first process
pack_guest() {
	local root=$scratch/guest init=$1 program
	shift
	initramfs=$scratch/initramfs
	mkdir -p "$root"/{bin,dev,proc,sys,tmp}
	for program in "busybox=$(command -v busybox)" "$@"; do
		strip -o "$root/bin/${program%%=*}" "${program#*=}" || return 1
		copy_libraries "${program#*=}" "$root"
	done
	install -m 755 "$init" "$root/init"
	(cd "$root" && find . | cpio --quiet -o -H newc -R 0:0 | gzip -1) >"$initramfs"
}
copy_libraries() {
	local library
	for library in $({ ldd "$1" 2>/dev/null || true; } | grep -o '/[^ ]*'); do cp --parents "$library" "$2"; done
}

# start_guest NAME KERNEL VARIABLE=VALUE...: its pid in $started. What it says is in $scratch/NAME.said, its console in NAME.console;
# the variables reach its init, for that is what the kernel does with parameters it does not know. Without no_timer_check a kernel
# whose emulator waits for a processor takes its timer for broken and panics.
start_guest() {
	local name=$1 kernel=$2
	shift 2
	start timeout --kill-after=5 "$GUEST_SECONDS" qemu-system-x86_64 -accel tcg -smp 2 -m 768 -nodefaults -display none -no-reboot \
		-kernel "$kernel" -initrd "$initramfs" -append "console=ttyS0 panic=1 no_timer_check quiet $*" \
		-serial "file:$scratch/$name.console" -serial "file:$scratch/$name.said"
}

# said NAME PART: the lines between "@begin PART" and "@end PART STATUS"; said_status: that status, empty when it never came to it
said() {
	awk -v part="$2" '$1 == "@end" && $2 == part { exit } on; $1 == "@begin" && $2 == part { on = 1 }' "$scratch/$1.said" 2>/dev/null || true
}
said_status() { awk -v part="$2" '$1 == "@end" && $2 == part { print $3 }' "$scratch/$1.said" 2>/dev/null || true; }

# last_words NAME: for whoever must find out why
last_words() {
	local output
	for output in console said; do
		echo "  the last lines of the guest's $output:"
		tail -n 12 "$scratch/$1.$output" 2>/dev/null | tr -d '\r' | cut -c 1-500 | sed 's/^/    /' || true
	done
}

# --- what was counted, as lines to compare

# A service or a whole run, as one line: of the driver's plan and of what weir says alike.
TALLY='function number(key) { return match($0, "\"" key "\":[0-9]+") ? substr($0, RSTART + length(key) + 3, RLENGTH - length(key) - 3) : "?" }
function tally(whose, requests, unanswered, sent, received, opened, failed) {
	return whose ": " requests " requests, " unanswered " unanswered, " sent " bytes sent, " received " received, " \
		opened " connections, " failed " failed" }
function ends(closed, resets, unaccounted, lost, malformed, skipped) {
	return "summary: " closed " closed, " resets " resets; of its events " unaccounted " unaccounted, " lost " lost, " \
		malformed " malformed, " skipped " skipped" }'

# planned BACKEND: of the driver's line
planned() {
	awk -v backend="$1" "$TALLY"'{
		print tally("port " number("port4"), number("requests4"), number("unanswered"), number("sent4"), number("received4"), number("opened4"), 0)
		print tally("port " number("port6"), number("requests6"), 0, number("sent6"), number("received6"), number("opened6"), 0)
		print tally("port " number("refused_port"), 0, 0, 0, 0, 0, number("failed"))
		print tally("summary", number("requests"), number("unanswered"), number("sent"), number("received"), number("opened"), number("failed"))
		print ends(number("opened"), number("aborted"), 0, 0, 0, 0)
		print "summary: \"backend\":\"" backend "\""
	}' | sort
}
# counted: of all that weir said
counted() {
	awk "$TALLY"'
		/"type":"flow"/ {
			p = number("port"); seen[p]
			requests[p] += number("requests"); unanswered[p] += number("unanswered"); sent[p] += number("sent")
			received[p] += number("received"); opened[p] += number("opened"); failed[p] += number("failed") }
		/"type":"summary"/ {
			print tally("summary", number("requests"), number("unanswered"), number("sent"), number("received"), number("opened"), number("failed"))
			unaccounted = number("events") + 0 > 0 ? number("produced") - number("events") : "?"
			print ends(number("closed"), number("resets"), unaccounted, number("lost"), number("malformed"), number("skipped_runs"))
			print "summary: " (match($0, /"backend":"[a-z]*"/) ? substr($0, RSTART, RLENGTH) : "?") }
		END { for (p in seen) print tally("port " p, requests[p], unanswered[p], sent[p], received[p], opened[p], failed[p]) }' | sort
}
