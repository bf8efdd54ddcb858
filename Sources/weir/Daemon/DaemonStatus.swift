import Export
import Traffic

/// How the daemon is, as of its last tick.
struct DaemonStatus: Sendable {
    var host = ""
    var backend = ""
    /// Nanoseconds since 1970, and of the monotonic clock for the last tick.
    var started: UInt64 = 0
    var lastTick: UInt64 = 0
    var interval: UInt64 = 0
    var events: UInt64 = 0
    var lost: UInt64 = 0
    var malformed: UInt64 = 0
    var lostNames: UInt64 = 0
    var detail = "full"
    var residentBytes: UInt64 = 0
    /// Of one processor, over the last interval.
    var cpuShare = 0.0
    var connections = 0
    var flows = 0

    /// Why it is not well; nil when it is.
    func trouble(at now: UInt64) -> String? {
        if lastTick == 0 { return "starting: nothing has been read yet" }
        let silence = now - min(lastTick, now)
        guard silence > interval * 3 + 5_000_000_000 else { return nil }
        return "the capture has told nothing for \(silence / 1_000_000_000) s"
    }

    func json(_ history: TopologyHistory, at now: UInt64) -> String {
        var line = JSONLine(type: "status")
        line.add("host", host)
        line.add("version", Weir.number)
        line.add("kernel", Host.kernel)
        line.add("backend", backend)
        line.add("started", WallClock.text(started))
        line.add(seconds: "uptime", nanoseconds: now - min(started, now))
        line.add("events", events)
        line.add("lost", lost)
        line.add("malformed", malformed)
        line.add("names_lost", lostNames)
        line.add("detail", detail)
        line.add("resident_bytes", residentBytes)
        line.add(seconds: "cpu_share", nanoseconds: UInt64(cpuShare * 1e9))
        line.add("connections", connections)
        line.add("flows", flows)
        line.object("history") {
            $0.add("from", history.begin.map(WallClock.text))
            $0.add(seconds: "seconds", nanoseconds: history.begin.flatMap { begin in history.latest.map { $0.time - min(begin, $0.time) } })
            $0.add("bytes", history.bytes)
            $0.add("limit_bytes", history.mostBytes)
        }
        return line.line
    }
}
