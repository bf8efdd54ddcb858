public import Traffic

/// What was counted of one label set since it began.
public struct FlowSeries: Sendable {
    /// Never less than before.
    public private(set) var counters = FlowCounters()
    /// The sum as it was told. A tracker may take back a request that was none; the shown counter then waits until the sum has caught up.
    private var told = FlowCounters()
    /// Connections open at the end of the last interval.
    public var active = 0
    public private(set) var request = DurationTally()
    public private(set) var server = DurationTally()
    public private(set) var queue = DurationTally()
    public private(set) var connect = DurationTally()
    /// Retransmits and resets mean something.
    public private(set) var isTCP = false

    public init() {}

    /// As it was when a weir before this one ended.
    init(counters: FlowCounters, durations: [DurationTally], isTCP: Bool) {
        (self.counters, told) = (counters, counters)
        (request, server, queue, connect) = (durations[0], durations[1], durations[2], durations[3])
        self.isTCP = isTCP
    }

    /// In the order of the initializer.
    var durations: [DurationTally] { [request, server, queue, connect] }

    /// There has been a protocol with requests.
    public var hasRequests: Bool { counters.requests > 0 || counters.unanswered > 0 || !request.isEmpty }

    mutating func add(_ report: FlowReport) {
        told += report.counters
        counters.raise(to: told)
        active += max(0, report.active)
        request.add(report.times.request)
        server.add(report.key.isOfServerAlone ? report.times.request : report.times.server)
        queue.add(report.times.queue)
        connect.add(report.times.connect)
        if report.key.transport == .tcp { isTCP = true }
    }

    public static func += (left: inout Self, right: Self) {
        left.counters += right.counters
        left.told += right.told
        left.active += right.active
        left.request += right.request
        left.server += right.server
        left.queue += right.queue
        left.connect += right.connect
        left.isTCP = left.isTCP || right.isTCP
    }

    /// Takes away what was added before.
    static func -= (left: inout Self, right: Self) {
        left.counters -= right.counters
        left.told -= right.told
        left.active -= right.active
        left.request -= right.request
        left.server -= right.server
        left.queue -= right.queue
        left.connect -= right.connect
    }
}

extension FlowKey {
    /// Only the server is here, so the request time is the server's own.
    fileprivate var isOfServerAlone: Bool {
        if case .workload = client { return false }
        if case .workload = server { return true }
        return false
    }
}

extension FlowCounters {
    fileprivate mutating func raise(to told: FlowCounters) {
        sent = max(sent, told.sent)
        received = max(received, told.received)
        requests = max(requests, told.requests)
        errors = max(errors, told.errors)
        unanswered = max(unanswered, told.unanswered)
        opened = max(opened, told.opened)
        closed = max(closed, told.closed)
        failed = max(failed, told.failed)
        retransmits = max(retransmits, told.retransmits)
        resets = max(resets, told.resets)
    }
}
