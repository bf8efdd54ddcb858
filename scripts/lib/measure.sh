# shellcheck shell=bash disable=SC2154,SC2034 # WEIR, scratch, LOAD, IDLE, rounds come from the script
# What scripts/bench measures with: weir beside a workload, numbers into files, files into tables.

export LC_ALL=C # a decimal point is a point
TICKS=$(getconf CLK_TCK)
CPUS=$(nproc)
SERVER_CPU=0
CLIENT_CPU=$((1 % CPUS))
WATCH_CPU=$((CPUS - 1)) # with two processors weir shares the client's

weir_pid=
weir_output=

# start_weir CGROUP ARGS...: watching that cgroup, its programs attached
start_weir() {
	local cgroup=$1
	shift
	weir_output=$scratch/weir.json
	taskset -c "$WATCH_CPU" "$WEIR" live --json --cgroup "$cgroup" "$@" >"$weir_output" 2>"$scratch/weir.log" &
	weir_pid=$!
	until_true 20 weir_attached || { tail -n 5 "$scratch/weir.log" >&2; die "weir did not start to capture"; }
	sleep 0.5
}
weir_attached() { kill -0 "$weir_pid" && weir_programs | grep -q .; }
weir_programs() { sed -n 's/^prog_id:[[:space:]]*//p' "/proc/$weir_pid/fdinfo/"* 2>/dev/null | sort -nu; }
stop_weir() {
	[ -n "$weir_pid" ] || return 0
	stop "$weir_pid"
	weir_pid=
}

weir_ticks() { awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$weir_pid/stat"; }
weir_memory() { awk -v key="$1:" '$1 == key { print $2 }' "/proc/$weir_pid/status"; } # VmRSS or VmHWM, in kB
weir_summary() { grep '"type":"summary"' "$weir_output" | grep -o "\"$1\":[0-9]*" | head -n 1 | cut -d: -f2 || true; }

# An empty program where the syscall backend has its own: what being there costs, whatever one does there.
build_empty() {
	echo 'SEC("tp_btf/sys_exit") int empty(void *ctx) { return 0; } char _license[] SEC("license") = "GPL";' |
		"$(toolchain clang)" -O2 -g -target bpf -include linux/bpf.h -include bpf/bpf_helpers.h "-I/usr/include/$(uname -m)-linux-gnu" \
			-x c - -c -o "$scratch/empty.o"
	gcc -O2 -o "$scratch/attach" "$ROOT/scripts/lib/attach.c" -l:libbpf.a -lelf -lz
}
empty_pid=
start_empty() {
	"$scratch/attach" "$scratch/empty.o" >"$scratch/attached" 2>&1 &
	empty_pid=$!
	until_true 10 grep -q attached "$scratch/attached"
}
stop_empty() {
	[ -n "$empty_pid" ] || return 0
	stop "$empty_pid"
	empty_pid=
}

# --- rows: a workload without weir, again without (what the machine's noise alone does), watched by weir, beside a weir that watches
# something else, watched by the syscall backend, and with an empty program in that one's place

# row NAME UNIT COMMAND...: one more workload; COMMAND prints its number, or several lines of NAME NUMBER
rows=()
row() { rows+=("$(printf '%q ' "$@")"); }

run_rows() {
	local round row modes=(off again watched unwatched syscall empty)
	for ((round = 1; round <= rounds; round++)); do
		for row in "${rows[@]}"; do
			say "round $round of $rounds: $row"
			for mode in "${modes[@]}"; do eval "measure $mode $round $row"; done
		done
		modes=("${modes[@]:1}" "${modes[0]}")
	done
}

# measure MODE ROUND NAME UNIT COMMAND...
measure() {
	local mode=$1 round=$2 name=$3 unit=$4 began=$EPOCHREALTIME ticks=0
	shift 4
	case $mode in
	watched) start_weir "$LOAD" ;;
	unwatched) start_weir "$IDLE" ;;
	syscall) start_weir "$LOAD" --backend syscall ;;
	empty) start_empty || die "an empty program cannot be attached" ;;
	esac
	if [ "$mode" = watched ]; then
		ticks=$(weir_ticks)
		began=$EPOCHREALTIME
	fi
	"$@" >"$scratch/numbers" || die "failed: $*"
	[ -s "$scratch/numbers" ] || die "no number came from: $*"
	awk -v OFS='\t' -v name="$name" -v unit="$unit" -v mode="$mode" -v round="$round" \
		'{ print (NF > 1 ? name " " $1 : name), $NF, unit, mode, round }' "$scratch/numbers" >>"$scratch/samples"
	[ "$mode" = watched ] || { stop_weir; stop_empty; return; }
	printf '%s\t%s\t%s\t%s' "$name" $(($(weir_ticks) - ticks)) "$began" "$EPOCHREALTIME" >>"$scratch/self"
	printf '\t%s\t%s' "$(weir_memory VmRSS)" "$(weir_memory VmHWM)" >>"$scratch/self"
	stop_weir
	printf '\t%s\t%s\n' "$(weir_summary events)" "$(weir_summary lost)" >>"$scratch/self"
}

