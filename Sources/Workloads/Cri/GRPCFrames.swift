/// gRPC's own frame around each message: a byte that says whether it is compressed, four of its length, the message.
///
/// Puts pieces of a stream together, whatever their sizes.
struct GRPCFrames {
    private let limit: Int
    private var header: [UInt8] = []
    private var message: [UInt8] = []
    private var missing: Int?

    /// `limit`: the largest message.
    init(limit: Int) { self.limit = limit }

    /// A message has begun and not ended.
    var isInside: Bool { !header.isEmpty }

    static func frame(_ message: [UInt8]) -> [UInt8] {
        let count = UInt32(message.count).bigEndian
        return [0] + withUnsafeBytes(of: count) { Array($0) } + message
    }

    /// The messages that these bytes complete. After an error it is of no more use.
    mutating func append(_ bytes: some Collection<UInt8>) throws(GRPCFrameError) -> [[UInt8]] {
        var complete: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            if let count = missing {
                let piece = rest.prefix(count)
                message += piece
                missing = count - piece.count
                rest = rest.dropFirst(piece.count)
            } else {
                header.append(rest.removeFirst())
                if header.count == 5 { missing = try length() }
            }
            if missing == 0 { complete.append(finish()) }
        }
        return complete
    }

    private func length() throws(GRPCFrameError) -> Int {
        guard header[0] == 0 else { throw .compressed }
        let length = header[1...].reduce(0) { $0 << 8 | Int($1) }
        guard length <= limit else { throw .tooLarge }
        return length
    }

    private mutating func finish() -> [UInt8] {
        defer { (header, message, missing) = ([], [], nil) }
        return message
    }
}

enum GRPCFrameError: Error, Hashable {
    case tooLarge
    /// We never said that we could read this.
    case compressed
}
