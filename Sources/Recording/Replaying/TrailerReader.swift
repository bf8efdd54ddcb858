/// The entries behind an event that weir wrote, one after another. What does not fit ends them.
struct TrailerReader: Sequence, IteratorProtocol {
    private var rest: UnsafeRawBufferPointer

    /// `nil`: none of ours.
    @inline(__always)
    init?(_ trailer: UnsafeRawBufferPointer) {
        guard trailer.count >= 8, trailer.loadUnaligned(as: UInt32.self) == Trailer.mark else { return nil }
        let length = Int(trailer.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
        guard length <= trailer.count - 8 else { return nil }
        rest = UnsafeRawBufferPointer(rebasing: trailer[8..<(8 + length)])
    }

    /// `kind`: as in the file.
    mutating func next() -> (kind: UInt32, content: UnsafeRawBufferPointer)? {
        guard rest.count >= 8 else { return nil }
        let size = Int(rest.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
        guard size <= rest.count - 8 else { return nil }
        defer { rest = UnsafeRawBufferPointer(rebasing: rest[(8 + size)...]) }
        return (rest.loadUnaligned(as: UInt32.self), UnsafeRawBufferPointer(rebasing: rest[8..<(8 + size)]))
    }
}
