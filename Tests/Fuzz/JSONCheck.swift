/// What a JSON text says. Numbers as they are written.
enum JSONValue: Equatable {
    case string(String)
    case number(String)
    case bool(Bool)
    case list([JSONValue])
    case object([String: JSONValue])
}

/// The text must be one object on one line as RFC 8259 has it, without white space, empty values and keys that come twice.
@discardableResult
func checkJSON(_ line: String) -> JSONValue {
    promise(line.utf8.allSatisfy { $0 != 0x0a && $0 != 0x0d }, "more than one line: \(line)")
    var reader = JSONReader(rest: Array(line.utf8)[...])
    guard let value = reader.value(), reader.rest.isEmpty, case .object = value else {
        fatalError("no JSON from \(String(decoding: reader.rest, as: UTF8.self).debugDescription) on: \(line)")
    }
    return value
}

/// Reads what it must and stops at what is wrong.
private struct JSONReader {
    var rest: ArraySlice<UInt8>

    private mutating func take(_ text: String) -> Bool {
        guard rest.starts(with: text.utf8) else { return false }
        rest = rest.dropFirst(text.utf8.count)
        return true
    }

    mutating func value() -> JSONValue? {
        switch rest.first {
        case UInt8(ascii: "{"): object()
        case UInt8(ascii: "["): list()
        case UInt8(ascii: "\""): string().map(JSONValue.string)
        case UInt8(ascii: "t"): take("true") ? .bool(true) : nil
        case UInt8(ascii: "f"): take("false") ? .bool(false) : nil
        default: number()
        }
    }

    private mutating func object() -> JSONValue? {
        var members: [String: JSONValue] = [:]
        guard take("{") else { return nil }
        repeat {
            guard let key = string(), take(":"), let value = value(), members.updateValue(value, forKey: key) == nil else { return nil }
        } while take(",")
        return take("}") ? .object(members) : nil
    }

    private mutating func list() -> JSONValue? {
        var values: [JSONValue] = []
        guard take("[") else { return nil }
        repeat {
            guard let value = value() else { return nil }
            values.append(value)
        } while take(",")
        return take("]") ? .list(values) : nil
    }

    private mutating func string() -> String? {
        var bytes: [UInt8] = []
        guard take("\"") else { return nil }
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return String(validating: bytes, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let escaped = escape() else { return nil }
                bytes += String(UnicodeScalar(escaped)).utf8
            case 0..<0x20: return nil
            default: bytes.append(byte)
            }
        }
        return nil
    }

    /// Controls alone need one, and these are below U+0100.
    private mutating func escape() -> UInt8? {
        guard let byte = rest.popFirst() else { return nil }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return byte
        case UInt8(ascii: "b"): return 8
        case UInt8(ascii: "f"): return 12
        case UInt8(ascii: "n"): return 10
        case UInt8(ascii: "r"): return 13
        case UInt8(ascii: "t"): return 9
        case UInt8(ascii: "u"):
            let digits = String(decoding: rest.prefix(4), as: UTF8.self)
            rest = rest.dropFirst(4)
            return digits.utf8.count == 4 ? UInt8(digits, radix: 16) : nil
        default: return nil
        }
    }

    private mutating func number() -> JSONValue? {
        let text = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
        rest = rest.dropFirst(text.count)
        let parts = text.drop { $0 == UInt8(ascii: "-") }.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isNumber = (1...2).contains(parts.count) && parts.allSatisfy { !$0.isEmpty && !$0.contains(UInt8(ascii: "-")) }
            && (parts[0].count == 1 || parts[0].first != UInt8(ascii: "0")) && text.count { $0 == UInt8(ascii: "-") } <= 1
        return isNumber ? .number(String(decoding: text, as: UTF8.self)) : nil
    }
}
