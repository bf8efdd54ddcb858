/// One JSON object on one line, written as it is told: the order of keys is the order of calls, so that `type` comes first.
///
/// By hand since an encoder neither keeps the order nor keeps up with a line per request. Strings are escaped as RFC 8259 wants;
/// values that are unknown are left out, never written empty.
public struct JSONLine {
    private var bytes: [UInt8] = []
    private var isFirst = true

    public init() {
        bytes.reserveCapacity(1024)
        bytes.append(UInt8(ascii: "{"))
    }

    public init(type: String) {
        self.init()
        add("type", type)
    }

    /// The finished line, without its end.
    public var line: String { String(decoding: bytes, as: UTF8.self) + "}" }

    public mutating func add(_ key: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        begin(key)
        JSONText.append(value, to: &bytes)
    }

    public mutating func add(_ key: String, _ value: (some BinaryInteger)?) {
        guard let value else { return }
        begin(key)
        JSONText.append(value, to: &bytes)
    }

    public mutating func add(_ key: String, _ value: Bool) {
        begin(key)
        bytes += value ? "true".utf8 : "false".utf8
    }

    /// Nanoseconds, written as seconds with all nine digits' worth and no trailing zeros.
    public mutating func add(seconds key: String, nanoseconds: UInt64?) {
        guard let nanoseconds else { return }
        begin(key)
        JSONText.append(seconds: nanoseconds, to: &bytes)
    }

    public mutating func add(_ key: String, _ strings: [String]) {
        guard !strings.isEmpty else { return }
        begin(key)
        bytes.append(UInt8(ascii: "["))
        for (index, string) in strings.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            JSONText.append(string, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// An object inside; left out when nothing was added to it.
    public mutating func object(_ key: String, _ fill: (inout JSONLine) -> Void) {
        let (length, wasFirst) = (bytes.count, isFirst)
        begin(key)
        bytes.append(UInt8(ascii: "{"))
        isFirst = true
        fill(&self)
        if isFirst {
            bytes.removeLast(bytes.count - length)
            isFirst = wasFirst
        } else {
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private mutating func begin(_ key: String) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        JSONText.append(key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
    }
}
