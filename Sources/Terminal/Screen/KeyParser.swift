/// Keys out of the bytes that a terminal sends, in whatever pieces they arrive.
///
/// An Escape begins the sequences of other keys. Alone it is a key only when nothing follows for a moment: the caller says so with `end`.
/// Unknown sequences are swallowed whole. It holds a few bytes, whatever comes.
public struct KeyParser: Sendable {
    private enum State {
        case ground
        /// After an Escape.
        case escape
        /// In a control sequence: its first number, and whether that is over.
        case sequence(number: Int, isOver: Bool)
        /// After `ESC O`.
        case shifted
        /// In a character of several bytes: its bits so far, bytes to come, the least value that is not overlong.
        case character(bits: UInt32, left: Int, least: UInt32)
    }

    private var state = State.ground

    public init() {}

    /// An Escape may be a key or the beginning of one.
    public var isWaiting: Bool { if case .ground = state { false } else { true } }

    public mutating func feed(_ bytes: some Sequence<UInt8>) -> [Key] {
        var keys: [Key] = []
        for byte in bytes { feed(byte, &keys) }
        return keys
    }

    /// Nothing more came: what is begun is over.
    public mutating func end() -> [Key] {
        defer { state = .ground }
        if case .escape = state { return [.escape] }
        return []
    }

    private mutating func feed(_ byte: UInt8, _ keys: inout [Key]) {
        switch state {
        case .ground: begin(byte, &keys)
        case .escape: afterEscape(byte, &keys)
        case .shifted:
            state = .ground
            if let key = Key(final: byte, number: 0) { keys.append(key) }
        case .sequence(let number, let isOver): inSequence(byte, number, isOver, &keys)
        case .character(let bits, let left, let least): inCharacter(byte, bits, left, least, &keys)
        }
    }

    private mutating func begin(_ byte: UInt8, _ keys: inout [Key]) {
        switch byte {
        case 0x1b: state = .escape
        case ..<0x20, 0x7f: keys.append(Key(control: byte))
        case ..<0x80: keys.append(.character(Unicode.Scalar(byte)))
        case 0xc2...0xdf: state = .character(bits: UInt32(byte & 0x1f), left: 1, least: 0x80)
        case 0xe0...0xef: state = .character(bits: UInt32(byte & 0x0f), left: 2, least: 0x800)
        case 0xf0...0xf4: state = .character(bits: UInt32(byte & 0x07), left: 3, least: 0x10000)
        default: break
        }
    }

    /// A key together with Alt is taken as Escape and the key: who types fast means that.
    private mutating func afterEscape(_ byte: UInt8, _ keys: inout [Key]) {
        switch byte {
        case UInt8(ascii: "["): state = .sequence(number: 0, isOver: false)
        case UInt8(ascii: "O"): state = .shifted
        default:
            state = .ground
            keys.append(.escape)
            begin(byte, &keys)
        }
    }

    private mutating func inSequence(_ byte: UInt8, _ number: Int, _ isOver: Bool, _ keys: inout [Key]) {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            let next = min(number * 10 + Int(byte - UInt8(ascii: "0")), 1000)
            state = .sequence(number: isOver ? number : next, isOver: isOver)
        case 0x20...0x3f: state = .sequence(number: number, isOver: true)
        case 0x40...0x7e:
            state = .ground
            if let key = Key(final: byte, number: number) { keys.append(key) }
        default:
            state = .ground
            begin(byte, &keys)
        }
    }

    private mutating func inCharacter(_ byte: UInt8, _ bits: UInt32, _ left: Int, _ least: UInt32, _ keys: inout [Key]) {
        state = .ground
        guard byte & 0xc0 == 0x80 else { return begin(byte, &keys) }
        let bits = bits << 6 | UInt32(byte & 0x3f)
        if left > 1 {
            state = .character(bits: bits, left: left - 1, least: least)
        } else if bits >= least, let scalar = Unicode.Scalar(bits) {
            keys.append(.character(scalar))
        }
    }
}
