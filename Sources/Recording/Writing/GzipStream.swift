import CZlib

/// One gzip stream (RFC 1952), made piece by piece. Remembers how to end it at the last flush, for when nothing more can be written.
final class GzipStream {
    let output = ScapBytes(capacity: 1 << 18)
    /// Bytes before compression so far.
    private(set) var contentSize: UInt64 = 0
    private var checksum: UInt = 0
    private let stream: UnsafeMutablePointer<z_stream>

    struct Mark {
        var fileSize: UInt64 = 0
        var contentSize: UInt64 = 0
        var checksum: UInt = 0
    }

    private(set) var marked = Mark()

    /// `nil`: no memory.
    init?() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 1: a capture must keep up. Negative window: bare deflate, the frame is written here.
        let result = deflateInit2_(
            stream, 1, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard result == Z_OK else { return nil }
        let header: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]
        header.withUnsafeBytes { output.append($0) }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    func add(_ bytes: UnsafeRawBufferPointer) {
        checksum = crc32_z(checksum, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
        contentSize += UInt64(bytes.count)
        var rest = bytes
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 20))
            deflate(piece, Z_NO_FLUSH)
            rest = UnsafeRawBufferPointer(rebasing: rest[piece.count...])
        }
    }

    /// All that was added can be read from `output`'s end on.
    func flush() { deflate(UnsafeRawBufferPointer(start: nil, count: 0), Z_SYNC_FLUSH) }

    func finish() {
        deflate(UnsafeRawBufferPointer(start: nil, count: 0), Z_FINISH)
        append(end: checksum, contentSize, to: output)
    }

    /// All that was flushed is in the file, which is so long.
    func mark(at fileSize: UInt64) { marked = Mark(fileSize: fileSize, contentSize: contentSize, checksum: checksum) }

    /// What makes a whole stream of what was there at the mark: an empty last block, and the frame's end.
    var endOfMarked: ScapBytes {
        let end = ScapBytes(capacity: 64)
        end.append(UInt16(0x0003))
        append(end: marked.checksum, marked.contentSize, to: end)
        return end
    }

    private func append(end checksum: UInt, _ size: UInt64, to bytes: ScapBytes) {
        bytes.append(UInt32(truncatingIfNeeded: checksum))
        bytes.append(UInt32(truncatingIfNeeded: size))
    }

    private func deflate(_ input: UnsafeRawBufferPointer, _ flush: Int32) {
        withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { room in
            let pieces = room.bindMemory(to: UInt8.self)
            stream.pointee.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
            stream.pointee.avail_in = UInt32(truncatingIfNeeded: input.count)
            repeat {
                stream.pointee.next_out = pieces.baseAddress
                stream.pointee.avail_out = UInt32(truncatingIfNeeded: pieces.count)
                _ = CZlib.deflate(stream, flush) // it cannot fail with a good stream and room to write
                output.append(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<(room.count - Int(stream.pointee.avail_out))]))
            } while stream.pointee.avail_out == 0
        }
    }
}
