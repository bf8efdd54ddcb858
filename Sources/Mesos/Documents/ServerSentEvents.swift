/// Cuts a `text/event-stream`, such as Marathon's `/v2/events`, into events. What is too long is dropped and counted, and the stream
/// goes on after it.
public struct ServerSentEvents: Sendable {
    public struct Event: Hashable, Sendable {
        /// `message` when the stream names none.
        public var type: String
        /// Of several lines, with line feeds between.
        public var data: [UInt8]

        public init(type: String, data: [UInt8]) {
            self.type = type
            self.data = data
        }
    }

    private let limit: Int
    private var line: [UInt8] = []
    private var endedWithReturn = false
    private var type = ""
    private var data: [UInt8] = []
    private var hasData = false
    private var isTooLong = false
    public private(set) var dropped = 0

    /// `limit`: bytes of a line, and of an event's data.
    public init(limit: Int = 16 << 20) { self.limit = limit }

    /// The events that these bytes complete. Lines end with CR, LF or both.
    public mutating func append(_ bytes: some Sequence<UInt8>) -> [Event] {
        var events: [Event] = []
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\n") where endedWithReturn: endedWithReturn = false
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                endedWithReturn = byte == UInt8(ascii: "\r")
                if let event = finishLine() { events.append(event) }
            default:
                endedWithReturn = false
                keep(byte)
            }
        }
        return events
    }

    private mutating func keep(_ byte: UInt8) {
        if line.count < limit { line.append(byte) } else { isTooLong = true }
    }

    /// An empty line ends an event; one without data is none.
    private mutating func finishLine() -> Event? {
        defer { line.removeAll(keepingCapacity: line.capacity <= 65_536) }
        if !line.isEmpty {
            takeLine()
            return nil
        }
        defer { (type, data, hasData, isTooLong) = ("", [], false, false) }
        if isTooLong { dropped += 1 }
        return isTooLong || !hasData ? nil : Event(type: type.isEmpty ? "message" : type, data: data)
    }

    /// `field: value`; a line that begins with a colon is a comment.
    private mutating func takeLine() {
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[min(colon + 1, line.endIndex)...]
        if value.first == UInt8(ascii: " ") { value.removeFirst() }
        switch String(decoding: line[..<colon].prefix(16), as: UTF8.self) {
        case "event": type = String(decoding: value.prefix(256), as: UTF8.self)
        case "data": add(value)
        default: break
        }
    }

    private mutating func add(_ value: ArraySlice<UInt8>) {
        guard data.count + value.count < limit else {
            isTooLong = true
            return
        }
        if hasData { data.append(UInt8(ascii: "\n")) }
        data += value
        hasData = true
    }
}
