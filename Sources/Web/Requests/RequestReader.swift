/// Bytes of a connection, cut into requests. Keeps at most a head's worth and what came with its last bytes; looks at each byte once.
struct RequestReader {
    private var input: [UInt8] = []
    /// Positions in `input`. What is before `start` was taken; before `searched` there is no line's end that `lines` does not know.
    private var start = 0
    private var searched = 0
    private var lineStart = 0
    private var lines: [Range<Int>] = []
    /// Before the request line: a reader should skip at least one (RFC 9112, section 2.2), and need not skip many.
    private var blankLines = 0
    private static let mostBlankLines = 8

    /// Bytes that are not yet a request.
    var waiting: Int { input.count - start }

    mutating func append(_ bytes: some Collection<UInt8>) {
        if start > 0 { drop() }
        input += bytes
    }

    /// What was taken goes, so that a client which asks on and on fills nothing.
    private mutating func drop() {
        input.removeFirst(start)
        searched -= start
        lineStart -= start
        lines = lines.map { $0.lowerBound - start..<$0.upperBound - start }
        start = 0
    }

    /// The next request, or nil: more is needed.
    mutating func next(_ limits: WebLimits) throws(Refusal) -> RequestHead? {
        while let end = input[searched...].firstIndex(of: UInt8(ascii: "\n")) {
            guard end - start < limits.head else { break }
            searched = end + 1
            guard end > lineStart, input[end - 1] == UInt8(ascii: "\r") else { throw .malformed("a line does not end in CR LF") }
            let line = lineStart..<(end - 1)
            lineStart = searched
            if !line.isEmpty {
                lines.append(line)
                guard lines.count <= limits.headers + 1 else { throw .longHead }
                continue
            }
            guard !lines.isEmpty else {
                start = searched
                blankLines += 1
                guard blankLines <= Self.mostBlankLines else { throw .malformed("there is no request line") }
                continue
            }
            return try take(limits)
        }
        if waiting >= limits.head { throw lines.isEmpty ? .longTarget : .longHead }
        searched = input.count
        return nil
    }

    private mutating func take(_ limits: WebLimits) throws(Refusal) -> RequestHead {
        let head = try RequestHead(lines.map { input[$0] }, limits)
        start = searched
        if waiting == 0 { (input, start, searched) = ([], 0, 0) } // who waits for the next request holds no memory
        (lineStart, lines, blankLines) = (searched, [], 0)
        return head
    }
}
