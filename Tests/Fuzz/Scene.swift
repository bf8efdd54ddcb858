import Events
import Traffic

/// An event as it comes out of a ring.
struct Record {
    var event: ConnectionEvent
    var payload: [UInt8]
}

/// As much of the tests' scene (Tests/TrafficTests/Support) as their sockets and faults need. That one and its sockets hold on to each
/// other for ever, which a process may that ends with its tests.
final class Scene {
    enum Ring { case holds }

    var tracker: FlowTracker
    var ring = Ring.holds
    let takesPayload: Bool
    private(set) var held: [Record] = []
    private(set) var sockets: [Socket] = []

    init(limits: FlowTracker.Limits = .init(), takesPayload: Bool = true) {
        self.takesPayload = takesPayload
        tracker = FlowTracker(naming: Names(), limits: limits)
    }

    func add(_ socket: Socket) { sockets.append(socket) }

    func take(_ record: Record, isLastWord: Bool) -> Bool {
        held.append(record)
        return true
    }

    func deliver(_ record: Record) {
        record.payload.withUnsafeBytes { tracker.handle(record.event, payload: $0) }
    }

    /// Lets go of the sockets.
    func end() { sockets = [] }
}
