# shellcheck shell=bash disable=SC2154,SC2034 # scratch, LOAD, DRIVERS, captures, rounds and CLIENT_CPU come from the script
# How fast captures are read: weir replay beside sysdig on the same plain file, in turns.

replay_ratio='' replay_memory=''

# record_million FILE: some 125,000 requests, both ends here: a million events
record_million() {
	local recorder
	"$WEIR" record --cgroup "$LOAD" --docker-socket /nonexistent --quiet "$1" 2>"$scratch/record.log" &
	recorder=$!
	until_true 20 grep -qs . "$1" || { cat "$scratch/record.log" >&2; die "weir did not start to record"; }
	sleep 5
	in_cgroup "$LOAD" "$DRIVERS/flood" --requests 125000 --connections 16 >/dev/null
	sleep 1
	stop "$recorder"
}

# seconds_of COMMAND...: of the clock on the wall
seconds_of() {
	local begin=$EPOCHREALTIME
	"$@" >/dev/null 2>&1
	awk -v begin="$begin" -v end="$EPOCHREALTIME" 'BEGIN { printf "%.4f\n", end - begin }'
}
middle() { sort -g | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }
by() { awk -v a="$(printf '%s\n' "$1" | tr ' ' '\n' | middle)" -v b="$(printf '%s\n' "$2" | tr ' ' '\n' | middle)" 'BEGIN { printf "%.1f", a / b }'; }
events_of() { "$WEIR" replay --summary --json "$1" | grep -o '"events":[0-9]*' | cut -d: -f2; }

# beside_sysdig NAME FILE: as users run them, and both on one processor; both print once, at the end
beside_sysdig() {
	local file=$2 round theirs=() ours=() theirs_alone=() ours_alone=()
	# Once untimed: what fails would be the fastest.
	sysdig -r "$file" -c topconns >/dev/null 2>&1 || die "sysdig does not read $1"
	"$WEIR" replay --interval 1h "$file" >/dev/null || die "weir does not replay $1"
	for ((round = 0; round < rounds; round++)); do
		theirs+=("$(seconds_of sysdig -r "$file" -c topconns)")
		ours+=("$(seconds_of "$WEIR" replay --interval 1h "$file")")
		theirs_alone+=("$(seconds_of taskset -c "$CLIENT_CPU" sysdig -r "$file" -c topconns)")
		ours_alone+=("$(seconds_of taskset -c "$CLIENT_CPU" "$WEIR" replay --interval 1h "$file")")
	done
	replay_ratio=$(by "${theirs[*]}" "${ours[*]}")
	echo
	echo "Replay of a plain capture, $1: $(events_of "$file") events, $(stat -c %s "$file") bytes; seconds, $rounds rounds in turns:"
	echo "  sysdig -r FILE -c topconns      ${theirs[*]}"
	echo "  weir replay --interval 1h FILE ${ours[*]}"
	echo "  median of the one by median of the other: $replay_ratio; both on one processor: $(by "${theirs_alone[*]}" "${ours_alone[*]}")"
}

# replay_others: each capture that was asked for, repeated to a million events
replay_others() {
	local capture events file=$scratch/others.scap plain=$scratch/plain.scap
	for capture in "${captures[@]}"; do
		if gzip -t "$capture" 2>/dev/null; then gzip -dc "$capture" >"$plain"; else cat "$capture" >"$plain"; fi
		events=$(events_of "$plain")
		[ "${events:-0}" -gt 0 ] || die "$capture: no events"
		for ((round = 0; round < (1000000 + events - 1) / events; round++)); do cat "$plain"; done >"$file"
		beside_sysdig "${capture##*/}, repeated" "$file"
		rm -f "$file" "$plain"
	done
}

measure_replay() {
	local file=$scratch/million.scap round
	[ ${#captures[@]} = 0 ] || replay_others
	record_million "$file"
	beside_sysdig "recorded now" "$file"
	for ((round = 0; round < 11; round++)); do cat "$file"; done >"$scratch/large.scap"
	"$WEIR" replay "$scratch/large.scap" >/dev/null &
	replay_memory=0
	local pid=$! now
	while kill -0 "$pid" 2>/dev/null; do
		now=$(awk '$1 == "VmHWM:" { print int($2 / 1024) }' "/proc/$pid/status" 2>/dev/null) || break
		[ "${now:-0}" -gt "$replay_memory" ] && replay_memory=$now
		sleep 0.01
	done
	wait "$pid"
	echo "  resident memory at most, of one with $(stat -c %s "$scratch/large.scap") bytes: $replay_memory MB"
	rm -f "$scratch/large.scap"
}
