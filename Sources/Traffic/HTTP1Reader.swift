/// A place in bytes that nobody vouches for, and the steps that go on from it.
struct HTTP1Reader {
    enum Stop: Error {
        /// The payload ended.
        case end
        /// The grammar does not allow this byte here.
        case invalid
    }

    let bytes: UnsafeRawBufferPointer
    let end: Int
    var position = 0

    init(_ payload: UnsafeRawBufferPointer) {
        bytes = payload
        end = min(payload.count, HTTP1.limit)
    }

    @inline(__always)
    func peek() throws(Stop) -> UInt8 {
        guard position < end else { throw .end }
        return bytes[position]
    }

    @inline(__always)
    mutating func next() throws(Stop) -> UInt8 {
        let byte = try peek()
        position += 1
        return byte
    }

    @inline(__always)
    mutating func expect(_ text: StaticString) throws(Stop) {
        for index in 0..<text.utf8CodeUnitCount {
            guard try next() == text.utf8Start[index] else { throw .invalid }
        }
    }

    /// Goes on to the first byte of `stops`, or to the end. Spaces and controls that do not stop are in no part of a target.
    mutating func skip(until stops: ByteSet) throws(Stop) {
        while position < end {
            let byte = bytes[position]
            if byte < 64 {
                if stops.contains(byte) { return }
                if byte <= .space { throw .invalid }
            } else if byte == .delete {
                throw .invalid
            }
            position += 1
        }
    }

    /// CR LF, or LF alone (RFC 9112, 2.2). At the very end of the payload it may be missing in part or altogether.
    mutating func skipLineEnd() throws(Stop) {
        if position < end, bytes[position] == .carriageReturn { position += 1 }
        if position < end, try next() != .lineFeed { throw .invalid }
    }
}

/// A set of bytes below 64, one bit each: all delimiters of a target are there.
struct ByteSet {
    let members: UInt64

    /// Space.
    static var targetEnd: ByteSet { ByteSet(members: 1 << 0x20) }
    /// Space, `#`, `?`.
    static var pathEnd: ByteSet { ByteSet(members: 1 << 0x20 | 1 << 0x23 | 1 << 0x3f) }
    /// Space, `#`, `/`, `?`.
    static var authorityEnd: ByteSet { ByteSet(members: 1 << 0x20 | 1 << 0x23 | 1 << 0x2f | 1 << 0x3f) }

    /// Only for bytes below 64.
    func contains(_ byte: UInt8) -> Bool { members &>> UInt64(byte) & 1 == 1 }
}

/// Bytes with a meaning in a start line.
extension UInt8 {
    static let lineFeed: UInt8 = 0x0a
    static let carriageReturn: UInt8 = 0x0d
    static let space: UInt8 = 0x20
    static let dollar: UInt8 = 0x24
    static let asterisk: UInt8 = 0x2a
    static let slash: UInt8 = 0x2f
    static let digit0: UInt8 = 0x30
    static let colon: UInt8 = 0x3a
    static let delete: UInt8 = 0x7f

    @inline(__always) var isDigit: Bool { self &- .digit0 < 10 }

    @inline(__always) var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

    /// RFC 3986, 3.1.
    @inline(__always) var isSchemePart: Bool { isLetter || isDigit || self == 0x2b || self == 0x2d || self == 0x2e }

    /// RFC 9110, 5.6.2: letters, digits and ``!#$%&'*+-.^_`|~``.
    @inline(__always)
    var isToken: Bool {
        if isLetter || isDigit { return true }
        return switch self {
        case 0x21, 0x23...0x27, 0x2a, 0x2b, 0x2d, 0x2e, 0x5e...0x60, 0x7c, 0x7e: true
        default: false
        }
    }
}
