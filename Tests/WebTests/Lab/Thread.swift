#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A thread that has nothing to do with tasks or event loops.
final class Thread: Sendable {
    private final class Work: Sendable {
        let run: @Sendable () -> Void
        let ended: AsyncStream<Void>.Continuation

        init(_ run: @escaping @Sendable () -> Void, _ ended: AsyncStream<Void>.Continuation) {
            self.run = run
            self.ended = ended
        }
    }

    private let ended: AsyncStream<Void>

    init(_ run: @escaping @Sendable () -> Void) {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        ended = stream
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { argument in
                let work = Unmanaged<Work>.fromOpaque(argument!).takeRetainedValue()
                work.run()
                work.ended.finish()
                return nil
            }, Unmanaged.passRetained(Work(run, continuation)).toOpaque())
        pthread_detach(thread)
    }

    func end() async { for await _ in ended {} }
}
