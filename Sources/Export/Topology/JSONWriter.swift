/// JSON with lists of objects inside, written as it is told: the order of keys is the order of calls. For documents; lines have `JSONLine`.
///
/// Values that are unknown are left out. What is opened is closed by whoever opens it (`object`, `list`).
struct JSONWriter {
    private(set) var text = ""
    private var isFirst = true

    mutating func object(_ key: StaticString? = nil, _ fill: (inout JSONWriter) -> Void) { nest(key, "{", "}", fill) }
    mutating func list(_ key: StaticString? = nil, _ fill: (inout JSONWriter) -> Void) { nest(key, "[", "]", fill) }

    private mutating func nest(_ key: StaticString?, _ open: String, _ close: String, _ fill: (inout JSONWriter) -> Void) {
        begin(key)
        text += open
        isFirst = true
        fill(&self)
        text += close
        isFirst = false
    }

    /// Empty ones are unknown.
    mutating func add(_ key: StaticString, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        begin(key)
        JSONText.append(value, to: &text)
    }

    mutating func add(_ key: StaticString, _ value: (some BinaryInteger)?) {
        guard let value else { return }
        begin(key)
        text += String(value)
    }

    mutating func add(_ key: StaticString, _ value: Bool) {
        begin(key)
        text += value ? "true" : "false"
    }

    /// For what is false unless it is said.
    mutating func add(_ key: StaticString, if value: Bool) {
        if value { add(key, true) }
    }

    mutating func add(_ key: StaticString, _ strings: [String]) {
        guard !strings.isEmpty else { return }
        list(key) { list in
            for string in strings { list.element(string) }
        }
    }

    /// So many digits as tell it from every other; left out when it is no number.
    mutating func add(_ key: StaticString, _ value: Double) {
        guard value.isFinite else { return }
        begin(key)
        text += value.description
    }

    /// Nanoseconds, written as seconds, exactly.
    mutating func add(seconds key: StaticString, _ nanoseconds: UInt64?) {
        guard let nanoseconds else { return }
        begin(key)
        text += Self.decimal(nanoseconds)
    }

    // MARK: Without a key, or with one that is not ours

    mutating func element(_ value: String) {
        begin(nil)
        JSONText.append(value, to: &text)
    }

    mutating func element(_ value: some BinaryInteger) {
        begin(nil)
        text += String(value)
    }

    mutating func element(seconds nanoseconds: UInt64) {
        begin(nil)
        text += Self.decimal(nanoseconds)
    }

    mutating func member(_ name: String, _ value: String) {
        begin(nil)
        JSONText.append(name, to: &text)
        text += ":"
        JSONText.append(value, to: &text)
    }

    /// A number that is one.
    mutating func member(_ name: String, _ value: Double) {
        begin(nil)
        JSONText.append(name, to: &text)
        text += ":"
        text += value.description
    }

    private mutating func begin(_ key: StaticString?) {
        if !isFirst { text += "," }
        isFirst = false
        guard let key else { return }
        text += "\""
        text += key.description
        text += "\":"
    }

    private static func decimal(_ nanoseconds: UInt64) -> String {
        let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        guard rest > 0 else { return "\(whole).0" }
        var digits = String(String(rest + 1_000_000_000).dropFirst())
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)"
    }
}
