import Events
import Traffic
import Workloads

/// The one path from a record to flows: decode, name, track. Every mode feeds it from its source and prints what it answers.
///
/// One thread owns it.
final class Pipeline {
    // Unchecked: only this thread comes here, and a check of each access costs 250 instructions an event.
    @exclusivity(unchecked) var tracker: FlowTracker
    let directory: WorkloadDirectory
    /// Records taken, and those that made no sense.
    private(set) var delivered: UInt64 = 0
    private(set) var malformed: UInt64 = 0
    /// Requests that ended since they were last taken; kept only when asked for.
    private let finished = RequestList()
    var keepsRequests = false {
        didSet {
            guard keepsRequests != oldValue else { return }
            tracker.onRequest = keepsRequests ? { [finished] in finished.requests.append($0) } : nil
        }
    }
    private var manyNames = Pipeline.fewNames
    /// Of a replay: who is looked at; the kernel programs have chosen when it is live.
    private let filter: ReplayFilter?
    @exclusivity(unchecked) private var event = ConnectionEvent()

    private final class RequestList {
        var requests: [Request] = []
    }

    init(directory: WorkloadDirectory, ports: Set<UInt16>, filter: ReplayFilter? = nil) {
        self.directory = directory
        self.filter = filter
        tracker = FlowTracker(naming: directory, ports: ports)
    }

    /// Counts from nothing, by the same names.
    func restart() {
        var next = FlowTracker(naming: directory, ports: tracker.ports, onRequest: tracker.onRequest)
        next.translations = tracker.translations
        (next.keepsLinks, next.isReconciling) = (tracker.keepsLinks, tracker.isReconciling)
        tracker = next
    }

    /// Takes one record. It is valid during the call.
    func take(_ record: UnsafeRawBufferPointer) {
        delivered += 1
        switch EventDecoder.decode(record, into: &event) {
        case .connection(let payload): track(event, payload)
        case .process(let process): observe(process)
        case .cgroup(let cgroup): directory.observe(cgroup)
        case .call: break // flows are told by the records of connections
        case .malformed: malformed += 1
        }
    }

    /// Takes an event that was concluded, not recorded.
    func take(_ event: ConnectionEvent, payload: UnsafeRawBufferPointer) {
        delivered += 1
        track(event, payload)
    }

    @inline(__always)
    private func track(_ event: ConnectionEvent, _ payload: UnsafeRawBufferPointer) {
        if let filter, !filter.accepts(event.owner, directory) { return }
        if event.transport == .udp, event.remote.port == 53, event.direction == .receive, !payload.isEmpty {
            directory.observe(dnsAnswer: payload, to: event.owner, at: event.time)
        }
        tracker.handle(event, payload: payload)
    }

    func observe(_ process: ProcessEvent) {
        directory.observe(process)
        if process.kind == .exit { tracker.end(process.owner.process) }
    }

    /// Makes room for new names when there are many of which nobody speaks any more. Nobody may hold a report from before.
    func forgetNames() {
        guard directory.count > manyNames else { return }
        let named = tracker.workloads()
        directory.retire { named.contains($0) }
        manyNames = max(Self.fewNames, directory.count * 2) // not again and again for names that are all in use
    }

    private static let fewNames = 2048

    func takeRequests() -> [Request] {
        defer { finished.requests.removeAll(keepingCapacity: true) }
        return finished.requests
    }
}
