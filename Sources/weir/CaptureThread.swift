#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A thread of its own for what waits in the kernel: one of the few that tasks share would be missing to engines, clusters and answers, on a
/// host with one processor the only one.
enum CaptureThread {
    // Unchecked: the caller waits, and leaves alone what the body uses.
    private final class Work: @unchecked Sendable {
        let body: () throws -> Void
        let continuation: CheckedContinuation<Void, any Error>

        init(_ body: @escaping () throws -> Void, _ continuation: CheckedContinuation<Void, any Error>) {
            self.body = body
            self.continuation = continuation
        }
    }

    /// Runs `body` there until it ends. What it uses is nobody else's meanwhile.
    static func run<Owner>(_ owner: Owner, _ body: @escaping (Owner) throws -> Void) async throws {
        nonisolated(unsafe) let body = { try body(owner) }
        try await withCheckedThrowingContinuation { continuation in
            let work = Unmanaged.passRetained(Work(body, continuation))
            var thread = pthread_t()
            let status = pthread_create(&thread, nil, { pointer in
                let work = Unmanaged<Work>.fromOpaque(pointer!).takeRetainedValue()
                work.continuation.resume(with: Result(catching: work.body))
                return nil
            }, work.toOpaque())
            if status == 0 {
                pthread_detach(thread)
            } else {
                work.takeRetainedValue().continuation.resume(throwing: Failure(message: "cannot start a thread: \(describe(errno: status))"))
            }
        }
    }
}
