import Synchronization

/// Values from other threads, taken out in batches. Bounded: full, it drops the newest and counts them.
final class Mailbox<Value: Sendable>: Sendable {
    private struct State {
        var values: [Value] = []
        var dropped: UInt64 = 0
    }

    private let state = Mutex(State())
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    var dropped: UInt64 { state.withLock(\.dropped) }

    func put(_ value: Value) {
        state.withLock { if $0.values.count < limit { $0.values.append(value) } else { $0.dropped += 1 } }
    }

    func takeAll() -> [Value] {
        state.withLock { state in
            defer { state.values = [] }
            return state.values
        }
    }
}
