import Events
import Traffic

/// A tracker that is given a stream with faults, over the wire and with the reader's ticks, and what it said.
struct FaultRun {
    private(set) var scene: Scene
    /// Of all reports, without what is not counted by the kernel but concluded from what was seen.
    private(set) var sums = FlowCounters()
    /// Services of the flows that were partial once.
    private(set) var partialServices: Set<UInt32> = []
    /// TCP connections that were open at the last tick.
    private(set) var openConnections = 0
    private(set) var malformed = 0
    /// Sockets of which a record was understood.
    private(set) var heard: Set<UInt64> = []
    private(set) var mostConnections = 0
    private(set) var mostFlows = 0

    init(_ stream: FaultyStream, limits: FlowTracker.Limits = .init()) {
        scene = Scene(limits: limits)
        var next = moment(FaultScene.interval)
        for arrival in stream.arrivals {
            while arrival.time >= next {
                tick(at: next)
                next.nanoseconds += duration(FaultScene.interval)
            }
            take(arrival.bytes)
        }
        tick(at: next)
    }

    private mutating func take(_ bytes: [UInt8]) {
        guard let record = Record(wire: bytes) else {
            malformed += 1
            return
        }
        heard.insert(record.event.cookie)
        scene.deliver(record)
        mostConnections = max(mostConnections, scene.tracker.connectionCount)
    }

    private mutating func tick(at time: MonotonicTime) {
        scene.tracker.settle(at: time)
        openConnections = report().filter { $0.key.transport == .tcp }.reduce(0) { $0 + $1.active }
        mostFlows = max(mostFlows, scene.tracker.flowCount)
    }

    /// The capture ends.
    mutating func finish() {
        scene.tracker.finish()
        _ = report()
    }

    private mutating func report() -> [FlowReport] {
        let reports = scene.tracker.report()
        sums += reports.counters
        (sums.errors, sums.unanswered) = (0, 0)
        partialServices.formUnion(reports.filter(\.isPartial).map(\.key.service))
        return reports
    }
}

// What the sums should be.
extension FaultScene {
    /// What the sockets themselves have counted. Both ends of a connection count the same, so one of them is told; segments sent again
    /// are each end's own.
    func truth(heard: Set<UInt64>) -> FlowCounters {
        var sums = FlowCounters()
        for talk in talks {
            let teller = talk.teller(heard: heard)
            for socket in [talk.client, talk.server].compactMap(\.self) where heard.contains(socket.state.cookie) {
                sums += FlowCounters(socket.totals - Totals(), of: socket, isTold: socket === teller)
            }
        }
        return sums
    }

    /// TCP connections that have not closed. Of one whose connect failed nothing is open.
    func openConnections(heard: Set<UInt64>) -> Int {
        talks.filter { $0.port != 0 }.compactMap { $0.teller(heard: heard) }.count { heard.contains($0.state.cookie) && $0.isOpen }
    }

    /// What these records alone have told.
    func told(by records: [Record], heard: Set<UInt64>) -> FlowCounters {
        let tellers = Set(talks.compactMap { $0.teller(heard: heard)?.state.cookie })
        let sockets = Dictionary(uniqueKeysWithValues: scene.sockets.map { ($0.state.cookie, $0) })
        return records.reduce(into: FlowCounters()) { sums, record in
            let cookie = record.event.cookie
            guard heard.contains(cookie), let socket = sockets[cookie] else { return }
            sums += FlowCounters(record.event.news, of: socket, isTold: tellers.contains(cookie))
        }
    }
}

extension Socket {
    fileprivate var isOpen: Bool { !isGone && totals.failed == 0 }
}

extension FlowCounters {
    /// What an event tells, as flows count it.
    init(_ news: ConnectionEvent.News, isServer: Bool) {
        self.init()
        (sent, received) = isServer ? (news.received, news.sent) : (news.sent, news.received)
        requests = Int64(news.exchanges)
        opened = Int64(news.opened)
        closed = Int64(news.closed)
        failed = Int64(news.failed)
        retransmits = Int64(news.retransmits)
        resets = Int64(news.resets)
    }

    fileprivate init(_ news: ConnectionEvent.News, of socket: Socket, isTold: Bool) {
        if isTold {
            self.init(news, isServer: socket.state.role == .server)
        } else {
            self.init()
            retransmits = Int64(news.retransmits)
        }
    }
}
