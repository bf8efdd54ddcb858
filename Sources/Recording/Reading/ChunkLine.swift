#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Between the thread that reads ahead and the one that takes: chunks to fill, chunks that are full, and the end.
///
/// Unchecked: everything that both touch is under the lock, a chunk belongs to whom it was handed to, `input` to the one that reads.
final class ChunkLine: @unchecked Sendable {
    private let input: ByteInput
    private var full: [Chunk] = []
    private var empty = (0..<3).map { _ in Chunk() }
    private var isAtEnd = false
    private var error: ScapError?
    private var isLeft = false
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init(_ input: ByteInput) {
        self.input = input
        pthread_mutex_init(lock, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(lock)
        changed.deallocate()
        lock.deallocate()
    }

    /// Reads to the end, as long as somebody is there.
    func read() {
        var offset: UInt64 = 0
        while let chunk = place() {
            do throws(ScapError) {
                let count = try chunk.fill { (room) throws(ScapError) in try self.input.read(into: room, offset: offset) }
                if count == 0 { return end(nil) }
                offset += UInt64(count)
            } catch {
                return end(error)
            }
            add(chunk)
        }
    }

    /// A chunk to fill, when there is one; `nil` when nobody wants more.
    private func place() -> Chunk? {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while empty.isEmpty, !isLeft { pthread_cond_wait(changed, lock) }
        return isLeft ? nil : empty.removeLast()
    }

    private func add(_ chunk: Chunk) { change { full.append(chunk) } }

    private func end(_ error: ScapError?) {
        change {
            self.error = error
            isAtEnd = true
        }
    }

    func leave() { change { isLeft = true } }

    /// The next full chunk, when there is one. What is good comes before the error, which comes again with each call.
    func take(_ isStopped: () -> Bool) throws(ScapError) -> ReadAhead.Next {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while full.isEmpty, !isAtEnd {
            if isStopped() { return .stopped }
            var time = Self.inAWhile
            pthread_cond_timedwait(changed, lock, &time)
        }
        if !full.isEmpty { return .chunk(full.removeFirst()) }
        if let error { throw error }
        return .end
    }

    /// A fifth of a second from now.
    private static var inAWhile: timespec {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time) // what pthread_cond_timedwait counts by
        time.tv_nsec += 200_000_000
        if time.tv_nsec >= 1_000_000_000 {
            time.tv_sec += 1
            time.tv_nsec -= 1_000_000_000
        }
        return time
    }

    func empty(_ chunk: Chunk) { change { empty.append(chunk) } }

    private func change(_ body: () -> Void) {
        pthread_mutex_lock(lock)
        body()
        pthread_cond_signal(changed)
        pthread_mutex_unlock(lock)
    }
}
