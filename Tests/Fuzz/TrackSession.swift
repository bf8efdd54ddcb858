import Events
import Export
import Traffic
import Workloads

/// One tracker's life.
final class TrackSession {
    let directory: WorkloadDirectory
    var tracker: FlowTracker
    private let mode: TrackMode
    private let limits: FlowTracker.Limits
    private var told = FlowCounters()
    private var reported = FlowCounters()
    private let requests = RequestList()
    private var gaps = RecordGaps()
    private var event = ConnectionEvent()

    private final class RequestList {
        var requests: [Request] = []
    }

    init(mode: TrackMode) {
        self.mode = mode
        var limits = FlowTracker.Limits()
        limits.connections = mode.contains(.fewConnections) ? 3 : 64
        limits.flows = mode.contains(.fewFlows) ? 2 : 64
        self.limits = limits
        directory = WorkloadDirectory(cgroups: CgroupTree(), proc: nil, limit: mode.contains(.fewNames) ? 4 : 100)
        tracker = FlowTracker(
            naming: directory, limits: limits, ports: mode.contains(.onePort) ? [80] : [],
            onRequest: mode.contains(.tellsRequests) ? { [requests] in requests.requests.append($0) } : nil)
    }

    func step(_ input: inout FuzzInput) {
        switch input.byte() {
        case 0..<0xb0: take(HostileRecord(&input, mode).bytes)
        case 0xb0..<0xb8 where !mode.contains(.lonely):
            let size = Int(input.word() & 1023)
            take(input.bytes(size))
        case 0xb8..<0xc0: take(HostileRecord.cgroup(&input))
        case 0xc0..<0xc8: take(HostileRecord.process(&input))
        case 0xc8..<0xd8: tracker.settle(at: MonotonicTime(nanoseconds: 999_800_000_000 &+ input.number() &* 20_000_000))
        case 0xd8..<0xe8: report()
        case 0xe8..<0xf0: tracker.isReconciling.toggle()
        case 0xf0..<0xf8: tracker.finish()
        default: forgetNames()
        }
        promise(tracker.connectionCount <= limits.connections, "\(tracker.connectionCount) connections")
        promise(tracker.flowCount <= limits.flows + 1, "\(tracker.flowCount) flows") // and that of all others
    }

    private func take(_ record: some Collection<UInt8>) {
        inRing(record) { record in
            gaps.note(record)
            switch EventDecoder.decode(record, into: &event) {
            case .connection(let payload):
                told += FlowCounters(event.news, isServer: event.role == .server)
                tracker.handle(event, payload: payload)
            case .process(let process):
                directory.observe(process)
                if process.kind == .exit { tracker.end(process.owner.process) }
            case .cgroup(let cgroup): directory.observe(cgroup)
            case .call, .malformed: break
            }
        }
    }

    private func forgetNames() {
        report()
        let named = tracker.workloads()
        directory.retire { named.contains($0) }
    }

    private func report() {
        promise(gaps.take(at: tracker.now).allSatisfy { $0.records > 0 }, "a gap in which nothing is missing")
        let reports = tracker.report()
        promise(Set(reports.map(\.key)).count == reports.count, "a flow was told twice")
        promise(reports.reduce(0) { $0 + $1.active } <= limits.connections, "more open connections than connections")
        for report in reports {
            promise(report.active >= 0, "fewer than no connections are open")
            reported += report.counters
            if mode.contains(.tellsRequests) { checkJSON(report.json(at: tracker.now, interval: 1, naming)) }
        }
        for request in requests.requests { checkJSON(request.json(naming)) }
        requests.requests.removeAll()
        promise(tracker.summary().counters == reported, "the summary is not the sum of all reports")
    }

    func finish() {
        tracker.finish()
        report()
        guard mode.contains(.lonely), !mode.contains(.onePort) else { return }
        (reported.errors, reported.unanswered) = (0, 0) // concluded, not told
        if !mode.contains(.plain) { reported.requests = told.requests }
        promise(reported == told, "told \(told), reported \(reported)")
    }
}

extension TrackSession {
    /// Names for printing, as hostile as anybody may choose them.
    var naming: Naming {
        Naming(
            host: "a\"host\\\n\u{1b}[2J", clock: WallClock(offset: .max), workload: { self.directory.workload($0) },
            path: { self.tracker.path($0) })
    }
}
