/// One JSON object on one line, written as it is told: the order of keys is the order of calls, so that `type` comes first.
///
/// By hand since an encoder neither keeps the order nor keeps up with a line per request. Strings are escaped as RFC 8259 wants;
/// values that are unknown are left out, never written empty.
public struct JSONLine {
    public private(set) var text = "{"
    private var isFirst = true

    public init() {}

    public init(type: String) {
        add("type", type)
    }

    /// The finished line, without its end.
    public var line: String { text + "}" }

    public mutating func add(_ key: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        begin(key)
        append(quoted: value)
    }

    public mutating func add(_ key: String, _ value: (some BinaryInteger)?) {
        guard let value else { return }
        begin(key)
        text += String(value)
    }

    public mutating func add(_ key: String, _ value: Bool) {
        begin(key)
        text += value ? "true" : "false"
    }

    /// Nanoseconds, written as seconds with all nine digits' worth and no trailing zeros.
    public mutating func add(seconds key: String, nanoseconds: UInt64?) {
        guard let nanoseconds else { return }
        begin(key)
        text += Self.decimal(nanoseconds)
    }

    public mutating func add(_ key: String, _ strings: [String]) {
        guard !strings.isEmpty else { return }
        begin(key)
        text += "["
        for (index, string) in strings.enumerated() {
            if index > 0 { text += "," }
            append(quoted: string)
        }
        text += "]"
    }

    /// An object inside; left out when nothing was added to it.
    public mutating func object(_ key: String, _ fill: (inout JSONLine) -> Void) {
        var inner = JSONLine()
        fill(&inner)
        guard !inner.isFirst else { return }
        begin(key)
        text += inner.line
    }

    private mutating func begin(_ key: String) {
        if !isFirst { text += "," }
        isFirst = false
        append(quoted: key)
        text += ":"
    }

    private mutating func append(quoted string: String) { JSONText.append(string, to: &text) }

    private static func decimal(_ nanoseconds: UInt64) -> String {
        let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        guard rest > 0 else { return "\(whole).0" }
        var digits = String(rest)
        digits = String(repeating: "0", count: 9 - digits.count) + digits
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)"
    }
}
