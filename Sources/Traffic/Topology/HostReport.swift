public import Events

/// What one weir knows of a stretch of time: its host, whoever is on it, and whom they talk to.
public struct HostReport: Hashable, Sendable {
    /// Its name; two hosts of one name are one.
    public var host: String
    /// The end of the stretch, nanoseconds since 1970, and its length.
    public var time: UInt64
    public var interval: UInt64
    /// When this weir began, nanoseconds since 1970.
    public var started: UInt64
    /// Records lost in the stretch; nil when nobody knows.
    public var lost: UInt64?
    /// Edges for which there was no room: they are in one without names.
    public var overflowed: UInt64 = 0
    /// How much the kernel was told to tell, in the words of the API.
    public var detail = "full"
    public var version = ""
    public var kernel = ""
    /// Its own: who is asked for at one of them may be anybody on it.
    public var addresses: Set<IPAddress> = []
    public var nodes: [TopologyNode] = []
    /// Between leaves.
    public var edges: [TopologyEdge] = []
    /// Where it was asked for; why it could not be asked lately.
    public var url: String?
    public var error: String?
    /// It has been silent for longer than it should be.
    public var isStale = false

    public init(host: String, time: UInt64, interval: UInt64, started: UInt64) {
        self.host = host
        self.time = time
        self.interval = interval
        self.started = started
    }
}

/// What several weirs know: of each host the latest.
///
/// Merging is a union that keeps the newest of each host, so it is commutative, associative and idempotent; what follows from the reports is
/// derived each time (`TopologyGraph`).
public struct TopologyView: Hashable, Sendable {
    public private(set) var reports: [String: HostReport] = [:]

    public init(_ reports: [HostReport] = []) {
        for report in reports { merge(report) }
    }

    public mutating func merge(_ other: TopologyView) {
        for report in other.reports.values { merge(report) }
    }

    /// A later start wins over a later time: a weir that was started again knows what the one before it did not.
    public mutating func merge(_ report: HostReport) {
        if let known = reports[report.host], known.isAtLeast(report) { return }
        reports[report.host] = report
    }

    /// In the order of their names.
    public var hosts: [HostReport] { reports.values.sorted { $0.host < $1.host } }
}

extension HostReport {
    /// In an order of all reports of one host; those that are equal in it are the same.
    fileprivate func isAtLeast(_ other: HostReport) -> Bool {
        if (started, time, interval) != (other.started, other.time, other.interval) {
            return (started, time, interval) > (other.started, other.time, other.interval)
        }
        return self == other || String(reflecting: self) >= String(reflecting: other)
    }
}
