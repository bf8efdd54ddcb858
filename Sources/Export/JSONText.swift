/// Text as JSON has it (RFC 8259), for what is no line of ours: empty texts and objects stay.
public enum JSONText {
    public static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Quoted.
    static func append(_ text: String, to json: inout [UInt8]) {
        json.append(UInt8(ascii: "\""))
        var text = text
        let isDone = text.withUTF8 { bytes in
            guard bytes.allSatisfy(Self.isPlain) else { return false }
            json.append(contentsOf: bytes)
            return true
        }
        if !isDone { appendEscaped(text, to: &json) }
        json.append(UInt8(ascii: "\""))
    }

    static func append(_ number: some BinaryInteger, to json: inout [UInt8]) {
        guard let small = UInt64(exactly: number) else { return json += String(number).utf8 }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var (rest, first) = (small, 20)
            repeat {
                first -= 1
                digits[first] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            } while rest > 0
            json.append(contentsOf: digits[first...])
        }
    }

    /// Nanoseconds as seconds, exactly, without needless zeros: `0.0415`.
    static func append(seconds nanoseconds: UInt64, to json: inout [UInt8]) {
        let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        append(whole, to: &json)
        let point = json.count
        append(rest + 1_000_000_000, to: &json)
        json[point] = UInt8(ascii: ".") // of ten digits the first one was 1
        while json[json.count - 1] == UInt8(ascii: "0"), json.count > point + 2 { json.removeLast() }
    }

    /// Nearly all texts are made of these alone.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private static func appendEscaped(_ text: String, to json: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": json += "\\\"".utf8
            case "\\": json += "\\\\".utf8
            case "\n": json += "\\n".utf8
            case "\r": json += "\\r".utf8
            case "\t": json += "\\t".utf8
            case _ where scalar.value < 0x20 || 0x80...0x9f ~= scalar.value: // the latter are no harm to JSON, but to terminals
                json += ("\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)).utf8
            default: json += UTF8.encode(scalar)!
            }
        }
    }

    /// Keys in order, so that equal texts are equal.
    public static func object(_ texts: [String: String]) -> String {
        "{" + texts.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }.joined(separator: ",") + "}"
    }

    public static func array(_ texts: [String]) -> String { "[" + texts.map(quoted).joined(separator: ",") + "]" }

    /// The members that are there, in this order. Values are JSON already.
    public static func object(_ members: [(key: String, value: String?)]) -> String {
        let present = members.compactMap { member in member.value.map { "\(quoted(member.key)):\($0)" } }
        return "{" + present.joined(separator: ",") + "}"
    }
}
