import Synchronization

/// Gives up a stream that is silent for too long: a cable may be cut without either end hearing of it.
final class Watchdog: Sendable {
    private struct State {
        var last = ContinuousClock.now
        var limit: Duration
    }

    private let state: Mutex<State>

    init(_ limit: Duration) { state = Mutex(State(limit: limit)) }

    func heard() { state.withLock { $0.last = .now } }

    func limit(to limit: Duration) { state.withLock { $0.limit = limit } }

    /// Runs `read` until it ends, or the silence is too long.
    func watch(
        _ stream: ClusterStream, _ read: @escaping @Sendable () async throws(ClusterError) -> Void
    ) async throws(ClusterError) {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await read() }
                group.addTask { try await self.guardAgainstSilence(stream) }
                defer { group.cancelAll() }
                try await group.next()
            }
        } catch {
            throw ClusterError(error, at: stream.url)
        }
    }

    private func guardAgainstSilence(_ stream: ClusterStream) async throws {
        while true {
            let left = state.withLock { $0.last + $0.limit - .now }
            guard left > .zero else { throw ClusterError.timedOut(url: "\(stream.url)") }
            // The limit may have become shorter meanwhile.
            try await Task.sleep(for: min(left, .seconds(1)))
        }
    }
}
