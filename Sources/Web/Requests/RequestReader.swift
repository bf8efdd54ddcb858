import NIOCore

/// Bytes of a connection, cut into requests. Keeps at most a head's worth and what came with its last bytes; looks at each byte once.
struct RequestReader {
    private var input = ByteBuffer()
    /// Positions in `input`. Before `searched` there is no line's end that `lines` does not know.
    private var searched = 0
    private var lineStart = 0
    private var lines: [Range<Int>] = []
    /// Before the request line: a reader should skip at least one (RFC 9112, section 2.2), and need not skip many.
    private var blankLines = 0
    private static let mostBlankLines = 8

    /// Bytes that are not yet a request.
    var waiting: Int { input.readableBytes }

    mutating func append(_ bytes: inout ByteBuffer) {
        if input.readableBytes == 0 {
            input = bytes
            restart()
        } else {
            input.writeBuffer(&bytes)
        }
    }

    /// The next request, or nil: more is needed.
    mutating func next(_ limits: WebLimits) throws(Refusal) -> RequestHead? {
        while let end = input.lineEnd(from: searched) {
            guard end - input.readerIndex < limits.head else { break }
            searched = end + 1
            guard end > lineStart, input.getInteger(at: end - 1) == UInt8(ascii: "\r") else { throw .malformed("a line does not end in CR LF") }
            let line = lineStart..<(end - 1)
            lineStart = searched
            if !line.isEmpty {
                lines.append(line)
                guard lines.count <= limits.headers + 1 else { throw .longHead }
                continue
            }
            input.moveReaderIndex(to: lines.isEmpty ? searched : input.readerIndex)
            guard !lines.isEmpty else {
                blankLines += 1
                guard blankLines <= Self.mostBlankLines else { throw .malformed("there is no request line") }
                continue
            }
            return try take(limits)
        }
        if input.readableBytes >= limits.head { throw lines.isEmpty ? .longTarget : .longHead }
        searched = input.writerIndex
        return nil
    }

    private mutating func take(_ limits: WebLimits) throws(Refusal) -> RequestHead {
        let view = input.readableBytesView
        let head = try RequestHead(lines.map { view[$0] }, limits)
        input.moveReaderIndex(to: searched)
        if input.readableBytes == 0 { input = ByteBuffer() }
        blankLines = 0
        restart()
        return head
    }

    private mutating func restart() {
        searched = input.readerIndex
        lineStart = searched
        lines = []
    }
}

extension ByteBuffer {
    fileprivate func lineEnd(from start: Int) -> Int? { readableBytesView[start...].firstIndex(of: UInt8(ascii: "\n")) }
}
