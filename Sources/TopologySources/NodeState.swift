import Traffic

/// What is known of one node's API, and when it is asked again. Times are of one steady clock of this machine: those of nodes may differ, so
/// that an answer is as fresh as its arrival.
struct NodeState {
    /// How long silence is borne.
    struct Limits: Sendable {
        /// From the last answer on. With the pause until somebody looks again, silence shows within 15 s.
        var fresh: Duration = .seconds(12)
        var kept: Duration = .seconds(600)
        /// Between questions to one that fails: doubled from the first to the last.
        var firstPause: Duration = .seconds(1)
        var longestPause: Duration = .seconds(30)
    }

    let address: SourceAddress
    private let limits: Limits
    private var report: HostReport?
    private var answered: Duration?
    private var error: SourceError?
    private var failures = 0
    private var retry: Duration?

    init(_ address: SourceAddress, _ limits: Limits) {
        self.address = address
        self.limits = limits
    }

    func isDue(at now: Duration) -> Bool { retry.map { now >= $0 } ?? true }

    mutating func took(_ report: HostReport, at now: Duration) {
        self.report = report
        self.report?.url = "\(address)"
        (answered, error, retry, failures) = (now, nil, nil, 0)
    }

    mutating func failed(_ error: SourceError, at now: Duration) {
        self.error = error
        failures += 1
        let pause = limits.firstPause * (1 << min(failures - 1, 16))
        retry = now + min(pause, limits.longestPause)
    }

    /// What is to be shown. Of a node that has been silent for too long, or never answered, no more than why.
    func shown(at now: Duration, wall: UInt64) -> HostReport {
        guard var shown = report, let answered, now - answered < limits.kept else { return silent(wall) }
        if now - answered >= limits.fresh {
            shown.isStale = true
            shown.error = error?.description ?? "it was not asked lately"
        }
        return shown
    }

    /// Of another stretch of time than the last answer's: nothing of that is kept.
    func silent(_ wall: UInt64, because failure: SourceError? = nil) -> HostReport {
        var silent = HostReport(host: report?.host ?? "\(address)", time: wall, interval: 0, started: report?.started ?? 0)
        silent.isStale = true
        silent.url = "\(address)"
        silent.error = (failure ?? error)?.description ?? "it has not been asked yet"
        return silent
    }
}
