import Synchronization
import Traffic

/// What the capture's thread publishes and the web server's tasks read. A reader takes a copy and holds up nobody.
final class DaemonState: Sendable {
    struct Published: Sendable {
        var history: TopologyHistory
        var status = DaemonStatus()
        /// Of the last interval, in the lines of the contract; kept only while somebody wants them.
        var flows: [String] = []
        var flowsTick: UInt64 = 0
    }

    private let state: Mutex<Published>
    /// Monotonic nanoseconds when somebody last asked for flows.
    private let flowsWanted = Atomic<UInt64>(0)

    init(_ limits: TopologyHistory.Limits) { state = Mutex(Published(history: TopologyHistory(limits: limits))) }

    var history: TopologyHistory { state.withLock(\.history) }
    var status: DaemonStatus { state.withLock(\.status) }
    var flows: (lines: [String], tick: UInt64) { state.withLock { ($0.flows, $0.flowsTick) } }

    func publish(_ change: (inout Published) -> Void) { state.withLock { change(&$0) } }

    func wantFlows() { flowsWanted.store(Clock.now().nanoseconds, ordering: .relaxed) }

    /// Somebody has asked within a minute.
    var areFlowsWanted: Bool {
        let asked = flowsWanted.load(ordering: .relaxed)
        return asked > 0 && Clock.now().nanoseconds < asked + 60_000_000_000
    }
}
