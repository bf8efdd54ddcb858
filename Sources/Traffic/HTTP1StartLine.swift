/// The elements of a request line and of a status line, in the order in which they stand there (RFC 9112, sections 3 and 4).
extension HTTP1Reader {
    mutating func skipEmptyLines() throws(Stop) {
        while position < end, bytes[position] == .carriageReturn || bytes[position] == .lineFeed { try skipLineEnd() }
    }

    /// A token and the space after it.
    mutating func readMethod() throws(Stop) -> (HTTP1.Method, Range<Int>) {
        let start = position
        var word: UInt64 = 0
        while true {
            let byte = try next()
            if byte == .space { break }
            guard byte.isToken, position - start <= HTTP1.methodLimit else { throw .invalid }
            word = word << 8 | UInt64(byte)
        }
        let name = start..<position - 1
        guard !name.isEmpty else { throw .invalid }
        return (HTTP1.Method(word: word), name)
    }

    /// The path in one of the four forms of a request target (section 3.2), and whether the payload ended in it.
    mutating func readTarget(of method: HTTP1.Method) throws(Stop) -> (path: Range<Int>, isCut: Bool) {
        let first = try peek()
        if method == .connect { return try readAuthority() }
        if first == .asterisk {
            guard method == .options else { throw .invalid }
            position += 1
            return (position - 1..<position, false)
        }
        if first != .slash { try skipSchemeAndAuthority() }
        return try readPath()
    }

    private mutating func readPath() throws(Stop) -> (path: Range<Int>, isCut: Bool) {
        let start = position
        try skip(until: .pathEnd)
        let path = start..<position
        let isCut = position == end
        try skip(until: .targetEnd)
        return (path, isCut)
    }

    /// `host:port`.
    private mutating func readAuthority() throws(Stop) -> (path: Range<Int>, isCut: Bool) {
        let start = position
        try skip(until: .targetEnd)
        if position == end { return (start..<end, true) }
        var port = position
        while port > start, bytes[port - 1].isDigit { port -= 1 }
        guard port < position, port > start + 1, bytes[port - 1] == .colon else { throw .invalid }
        return (start..<position, false)
    }

    /// `http://host:80`, up to the path. Whatever the scheme: a proxy is asked for others too.
    private mutating func skipSchemeAndAuthority() throws(Stop) {
        guard try peek().isLetter else { throw .invalid }
        while try peek() != .colon {
            guard try next().isSchemePart else { throw .invalid }
        }
        try expect("://")
        let host = position
        try skip(until: .authorityEnd)
        if position == end { throw .end }
        guard position > host else { throw .invalid }
    }

    /// The version that ends a request line; nil when the payload ends before it does.
    mutating func readFinalVersion() throws(Stop) -> HTTP1.Version? {
        do throws(Stop) {
            guard try next() == .space else { throw .invalid }
            let version = try readVersion()
            try skipLineEnd()
            return version
        } catch {
            if error == .end { return nil }
            throw error
        }
    }

    mutating func readVersion() throws(Stop) -> HTTP1.Version {
        try expect("HTTP/1.")
        let minor = try next()
        guard minor.isDigit else { throw .invalid }
        return minor == .digit0 ? .http10 : .http11
    }

    /// Three digits between spaces. Servers that give no reason often leave out the second space.
    mutating func readStatus() throws(Stop) -> UInt16 {
        guard try next() == .space else { throw .invalid }
        var status: UInt16 = 0
        for _ in 0..<3 {
            let digit = try next()
            guard digit.isDigit else { throw .invalid }
            status = status * 10 + UInt16(digit - .digit0)
        }
        guard 100...599 ~= status else { throw .invalid }
        if position < end, bytes[position] == .space { return status }
        try skipLineEnd()
        return status
    }
}
