#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A text of the kernel's, walked from left to right by lines and words. Any bytes; never beyond their end.
///
/// The bytes must stay valid and unchanged as long as the cursor and its words are in use.
struct TextCursor {
    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The next word of this line; nil at its end.
    mutating func word() -> UnsafeRawBufferPointer? {
        while place < bytes.count, bytes[place].isBlank { place += 1 }
        let start = place
        while place < bytes.count, !bytes[place].isBlank, bytes[place] != .newline { place += 1 }
        return place > start ? bytes.part(start..<place) : nil
    }

    /// The next word of this line; nil when there is none or when it is no number.
    mutating func number() -> UInt64? { word()?.decimal }

    mutating func skipWords(_ count: Int) { for _ in 0..<count { _ = word() } }

    /// To the start of the next line; false at the end of the text.
    mutating func nextLine() -> Bool {
        guard place < bytes.count else { return false }
        place += bytes.part(place..<bytes.count).firstPlace(of: .newline) + 1
        return place < bytes.count
    }

    /// The rest of this line.
    var line: UnsafeRawBufferPointer {
        guard place < bytes.count else { return bytes.part(0..<0) }
        let rest = bytes.part(place..<bytes.count)
        return rest.part(0..<rest.firstPlace(of: .newline))
    }
}

extension UnsafeRawBufferPointer {
    /// `range` must lie inside.
    func part(_ range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: self[range]) }

    /// The number of bytes when it is not in there.
    func firstPlace(of byte: UInt8) -> Int {
        guard let start = baseAddress, let found = memchr(start, Int32(byte), count) else { return count }
        return UnsafeRawPointer(found) - start
    }

    /// Digits and nothing else, and not too many for 64 bits.
    var decimal: UInt64? {
        guard !isEmpty else { return nil }
        var number: UInt64 = 0
        for byte in self {
            guard byte.isDigit else { return nil }
            let (tens, isTooMuch) = number.multipliedReportingOverflow(by: 10)
            let (sum, isStillTooMuch) = tens.addingReportingOverflow(UInt64(byte - .zero))
            guard !isTooMuch, !isStillTooMuch else { return nil }
            number = sum
        }
        return number
    }

    func starts(with text: StaticString) -> Bool {
        guard count >= text.utf8CodeUnitCount, let start = baseAddress else { return false }
        return memcmp(start, text.utf8Start, text.utf8CodeUnitCount) == 0
    }

    func equals(_ text: StaticString) -> Bool { count == text.utf8CodeUnitCount && starts(with: text) }

    /// What stands before and after the first such byte; nil without one.
    func halves(at byte: UInt8) -> (before: UnsafeRawBufferPointer, after: UnsafeRawBufferPointer)? {
        let place = firstPlace(of: byte)
        return place < count ? (part(0..<place), part(place + 1..<count)) : nil
    }

    /// Bytes that are not UTF-8 become U+FFFD.
    var text: String { String(decoding: self, as: UTF8.self) }
}

extension UInt8 {
    static var newline: UInt8 { UInt8(ascii: "\n") }
    static var zero: UInt8 { UInt8(ascii: "0") }
    static var colon: UInt8 { UInt8(ascii: ":") }
    static var slash: UInt8 { UInt8(ascii: "/") }
    var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
    var isDigit: Bool { (UInt8.zero...UInt8(ascii: "9")).contains(self) }
}
