import JSON

// Values that must be what they are asked for as: else the document is refused, with the place.
extension JSONReader {
    /// Cut at the limit.
    mutating func text(_ what: StaticString) throws(JSONFault) -> String {
        let place = try place()
        guard let text = try string(limit: TopologyLimits.text) else { throw .unexpected(what, at: place) }
        return text
    }

    /// Cut at the limit; nil where it is empty, which says nothing.
    mutating func someText(_ what: StaticString) throws(JSONFault) -> String? {
        let text = try text(what)
        return text.isEmpty ? nil : text
    }

    /// Neither empty nor longer than an id is.
    mutating func id(_ what: StaticString) throws(JSONFault) -> String {
        let place = try place()
        guard let raw = try rawText(), raw.count > 0, raw.count <= TopologyLimits.id else { throw .unexpected(what, at: place) }
        return raw.string()
    }

    mutating func count(_ what: StaticString) throws(JSONFault) -> UInt64 {
        let place = try place()
        guard let number = try unsigned() else { throw .unexpected(what, at: place) }
        return number
    }

    mutating func number<Number: FixedWidthInteger>(_ what: StaticString) throws(JSONFault) -> Number {
        let place = try place()
        guard let number = try unsigned().flatMap({ Number(exactly: $0) }) else { throw .unexpected(what, at: place) }
        return number
    }

    /// Finite and not below 0.
    mutating func measure(_ what: StaticString) throws(JSONFault) -> Double {
        let place = try place()
        guard let number = try double(), number.isFinite, number >= 0 else { throw .unexpected(what, at: place) }
        return number
    }

    mutating func truth(_ what: StaticString) throws(JSONFault) -> Bool {
        let place = try place()
        guard let truth = try bool() else { throw .unexpected(what, at: place) }
        return truth
    }

    /// Seconds with up to nine decimals are exact nanoseconds; what is written with an exponent is as near as a `Double` comes.
    mutating func nanoseconds(_ what: StaticString) throws(JSONFault) -> UInt64 {
        let place = try place()
        guard let first = try? next(), first.isDigit, let nanoseconds = Self.nanoseconds(try takeNumber().text) else {
            throw .unexpected(what, at: place)
        }
        return nanoseconds
    }

    /// RFC 3339; nanoseconds since 1970.
    mutating func time(_ what: StaticString) throws(JSONFault) -> UInt64 {
        let place = try place()
        guard let time = try string().flatMap(RFC3339.nanoseconds) else { throw .unexpected(what, at: place) }
        return time
    }

    mutating func beginObject(_ what: StaticString) throws(JSONFault) -> Members {
        let place = try place()
        let members = try object()
        guard members.isObject else { throw .unexpected(what, at: place) }
        return members
    }

    mutating func beginList(_ what: StaticString) throws(JSONFault) -> Elements {
        let place = try place()
        let elements = try array()
        guard elements.isList else { throw .unexpected(what, at: place) }
        return elements
    }

    /// Texts of a list, the first that come.
    mutating func texts(_ what: StaticString, most: Int) throws(JSONFault) -> [String] {
        var texts: [String] = []
        var elements = try beginList(what)
        while try nextElement(of: &elements) {
            if texts.count < most { texts.append(try text(what)) }
        }
        return texts
    }

    /// Where the next value begins.
    mutating func place() throws(JSONFault) -> Int {
        _ = try next()
        return position
    }

    private static func nanoseconds(_ text: UnsafeBufferPointer<UInt8>) -> UInt64? {
        let parts = text.split(separator: UInt8(ascii: "."))
        guard text.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") }) else {
            return Double(String(decoding: text, as: UTF8.self)).flatMap { $0 < 1.8e10 ? UInt64($0 * 1e9) : nil }
        }
        guard let whole = UInt64(String(decoding: parts[0], as: UTF8.self)) else { return nil }
        var fraction: UInt64 = 0
        var unit: UInt64 = 100_000_000
        for digit in parts.dropFirst().joined().prefix(9) {
            fraction += UInt64(digit - 0x30) * unit
            unit /= 10
        }
        let (seconds, isLarge) = whole.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, isLarger) = seconds.addingReportingOverflow(fraction)
        return isLarge || isLarger ? nil : sum
    }
}
