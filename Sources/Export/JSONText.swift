/// Text as JSON has it (RFC 8259), for what is no line of ours: empty texts and objects stay.
public enum JSONText {
    public static func quoted(_ text: String) -> String {
        var quoted = ""
        append(text, to: &quoted)
        return quoted
    }

    /// Quoted.
    static func append(_ text: String, to json: inout String) {
        json += "\""
        if text.utf8.allSatisfy(isPlain) { json += text } else { appendEscaped(text, to: &json) }
        json += "\""
    }

    /// Nearly all texts are made of these alone.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private static func appendEscaped(_ text: String, to json: inout String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": json += "\\\""
            case "\\": json += "\\\\"
            case "\n": json += "\\n"
            case "\r": json += "\\r"
            case "\t": json += "\\t"
            case _ where scalar.value < 0x20 || 0x80...0x9f ~= scalar.value: // the latter are no harm to JSON, but to terminals
                json += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: json.unicodeScalars.append(scalar)
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
