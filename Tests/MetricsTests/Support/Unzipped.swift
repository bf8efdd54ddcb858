import CZlib

enum Unzipped {
    struct Broken: Error {}

    static func bytes(_ zipped: [UInt8]) throws -> [UInt8] {
        var stream = z_stream()
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { throw Broken() }
        defer { inflateEnd(&stream) }
        var input = zipped
        var output = [UInt8](repeating: 0, count: 1 << 24)
        let status = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(input.count))
                (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(output.count))
                return inflate(&stream, Z_FINISH)
            }
        }
        guard status == Z_STREAM_END, stream.avail_in == 0 else { throw Broken() }
        return Array(output.prefix(Int(stream.total_out)))
    }
}
