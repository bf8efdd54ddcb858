/// Bytes of a stream that lie together, with room before them for the beginning of a block that ends in them. One owner at a time.
final class Chunk {
    private let memory: UnsafeMutableRawBufferPointer
    /// Where the bytes lie in `memory`.
    private(set) var start: Int
    private(set) var end: Int

    static let headroom = 1 << 16
    static let size = 1 << 18

    /// Of the common size, so that it can be filled again.
    var isCommon: Bool { memory.count == Self.headroom + Self.size }

    init(capacity: Int = Chunk.headroom + Chunk.size) {
        memory = .allocate(byteCount: capacity, alignment: 64)
        start = Self.headroom
        end = Self.headroom
    }

    deinit { memory.deallocate() }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[start..<end]) }

    /// Makes it hold nothing; false when it has no room for so many bytes.
    func empty(for count: Int) -> Bool {
        (start, end) = (Self.headroom, Self.headroom)
        return memory.count - end >= count
    }

    /// Makes it hold what `read` puts into its room, and nothing else. Returns how many bytes these are.
    func fill(_ read: (UnsafeMutableRawBufferPointer) throws(ScapError) -> Int) throws(ScapError) -> Int {
        (start, end) = (Self.headroom, Self.headroom)
        let count = try read(UnsafeMutableRawBufferPointer(rebasing: memory[end...]))
        end += count
        return count
    }

    /// Puts `bytes` before its own; false when they are too many.
    func prepend(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= start else { return false }
        start -= bytes.count
        UnsafeMutableRawBufferPointer(rebasing: memory[start...]).copyMemory(from: bytes)
        return true
    }

    /// Puts `bytes` behind its own, where there must be room.
    func append(_ bytes: UnsafeRawBufferPointer) {
        UnsafeMutableRawBufferPointer(rebasing: memory[end...]).copyMemory(from: bytes)
        end += bytes.count
    }

    /// The first `count` bytes have been read.
    func drop(_ count: Int) { start += count }
}
