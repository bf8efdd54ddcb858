/// JSON with lists of objects inside, written as it is told: the order of keys is the order of calls. For documents; lines have `JSONLine`.
///
/// Values that are unknown are left out. What is opened is closed by whoever opens it (`object`, `list`).
struct JSONWriter {
    private var bytes: [UInt8] = []
    var text: String { String(decoding: bytes, as: UTF8.self) }
    private var isFirst = true

    mutating func object(_ key: StaticString? = nil, _ fill: (inout JSONWriter) -> Void) { nest(key, "{", "}", fill) }
    mutating func list(_ key: StaticString? = nil, _ fill: (inout JSONWriter) -> Void) { nest(key, "[", "]", fill) }

    private mutating func nest(_ key: StaticString?, _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ fill: (inout JSONWriter) -> Void) {
        begin(key)
        bytes.append(UInt8(ascii: open))
        isFirst = true
        fill(&self)
        bytes.append(UInt8(ascii: close))
        isFirst = false
    }

    /// Empty ones are unknown.
    mutating func add(_ key: StaticString, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        begin(key)
        JSONText.append(value, to: &bytes)
    }

    mutating func add(_ key: StaticString, _ value: (some BinaryInteger)?) {
        guard let value else { return }
        begin(key)
        JSONText.append(value, to: &bytes)
    }

    mutating func add(_ key: StaticString, _ value: Bool) {
        begin(key)
        bytes += value ? "true".utf8 : "false".utf8
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
        bytes += value.description.utf8
    }

    /// Nanoseconds, written as seconds, exactly.
    mutating func add(seconds key: StaticString, _ nanoseconds: UInt64?) {
        guard let nanoseconds else { return }
        begin(key)
        JSONText.append(seconds: nanoseconds, to: &bytes)
    }

    // MARK: Without a key, or with one that is not ours

    mutating func element(_ value: String) {
        begin(nil)
        JSONText.append(value, to: &bytes)
    }

    mutating func element(_ value: some BinaryInteger) {
        begin(nil)
        JSONText.append(value, to: &bytes)
    }

    mutating func element(seconds nanoseconds: UInt64) {
        begin(nil)
        JSONText.append(seconds: nanoseconds, to: &bytes)
    }

    mutating func member(_ name: String, _ value: String) {
        begin(nil)
        JSONText.append(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        JSONText.append(value, to: &bytes)
    }

    /// A number that is one.
    mutating func member(_ name: String, _ value: Double) {
        begin(nil)
        JSONText.append(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        bytes += value.description.utf8
    }

    private mutating func begin(_ key: StaticString?) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        guard let key else { return }
        bytes.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { bytes += $0 }
        bytes += "\":".utf8
    }
}
