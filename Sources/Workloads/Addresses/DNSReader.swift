/// Takes the parts of a DNS message from its front; nil where it ends before one does.
struct DNSReader {
    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    /// RFC 1035, 2.3.4: of a name as it travels.
    private static let longestName = 255
    private static let longestLabel = 63

    /// `bytes` must stay valid and unchanged.
    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    subscript(range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[range]) }

    mutating func skip(to place: Int) -> Bool {
        self.place = place
        return place <= bytes.count
    }

    mutating func take(_ count: Int) -> Range<Int>? {
        guard bytes.count - place >= count else { return nil }
        place += count
        return (place - count)..<place
    }

    mutating func word() -> UInt16? {
        take(2).map { UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: $0.lowerBound, as: UInt16.self)) }
    }

    mutating func long() -> UInt32? {
        take(4).map { UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: $0.lowerBound, as: UInt32.self)) }
    }

    mutating func name() -> [UInt8]? { Self.name(in: bytes, at: &place) }

    /// The name at the beginning of a record's data, which may point into all that lies before.
    func name(in data: Range<Int>) -> [UInt8]? {
        var place = data.lowerBound
        return Self.name(in: UnsafeRawBufferPointer(rebasing: bytes[..<data.upperBound]), at: &place)
    }

    /// Labels with dots between them, lower case; empty for the root. `place` moves behind it. nil for what no host is called: bytes that
    /// cannot be printed, dots inside labels. A pointer leads only back, before all that was read of this name: so there is an end.
    private static func name(in bytes: UnsafeRawBufferPointer, at place: inout Int) -> [UInt8]? {
        var name: [UInt8] = []
        var (at, earliest, length, hasJumped) = (place, place, 1, false)
        while at < bytes.count {
            let first = Int(bytes[at])
            switch first {
            case 0:
                if !hasJumped { place = at + 1 }
                return name
            case 1...longestLabel:
                length += first + 1
                guard length <= longestName, append(bytes, at + 1, first, to: &name) else { return nil }
                at += first + 1
            case 0xc0...:
                guard at + 1 < bytes.count else { return nil }
                let target = (first & 0x3f) << 8 | Int(bytes[at + 1])
                guard target < earliest else { return nil }
                if !hasJumped { place = at + 2 }
                (at, earliest, hasJumped) = (target, target, true)
            default: return nil
            }
        }
        return nil
    }

    private static func append(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ count: Int, to name: inout [UInt8]) -> Bool {
        guard bytes.count - start >= count else { return false }
        if !name.isEmpty { name.append(UInt8(ascii: ".")) }
        for byte in bytes[start..<(start + count)] {
            guard 0x21...0x7e ~= byte, byte != UInt8(ascii: ".") else { return false }
            name.append(UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte)
        }
        return true
    }
}
