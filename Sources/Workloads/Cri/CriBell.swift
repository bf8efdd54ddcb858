import Synchronization

/// Rings for a listing. However often it is rung before somebody comes, that is one.
final class CriBell: Sendable {
    private let listener = Mutex<AsyncStream<Void>.Continuation?>(nil)

    /// For one listener: the one before hears no more. Rings at once.
    func rings() -> AsyncStream<Void> {
        let (rings, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        continuation.yield()
        listener.withLock { $0 = continuation }
        return rings
    }

    func ring() { _ = listener.withLock { $0?.yield() } }

    /// Again and again, until the task is cancelled.
    func ring(every pause: Duration) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: pause)
            ring()
        }
    }
}
