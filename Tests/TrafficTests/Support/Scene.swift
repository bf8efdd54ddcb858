import Events
import Traffic

/// An event as it comes out of a ring.
struct Record {
    var event: ConnectionEvent
    var payload: [UInt8]
}

/// Sockets, the ring between them and a tracker, and what the tracker said.
final class Scene {
    /// What happens to records that are due.
    enum Ring { case delivers, holds, loses }

    var tracker: FlowTracker
    let names = Names()
    var ring = Ring.delivers
    /// Whether the programs read how messages begin. Without, a response has no record of its own.
    let takesPayload: Bool
    /// Records that the ring holds, oldest first.
    var held: [Record] = []
    private(set) var lost = 0
    private(set) var deferred: [Record] = []
    private(set) var sockets: [Socket] = []
    private let list = RequestList()

    private final class RequestList {
        var requests: [Request] = []
    }

    /// Those that have ended.
    var requests: [Request] { list.requests }

    init(limits: FlowTracker.Limits = .init(), ports: Set<UInt16> = [], takesPayload: Bool = true) {
        self.takesPayload = takesPayload
        tracker = FlowTracker(naming: names, limits: limits, ports: ports) { [list] in list.requests.append($0) }
    }

    func add(_ socket: Socket) { sockets.append(socket) }

    /// False when the ring is full.
    func take(_ record: Record, isLastWord: Bool) -> Bool {
        switch ring {
        case .delivers: deliver(record)
        case .holds: held.append(record)
        case .loses:
            guard isLastWord else {
                lost += 1
                return false
            }
            var record = record
            record.event.flags.insert(.deferred)
            deferred.append(record)
        }
        return true
    }

    func deliver(_ record: Record) {
        record.payload.withUnsafeBytes { tracker.handle(record.event, payload: $0) }
    }

    func deliver(_ records: some Sequence<Record>) {
        for record in records { deliver(record) }
    }

    /// Last words that had no room in a ring.
    func deliverDeferred() {
        deliver(deferred)
        deferred = []
    }

    /// Records are lost while `body` runs.
    func losing(_ body: () -> Void) {
        let before = ring
        ring = .loses
        body()
        ring = before
    }

    /// The end of an interval, as the reader does it: ask the kernel, settle, report.
    @discardableResult
    func tick(at time: Double) -> [FlowReport] {
        for socket in sockets { socket.isAsked(at: time) }
        tracker.settle(at: moment(time))
        return tracker.report()
    }
}
