/// A value of JSON, to be written.
enum JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    case text(String)
    case number(String)
    case bool(Bool)
    case list([JSON])
    /// In the order in which it is written.
    case object([(String, JSON)])
    /// Written before.
    case raw(String)

    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .number("\(value)") }
    init(floatLiteral value: Double) { self = .number("\(value)") }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(arrayLiteral elements: JSON...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements) }

    init(_ text: String) { self = .text(text) }
    init(_ number: some BinaryInteger) { self = .number("\(number)") }

    /// `{"value":…}`, as v1 of Mesos writes ids.
    static func id(_ text: String) -> JSON { ["value": JSON(text)] }

    /// `[{"key":…,"value":…}]`.
    static func labels(_ labels: [(String, String)]) -> JSON {
        .list(labels.map { ["key": JSON($0.0), "value": JSON($0.1)] })
    }

    /// One member more, when there is something to say.
    func with(_ name: String, _ value: JSON?) -> JSON {
        guard case .object(let members) = self, let value else { return self }
        return .object(members + [(name, value)])
    }

    var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .text(let value): Self.quote(value, &text)
        case .number(let value), .raw(let value): text += value
        case .bool(let value): text += value ? "true" : "false"
        case .list(let values):
            text += "["
            for (number, value) in values.enumerated() {
                if number > 0 { text += "," }
                value.write(to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (number, member) in members.enumerated() {
                if number > 0 { text += "," }
                Self.quote(member.0, &text)
                text += ":"
                member.1.write(to: &text)
            }
            text += "}"
        }
    }

    private static func quote(_ value: String, _ text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{0}"..<" ":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