MEDIAN='function median(list, n,  i, j, t) {
	for (i = 2; i <= n; i++) for (j = i; j > 1 && list[j] < list[j-1]; j--) { t = list[j]; list[j] = list[j-1]; list[j-1] = t }
	return n % 2 ? list[(n+1)/2] : (list[n/2] + list[n/2+1]) / 2
}'

# ratios: of the samples, per name and mode: unit, median of off, median, least and greatest of the pairs' ratios
ratios() {
	awk -F '\t' "$MEDIAN"'
		!($1 in unit) { unit[$1] = $3; order[++names] = $1 }
		{ value[$1, $4, $5] = $2; if ($5 > rounds) rounds = $5 }
		END {
			split("again watched unwatched syscall empty", modes, " ")
			for (n = 1; n <= names; n++) for (m = 1; m <= 5; m++) {
				name = order[n]; mode = modes[m]
				for (r = 1; r <= rounds; r++) { off[r] = value[name, "off", r]; ratio[r] = value[name, mode, r] / off[r] }
				middle = median(ratio, rounds)
				printf "%s\t%s\t%s\t%.6g\t%.4f\t%.4f\t%.4f\n", name, mode, unit[name], median(off, rounds), middle, ratio[1], ratio[rounds]
			}
		}' "$scratch/samples"
}

print_ratios() {
	ratios >"$scratch/ratios"
	echo
	echo "Workloads: with weir ÷ without, pairs measured one after the other; median (range), rounds: $rounds."
	echo "ns: above 1 is slower. /s: below 1 is slower."
	echo
	awk -F '\t' 'BEGIN { printf "%-11s %4s %9s  %-20s %-20s %-20s %-20s %s\n", "WORKLOAD", "UNIT", "WITHOUT",
			"WATCHED", "NOT WATCHED", "SYSCALL BACKEND", "EMPTY SYS_EXIT", "WITHOUT, AGAIN (noise)" }
		{ ratio[$2] = sprintf("%.3f (%.3f-%.3f)", $5, $6, $7) }
		$2 == "empty" { printf "%-11s %4s %9.*f  %-20s %-20s %-20s %-20s %s\n", $1, $3, $4 < 10000 ? 1 : 0, $4,
			ratio["watched"], ratio["unwatched"], ratio["syscall"], ratio["empty"], ratio["again"] }' \
		"$scratch/ratios"
}

