#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The bytes of a file or a pipe in order, unpacked when they are gzip. One thread.
final class ByteInput {
    private let descriptor: Int32
    private var inflater: Inflater?
    /// The first bytes, read to see whether they are gzip; plain ones are handed over from here.
    private var head: [UInt8] = []
    private var hasBegun = false

    /// `-` is standard input.
    init(path: String) throws(ScapError) {
        descriptor = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ScapError(offset: 0, problem: .unreadable(errno: errno)) }
    }

    deinit { close(descriptor) }

    /// Fills the beginning of `room`; 0 at the end. `offset`: of these bytes in the stream, for errors.
    func read(into room: UnsafeMutableRawBufferPointer, offset: UInt64) throws(ScapError) -> Int {
        if !hasBegun { try begin(offset) }
        if let inflater {
            return try inflater.read(into: room, offset: offset) { (place) throws(ScapError) in try self.readRaw(into: place, offset) }
        }
        guard head.isEmpty else {
            let count = min(head.count, room.count)
            room.copyBytes(from: head.prefix(count))
            head.removeFirst(count)
            return count
        }
        return try readRaw(into: room, offset)
    }

    private func begin(_ offset: UInt64) throws(ScapError) {
        hasBegun = true
        let first = UnsafeMutableRawBufferPointer.allocate(byteCount: 2, alignment: 1)
        defer { first.deallocate() }
        var have = 0
        while have < 2 {
            let got = try readRaw(into: UnsafeMutableRawBufferPointer(rebasing: first[have...]), offset)
            if got == 0 { break }
            have += got
        }
        head = Array(first.prefix(have))
        guard head == Inflater.magic else { return }
        inflater = try Inflater(beginning: head)
        head = []
    }

    private func readRaw(into room: UnsafeMutableRawBufferPointer, _ offset: UInt64) throws(ScapError) -> Int {
        while true {
            let got = systemRead(descriptor, room.baseAddress, room.count)
            if got >= 0 { return got }
            guard errno == EINTR else { throw ScapError(offset: offset, problem: .unreadable(errno: errno)) }
        }
    }
}

/// read(2), whose name the method above has.
private func systemRead(_ descriptor: Int32, _ room: UnsafeMutableRawPointer?, _ count: Int) -> Int { read(descriptor, room, count) }
