import CZlib
import NIOCore

/// gzip (RFC 1952) of whole bodies.
enum Gzip {
    /// Speed before size: level 1 makes about a seventh of JSON, in a third of the time of level 6.
    private static let level: Int32 = 1

    /// nil: no memory.
    static func compressed(_ body: ByteBuffer) -> ByteBuffer? {
        var stream = z_stream()
        // 16: with a frame of gzip.
        guard deflateInit2_(
            &stream, level, Z_DEFLATED, 16 + 15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        var output = ByteBuffer()
        output.reserveCapacity(body.readableBytes / 8 + 1024)
        let result = body.withUnsafeReadableBytes { input -> Int32 in
            // zlib does not write there. Bodies are smaller than 4 GB, see WebLimits.answer.
            stream.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
            stream.avail_in = UInt32(clamping: input.count)
            var result = Z_OK
            while result == Z_OK {
                output.writeWithUnsafeMutableBytes(minimumWritableBytes: 16 << 10) { room in
                    let count = UInt32(clamping: room.count)
                    stream.next_out = room.bindMemory(to: UInt8.self).baseAddress
                    stream.avail_out = count
                    result = deflate(&stream, Z_FINISH)
                    return Int(count - stream.avail_out)
                }
            }
            return result
        }
        return result == Z_STREAM_END ? output : nil
    }
}
