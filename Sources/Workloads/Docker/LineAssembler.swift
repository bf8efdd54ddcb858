/// Cuts a stream of bytes into lines. A line longer than the limit is dropped and counted, and the stream goes on after it.
struct LineAssembler {
    private let limit: Int
    private var line: [UInt8] = []
    private var isTooLong = false
    private(set) var dropped = 0

    init(limit: Int) { self.limit = limit }

    /// The lines that these bytes complete, without their newlines and without empty ones.
    mutating func append(_ bytes: some Sequence<UInt8>) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for byte in bytes {
            if byte != UInt8(ascii: "\n") {
                keep(byte)
            } else if let line = finish() {
                lines.append(line)
            }
        }
        return lines
    }

    private mutating func keep(_ byte: UInt8) {
        if line.count == limit {
            isTooLong = true
            line.removeAll()
        }
        if !isTooLong { line.append(byte) }
    }

    private mutating func finish() -> [UInt8]? {
        defer {
            line.removeAll(keepingCapacity: line.capacity <= 65_536)
            isTooLong = false
        }
        if isTooLong { dropped += 1 }
        return isTooLong || line.isEmpty ? nil : line
    }
}
