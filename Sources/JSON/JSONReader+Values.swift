// What documents hold. nil: something else was there; it is passed over.
extension JSONReader {
    /// Of a string of any length so much is read where nobody says otherwise, bytes.
    @usableFromInline package static let mostText = 4096

    /// Cut at `limit` bytes.
    @inlinable
    package mutating func string(limit: Int = Self.mostText) throws(JSONFault) -> String? {
        guard try isNext("\"") else {
            try skip()
            return nil
        }
        return try takeText().string(limit: limit)
    }

    /// The bytes between the quotes.
    @inlinable
    package mutating func rawText() throws(JSONFault) -> JSONString? {
        guard try isNext("\"") else {
            try skip()
            return nil
        }
        return try takeText()
    }

    /// A string, or a number or a truth as it is written.
    package mutating func stringOrNumber(limit: Int = Self.mostText) throws(JSONFault) -> String? {
        switch try next() {
        case UInt8(ascii: "\""): return try takeText().string(limit: limit)
        case UInt8(ascii: "-"), 0x30...0x39:
            let number = try takeNumber().text
            return number.count <= limit ? String(decoding: number, as: UTF8.self) : nil
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return try bool().map { $0 ? "true" : "false" }
        default:
            try skip()
            return nil
        }
    }

    /// A whole number, also one that is written `5051.0`.
    package mutating func integer() throws(JSONFault) -> Int? {
        let first = try next()
        guard first == UInt8(ascii: "-") || first.isDigit else {
            try skip()
            return nil
        }
        let (text, isWhole) = try takeNumber()
        if isWhole, text.count < 19 { return Self.integer(text) }
        return Double(String(decoding: text, as: UTF8.self)).flatMap { Int(exactly: $0) }
    }

    package mutating func double() throws(JSONFault) -> Double? {
        let first = try next()
        guard first == UInt8(ascii: "-") || first.isDigit else {
            try skip()
            return nil
        }
        return Double(String(decoding: try takeNumber().text, as: UTF8.self))
    }

    /// A whole number that is not negative, to the last of 2^64 and exactly; one that is written `1e3` or `7.0` below 2^53.
    package mutating func unsigned() throws(JSONFault) -> UInt64? {
        let first = try next()
        guard first == UInt8(ascii: "-") || first.isDigit else {
            try skip()
            return nil
        }
        let (text, isWhole) = try takeNumber()
        if isWhole { return UInt64(String(decoding: text, as: UTF8.self)) }
        return Double(String(decoding: text, as: UTF8.self)).flatMap { $0 < 0x1p53 ? UInt64(exactly: $0) : nil }
    }

    package mutating func bool() throws(JSONFault) -> Bool? {
        let first = try next()
        try skip()
        return first == UInt8(ascii: "t") ? true : first == UInt8(ascii: "f") ? false : nil
    }

    /// Fewer than 19 digits behind a sign at most.
    private static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        let isNegative = text[0] == UInt8(ascii: "-")
        let value = text.dropFirst(isNegative ? 1 : 0).reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return isNegative ? -value : value
    }
}
