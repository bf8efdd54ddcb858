import CZlib

/// Unpacks gzip (RFC 1952): one member, or several one after another, which count as one stream.
final class Inflater {
    static let magic: [UInt8] = [0x1f, 0x8b]

    private let stream: UnsafeMutablePointer<z_stream>
    private let packed = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    /// Inside a member: an end here is a file cut off.
    private var isInside = true
    private var isAtEnd = false

    /// `beginning`: what has been read of the stream already.
    init(beginning: [UInt8]) throws(ScapError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        packed.copyBytes(from: beginning)
        stream.pointee.next_in = packed.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(beginning.count)
        let gzipOnly: Int32 = 15 + 16
        guard inflateInit2_(stream, gzipOnly, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw ScapError(offset: 0, problem: .gzip("zlib does not start"))
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        packed.deallocate()
    }

    /// Fills the beginning of `room`; 0 at the end. `more` reads packed bytes.
    func read(
        into room: UnsafeMutableRawBufferPointer, offset: UInt64,
        more: (UnsafeMutableRawBufferPointer) throws(ScapError) -> Int
    ) throws(ScapError) -> Int {
        stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(clamping: room.count)
        let wanted = stream.pointee.avail_out
        while stream.pointee.avail_out == wanted {
            if stream.pointee.avail_in == 0, !isAtEnd { try refill(more) }
            if stream.pointee.avail_in == 0, !isInside { return 0 }
            if !isInside { try beginMember(offset) }
            let result = inflate(stream, Z_NO_FLUSH)
            switch result {
            case Z_STREAM_END: isInside = false
            case Z_OK: break
            case Z_BUF_ERROR where isAtEnd && stream.pointee.avail_out == wanted:
                throw ScapError(offset: offset, problem: .truncated)
            case Z_BUF_ERROR: break
            default:
                if stream.pointee.avail_out < wanted { break } // what is good comes first; the error again with the next call
                throw ScapError(offset: offset, problem: .gzip(stream.pointee.msg.map { String(cString: $0) } ?? "error \(result)"))
            }
        }
        return Int(wanted - stream.pointee.avail_out)
    }

    private func refill(_ more: (UnsafeMutableRawBufferPointer) throws(ScapError) -> Int) throws(ScapError) {
        let got = try more(packed)
        isAtEnd = got == 0
        stream.pointee.next_in = packed.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(got)
    }

    private func beginMember(_ offset: UInt64) throws(ScapError) {
        guard stream.pointee.next_in.pointee == Self.magic[0], inflateReset(stream) == Z_OK else {
            throw ScapError(offset: offset, problem: .gzip("other bytes follow its end"))
        }
        isInside = true
    }
}
