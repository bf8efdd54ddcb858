#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The bytes of a file or a pipe, read and unpacked by a thread of its own, some chunks ahead of who takes them. One thread takes.
///
/// The thread ends with the stream, or soon after nobody holds this any more; one that waits for a pipe only when that tells something.
final class ReadAhead {
    private let line: ChunkLine
    private var hasBegun = false
    private let isStopped: () -> Bool

    /// - Parameter isStopped: nobody wants to wait any longer. Asked some times a second while nothing comes, as from a pipe.
    init(path: String, isStopped: @escaping () -> Bool) throws(ScapError) {
        line = ChunkLine(try ByteInput(path: path))
        self.isStopped = isStopped
    }

    deinit { line.leave() }

    /// The next bytes of the stream.
    func next() throws(ScapError) -> Next {
        if !hasBegun { try begin() }
        return try line.take(isStopped)
    }

    enum Next {
        case chunk(Chunk)
        case end, stopped
    }

    /// Nobody looks at it any more.
    func giveBack(_ chunk: Chunk) { if chunk.isCommon { line.empty(chunk) } }

    private func begin() throws(ScapError) {
        hasBegun = true
        let line = Unmanaged.passRetained(line)
        var thread = pthread_t()
        let status = pthread_create(&thread, nil, { pointer in
            Unmanaged<ChunkLine>.fromOpaque(pointer!).takeRetainedValue().read()
            return nil
        }, line.toOpaque())
        guard status == 0 else {
            line.release()
            throw ScapError(offset: 0, problem: .unreadable(errno: status))
        }
        pthread_detach(thread)
    }
}
