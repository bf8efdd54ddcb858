import Synchronization

/// Spans that wait to be pushed, the oldest first. Any thread.
final class SpanQueue: Sendable {
    private let limit: Int
    private let waiting = Mutex<[RequestSpan]>([])

    init(limit: Int) { self.limit = max(0, limit) }

    /// How many there was no room for. Spans of one request are in it together or not at all.
    func add(_ spans: [RequestSpan]) -> UInt64 {
        waiting.withLock { waiting in
            guard waiting.count + spans.count <= limit else { return UInt64(spans.count) }
            waiting += spans
            return 0
        }
    }

    func take(_ most: Int) -> [RequestSpan] {
        waiting.withLock { waiting in
            let taken = Array(waiting.prefix(most))
            waiting.removeFirst(taken.count)
            return taken
        }
    }
}
