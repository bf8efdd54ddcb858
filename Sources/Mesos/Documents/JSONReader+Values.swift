// What documents hold. nil: something else was there; it is passed over.
extension JSONReader {
    /// Cut at `limit` bytes.
    mutating func string(limit: Int = Limits.text) throws(JSONFault) -> String? {
        guard try isNext("\"") else {
            try skip()
            return nil
        }
        return try takeText().string(limit: limit)
    }

    /// The bytes between the quotes.
    mutating func rawText() throws(JSONFault) -> JSONText? {
        guard try isNext("\"") else {
            try skip()
            return nil
        }
        return try takeText()
    }

    /// A string, or a number or a truth as it is written.
    mutating func stringOrNumber(limit: Int = Limits.text) throws(JSONFault) -> String? {
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
    mutating func integer() throws(JSONFault) -> Int? {
        let first = try next()
        guard first == UInt8(ascii: "-") || first.isDigit else {
            try skip()
            return nil
        }
        let (text, isWhole) = try takeNumber()
        if isWhole, text.count < 19 { return Self.integer(text) }
        return Double(String(decoding: text, as: UTF8.self)).flatMap { Int(exactly: $0) }
    }

    mutating func double() throws(JSONFault) -> Double? {
        let first = try next()
        guard first == UInt8(ascii: "-") || first.isDigit else {
            try skip()
            return nil
        }
        return Double(String(decoding: try takeNumber().text, as: UTF8.self))
    }

    /// Of a number or of a string; 0 is none.
    mutating func port() throws(JSONFault) -> UInt16? {
        let number = try isNext("\"") ? Int(takeText().string(limit: 16)) : try integer()
        return number.flatMap { UInt16(exactly: $0) }.flatMap { $0 == 0 ? nil : $0 }
    }

    mutating func bool() throws(JSONFault) -> Bool? {
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