print_self() {
	echo
	echo "weir itself while it watches all of that, medians; events and lost are sums."
	echo
	awk -F '\t' "$MEDIAN"'
		BEGIN { printf "%-14s %8s %12s %8s %8s %12s %8s\n", "WORKLOAD", "CPU %", "NS/EVENT", "RSS MB", "HWM MB", "EVENTS", "LOST" }
		!($1 in n) { order[++names] = $1 }
		{ i = ++n[$1]; s = $4 - $3; cpu[$1, i] = 100 * $2 / ticks / s; used[$1] += $2 / ticks; rss[$1, i] = $5; hwm[$1, i] = $6; events[$1] += $7; lost[$1] += $8
		  if ($7 == "") unknown[$1] = 1 }
		END { for (k = 1; k <= names; k++) { w = order[k]
			for (i = 1; i <= n[w]; i++) { a[i] = cpu[w, i]; b[i] = rss[w, i]; c[i] = hwm[w, i] }
			each = events[w] ? sprintf("%.0f", used[w] * 1e9 / events[w]) : "-"
			printf "%-14s %8.1f %12s %8.1f %8.1f %12s %8s\n", w, median(a, n[w]), each, median(b, n[w]) / 1024, median(c, n[w]) / 1024, \
				unknown[w] ? "-" : events[w], unknown[w] ? "-" : lost[w] } }' ticks="$TICKS" "$scratch/self"
}

# ratio NAME MODE: the median, empty when not measured
ratio() { awk -F '\t' -v name="$1" -v mode="$2" '$1 == name && $2 == mode { printf "%.3f", $5 }' "$scratch/ratios"; }

# --- kernel cost, by the kernel's own count of runs and time

count_kernel_cost() {
	local before
	before=$(sysctl -n kernel.bpf_stats_enabled)
	at_exit sysctl -qw kernel.bpf_stats_enabled="$before"
	sysctl -qw kernel.bpf_stats_enabled=1
	echo
	echo "Kernel cost: average run of each program of weir, by kernel.bpf_stats (which adds its two clock reads)."
	echo
	printf '%-24s %-18s %12s %8s\n' PHASE PROGRAM RUNS NS
	"$@"
	sysctl -qw kernel.bpf_stats_enabled="$before"
}

# phase NAME BACKEND CGROUP PAYLOAD COMMAND...: one more phase, with weir on that cgroup and with that much payload
phase() {
	local name=$1 backend=$2 cgroup=$3 payload=$4 id
	shift 4
	start_weir "$cgroup" --payload "$payload" --backend "$backend"
	"$@" >/dev/null || die "failed: $*"
	for id in $(weir_programs); do bpftool prog show id "$id"; done |
		awk -v phase="$name" '{ name = runs = ns = ""
			for (i = 1; i < NF; i++) { if ($i == "name") name = $(i+1); if ($i == "run_cnt") runs = $(i+1); if ($i == "run_time_ns") ns = $(i+1) } }
			name ~ /^weir_/ && runs > 0 { printf "%s\t%s\t%d\t%d\n", phase, name, runs, ns }' | sort -t $'\t' -k 3,3nr >"$scratch/phase"
	stop_weir
	awk -F '\t' '{ printf "%-24s %-18s %12d %8.0f\n", $1, $2, $3, $4 / $3 }' "$scratch/phase"
	cat "$scratch/phase" >>"$scratch/cost"
}

# cost PHASE: ns of an average run of the programs that sends and receives meet; of the syscall backend's, all calls
cost() {
	awk -F '\t' -v phase="$1" '$1 == phase && ($2 == "weir_send" || $2 == "weir_receive" || $2 == "weir_sys_exit") { runs += $3; ns += $4 }
		END { if (runs) printf "%.0f", ns / runs }' "$scratch/cost"
}

# --- the closing table

# budget TEXT LEAST|MOST LIMIT MEASURED: one line of it; an empty MEASURED was not measured
budget() {
	awk -v text="$1" -v bound="$2" -v limit="$3" -v measured="$4" 'BEGIN {
		met = measured == "" ? "-" : (bound == "MOST" ? measured + 0 <= limit + 0 : measured + 0 >= limit + 0) ? "yes" : "no"
		printf "%-62s %s %-7s %12s   %s\n", text, bound == "MOST" ? "<=" : ">=", limit, measured == "" ? "not measured" : measured, met }'
}
