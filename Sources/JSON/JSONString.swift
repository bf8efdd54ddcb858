/// A string as it lies in the document, between its quotes. Valid while the document's bytes are.
@usableFromInline
package struct JSONString {
    @usableFromInline package let start: UnsafePointer<UInt8>
    @usableFromInline package let count: Int
    @usableFromInline package let hasEscapes: Bool

    @inlinable
    init(start: UnsafePointer<UInt8>, count: Int, hasEscapes: Bool) {
        (self.start, self.count, self.hasEscapes) = (start, count, hasEscapes)
    }

    /// The bytes as they are: not what an escape means.
    package var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

    /// Repaired where it is no UTF-8, and cut between two characters when it has more than `limit` bytes.
    @usableFromInline
    package func string(limit: Int = .max) -> String {
        if hasEscapes { return unescaped().withUnsafeBufferPointer { String(decoding: Self.cut($0, limit), as: UTF8.self) } }
        return String(decoding: Self.cut(bytes, limit), as: UTF8.self)
    }

    /// So that a `switch` over keys needs no strings.
    @inlinable
    package static func ~= (pattern: StaticString, text: JSONString) -> Bool {
        if text.hasEscapes { return text.string() == "\(pattern)" }
        guard text.count == pattern.utf8CodeUnitCount else { return false }
        for place in 0..<text.count where text.start[place] != pattern.utf8Start[place] { return false }
        return true
    }

    private static func cut(_ bytes: UnsafeBufferPointer<UInt8>, _ limit: Int) -> UnsafeBufferPointer<UInt8> {
        guard bytes.count > limit else { return bytes }
        var end = limit
        while end > 0, bytes[end] & 0xc0 == 0x80 { end -= 1 }
        return UnsafeBufferPointer(rebasing: bytes[..<end])
    }
}

extension JSONString {
    /// The reader has checked every escape. Halves of a pair that stand alone become U+FFFD.
    private func unescaped() -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count)
        var place = 0
        while place < count {
            let byte = start[place]
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                place += 1
                continue
            }
            if start[place + 1] == UInt8(ascii: "u") {
                let scalar = takeScalar(&place)
                result.append(contentsOf: UTF8.encode(scalar)!)
            } else {
                result.append(Self.meaning(start[place + 1]))
                place += 2
            }
        }
        return result
    }

    /// `\uXXXX`, or two of them that make a pair.
    private func takeScalar(_ place: inout Int) -> Unicode.Scalar {
        let unit = hexadecimal(place + 2)
        place += 6
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let replacement: Unicode.Scalar = "\u{fffd}"
        guard unit < 0xdc00, place + 6 <= count, start[place] == UInt8(ascii: "\\"), start[place + 1] == UInt8(ascii: "u") else {
            return replacement
        }
        let low = hexadecimal(place + 2)
        guard (0xdc00..<0xe000).contains(low) else { return replacement }
        place += 6
        return Unicode.Scalar(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)) ?? replacement
    }

    private func hexadecimal(_ place: Int) -> UInt32 {
        (place..<place + 4).reduce(0) { $0 << 4 | UInt32(start[$1].hexadecimal ?? 0) }
    }

    private static func meaning(_ escape: UInt8) -> UInt8 {
        switch escape {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0c
        case UInt8(ascii: "n"): 0x0a
        case UInt8(ascii: "r"): 0x0d
        case UInt8(ascii: "t"): 0x09
        default: escape
        }
    }
}

extension UInt8 {
    @inlinable
    package var isDigit: Bool { self >= 0x30 && self <= 0x39 }

    /// The value of this hexadecimal digit.
    package var hexadecimal: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }
}
