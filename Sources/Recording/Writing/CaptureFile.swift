#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Why a capture could not be written: what was tried, and what stood against it.
public struct CaptureFileError: Error, Equatable, Sendable {
    public enum Reason: Equatable, Sendable {
        /// What the system said.
        case system(errno: Int32)
        case exists
        /// A link, a directory or a device has the name: such things are never replaced.
        case notPlain
    }

    public var step: String
    public var reason: Reason

    init(_ step: String, _ reason: Reason) {
        self.step = step
        self.reason = reason
    }

    init(_ step: String, errno: Int32) { self.init(step, .system(errno: errno)) }
}

/// A capture on its way to a file or a pipe, plain or as one gzip stream.
///
/// It is written where it will stay, so what is there at any moment opens: all whole blocks, of gzip those until the last `flush`. When
/// writing fails (disk full, quota, limit of size) a file is cut back to that. One thread.
public final class CaptureFile {
    /// Bytes that are in the file, or went into the pipe.
    public private(set) var size: UInt64 = 0
    /// Bytes of blocks that are readable there.
    public private(set) var contentSize: UInt64 = 0
    private let descriptor: Int32
    private let isPipe: Bool
    private var gzip: GzipStream?
    private var isOpen = true

    /// Takes over the descriptor. `isPipe`: what went there cannot be cut back.
    init(descriptor: Int32, isPipe: Bool, isCompressed: Bool) throws(CaptureFileError) {
        self.descriptor = descriptor
        self.isPipe = isPipe
        if isCompressed {
            guard let stream = GzipStream() else { throw CaptureFileError("compress", errno: ENOMEM) }
            gzip = stream
        }
    }

    deinit { if isOpen { close(descriptor) } }

    /// Whole blocks. After an error nothing more can be written.
    public func write(_ blocks: UnsafeRawBufferPointer) throws(CaptureFileError) {
        guard !blocks.isEmpty else { return }
        if let gzip {
            gzip.add(blocks)
            return gzip.output.count > 1 << 16 ? try flush() : ()
        }
        let (count, error) = put(blocks)
        guard error != 0 else {
            contentSize = size
            return
        }
        let whole = WholeBlocks.length(in: UnsafeRawBufferPointer(rebasing: blocks[..<count]))
        cut(to: size - UInt64(count - whole))
        contentSize = size
        throw CaptureFileError("write", errno: error)
    }

    /// What was written is readable from here on, whatever becomes of this process. Plain files always are.
    public func flush() throws(CaptureFileError) {
        guard let gzip else { return }
        gzip.flush()
        try putCompressed()
        contentSize = gzip.contentSize
        gzip.mark(at: size)
    }

    /// Nothing more comes.
    public func finish() throws(CaptureFileError) {
        guard isOpen else { return }
        if let gzip {
            gzip.finish()
            try putCompressed()
            contentSize = gzip.contentSize
        }
        isOpen = false
        guard close(descriptor) == 0 || errno == EINTR else { throw CaptureFileError("close", errno: errno) }
    }

    private func putCompressed() throws(CaptureFileError) {
        guard let gzip else { return }
        let (_, error) = put(gzip.output.bytes)
        gzip.output.removeAll()
        guard error != 0 else { return }
        // Back to the last flush, and the stream's end behind it: that is a whole gzip file again.
        contentSize = gzip.marked.contentSize
        cut(to: gzip.marked.fileSize)
        let end = gzip.endOfMarked
        if !isPipe, gzip.marked.fileSize > 0 { withExtendedLifetime(end) { _ = put(end.bytes) } }
        self.gzip = nil
        throw CaptureFileError("write", errno: error)
    }

    private func cut(to length: UInt64) {
        guard !isPipe, ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else { return }
        size = length
    }

    /// How many bytes went out, and why not all: errno, or 0.
    private func put(_ bytes: UnsafeRawBufferPointer) -> (count: Int, errno: Int32) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN {
                var poller = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&poller, 1, 1000)
                continue
            }
            guard count >= 0 else { return (bytes.count - rest.count, errno) }
            size += UInt64(count)
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        return (bytes.count, 0)
    }
}

/// Where the last whole block ends.
enum WholeBlocks {
    static func length(in bytes: UnsafeRawBufferPointer) -> Int {
        var end = 0
        while end + ScapBlock.frame <= bytes.count {
            let total = Int(bytes.loadUnaligned(fromByteOffset: end + 4, as: UInt32.self))
            guard total >= ScapBlock.frame, total <= bytes.count - end else { break }
            end += total
        }
        return end
    }
}
