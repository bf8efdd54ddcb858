/// Reads fields one after another. What does not fit reads as zero or empty, and so does all behind it: `isShort` is asked once, when
/// everything was read.
struct ScapCursor {
    private let bytes: UnsafeRawBufferPointer
    private(set) var offset = 0
    /// A field did not fit.
    private(set) var isShort = false

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var remaining: Int { bytes.count - offset }

    /// A little-endian number, at any alignment.
    @inline(__always)
    mutating func number<Number: FixedWidthInteger & BitwiseCopyable>(_: Number.Type = Number.self) -> Number {
        let size = MemoryLayout<Number>.size
        guard !isShort, size <= remaining else {
            isShort = true
            return 0
        }
        defer { offset += size }
        return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    /// The next `count` bytes, in place.
    mutating func take(_ count: Int) -> UnsafeRawBufferPointer {
        guard !isShort, count >= 0, count <= remaining else {
            isShort = true
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        defer { offset += count }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + count)])
    }

    /// All that is left.
    mutating func rest() -> UnsafeRawBufferPointer { take(remaining) }

    /// Two bytes of length, then so many bytes.
    mutating func counted() -> UnsafeRawBufferPointer { take(Int(number(UInt16.self))) }

    /// As `counted`, as text; what is no UTF-8 is repaired.
    mutating func string() -> String { String(decoding: counted(), as: UTF8.self) }

    /// As `counted`, with several texts in it.
    mutating func strings() -> [String] { ScapText.list(counted()) }
}

/// Text as it lies in captures.
enum ScapText {
    /// Up to the first NUL, or all of it.
    static func untilNul(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard let end = bytes.firstIndex(of: 0) else { return bytes }
        return UnsafeRawBufferPointer(rebasing: bytes[..<end])
    }

    /// Each text ends with a NUL, the last perhaps without; empty ones count.
    static func list(_ bytes: UnsafeRawBufferPointer) -> [String] {
        var texts = bytes.split(separator: 0, omittingEmptySubsequences: false)
        if texts.last?.isEmpty == true { texts.removeLast() }
        return texts.map { String(decoding: $0, as: UTF8.self) }
    }
}
