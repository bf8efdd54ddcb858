import Synchronization

/// Values from other threads, taken out in batches. Bounded: full, it drops the newest.
final class Mailbox<Value: Sendable>: Sendable {
    private let values = Mutex<[Value]>([])
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    func put(_ value: Value) {
        values.withLock { if $0.count < limit { $0.append(value) } }
    }

    func takeAll() -> [Value] {
        values.withLock { values in
            defer { values = [] }
            return values
        }
    }
}
