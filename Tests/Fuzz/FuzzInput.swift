/// The bytes that a fuzzer has chosen, read from the front; zeros when there are no more.
struct FuzzInput {
    private(set) var rest: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { rest = bytes }

    var isEmpty: Bool { rest.isEmpty }

    mutating func byte() -> UInt8 {
        guard let first = rest.first else { return 0 }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst())
        return first
    }

    mutating func word() -> UInt16 { UInt16(byte()) << 8 | UInt16(byte()) }
    mutating func long() -> UInt64 { (0..<8).reduce(0) { word, _ in word << 8 | UInt64(byte()) } }

    /// Fewer when there are no more.
    mutating func bytes(_ count: Int) -> UnsafeRawBufferPointer {
        let taken = UnsafeRawBufferPointer(rebasing: rest.prefix(count))
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
        return taken
    }

    /// Up to 255 bytes, their number before them.
    mutating func text() -> String {
        let count = Int(byte())
        return String(decoding: bytes(count), as: UTF8.self)
    }

    /// Mostly a small number, so that the same one comes again; else one of those at which arithmetic breaks, or any.
    mutating func number() -> UInt64 {
        let first = byte()
        switch first {
        case 0..<0xf0: return UInt64(first)
        case 0xf0..<0xf8: return UInt64(word())
        case 0xf8..<0xfc: return long()
        case 0xfc: return UInt64(Int64.max)
        case 0xfd: return UInt64(bitPattern: Int64.min)
        case 0xfe: return UInt64(UInt32.max)
        default: return .max
        }
    }
}

/// Gives bytes in memory of exactly their size, so that the address sanitizer sees a step beyond it, and aligned as in a ring.
func inRing<Result>(_ bytes: some Collection<UInt8>, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
    defer { memory.deallocate() }
    memory.copyBytes(from: bytes)
    return body(UnsafeRawBufferPointer(memory))
}
