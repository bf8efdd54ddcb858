# shellcheck shell=bash disable=SC2154,SC2034 # scratch, LOAD, DRIVERS, rounds and CLIENT_CPU come from the script
# How fast captures are read: weir replay beside sysdig on the same plain file, in turns on one processor.

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
	taskset -c "$CLIENT_CPU" "$@" >/dev/null
	awk -v begin="$begin" -v end="$EPOCHREALTIME" 'BEGIN { printf "%.4f\n", end - begin }'
}
middle() { sort -g | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

measure_replay() {
	local file=$scratch/million.scap round theirs=() ours=() events
	record_million "$file"
	events=$("$WEIR" replay --summary --json "$file" | grep -o '"events":[0-9]*' | cut -d: -f2)
	for ((round = 0; round < rounds; round++)); do
		theirs+=("$(seconds_of sysdig -r "$file" -c topconns)")
		ours+=("$(seconds_of "$WEIR" replay --json "$file")")
	done
	replay_ratio=$(awk -v a="$(printf '%s\n' "${theirs[@]}" | middle)" -v b="$(printf '%s\n' "${ours[@]}" | middle)" 'BEGIN { printf "%.1f", a / b }')
	echo
	echo "Replay of a plain capture of $events events ($(stat -c %s "$file") bytes), seconds, $rounds rounds in turns:"
	echo "  sysdig -r FILE -c topconns  ${theirs[*]}"
	echo "  weir replay --json FILE     ${ours[*]}"
	echo "  median of the one by median of the other: $replay_ratio"
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
