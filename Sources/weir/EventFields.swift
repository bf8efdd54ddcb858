import Events
import Export
import Terminal

/// One raw event as pairs of name and value, in order: JSON, or a line for people.
struct EventFields {
    private(set) var line: JSONLine
    private(set) var text: String

    init(_ kind: String, at time: MonotonicTime?, _ clock: WallClock) {
        line = JSONLine(type: "event")
        line.add("time", time.map(clock.timestamp))
        line.add("kind", kind)
        text = (time.map(clock.preciseClock) ?? Quantity.unknown) + " " + kind
    }

    var json: String { line.line }

    mutating func add(_ key: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        line.add(key, value)
        text += " \(key)=\(Text.printable(value))"
    }

    mutating func add(_ key: String, _ value: (some BinaryInteger)?) {
        guard let value else { return }
        line.add(key, value)
        text += " \(key)=\(value)"
    }

    /// Zero says nothing.
    mutating func add(some key: String, _ value: some BinaryInteger) {
        if value != 0 { add(key, value) }
    }

    mutating func add(seconds key: String, _ nanoseconds: UInt64?) {
        guard let nanoseconds else { return }
        line.add(seconds: key, nanoseconds: nanoseconds)
        text += " \(key)=\(Quantity.duration(nanoseconds))"
    }

    /// Bytes as Latin-1, so that each is one character and none is lost.
    mutating func add(_ key: String, bytes: UnsafeRawBufferPointer) {
        add(key, String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })))
    }
}
