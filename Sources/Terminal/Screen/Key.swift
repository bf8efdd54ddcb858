/// What somebody pressed, as far as programs of this kind care.
public enum Key: Hashable, Sendable {
    case character(Unicode.Scalar)
    case enter, tab, backTab, backspace, escape
    case up, down, left, right, pageUp, pageDown, home, end
    /// Ctrl and a letter, in lower case.
    case control(Unicode.Scalar)
}

extension Key {
    /// Of a byte below space, or DEL.
    init(control byte: UInt8) {
        switch byte {
        case 0x08, 0x7f: self = .backspace
        case 0x09: self = .tab
        case 0x0a, 0x0d: self = .enter
        default: self = .control(Unicode.Scalar(byte | 0x60))
        }
    }

    /// Of the last byte of a control sequence, and its first number: xterm's keys, with their variants of rxvt and Linux. nil: no key of ours.
    init?(final byte: UInt8, number: Int) {
        switch (byte, number) {
        case (UInt8(ascii: "A"), _): self = .up
        case (UInt8(ascii: "B"), _): self = .down
        case (UInt8(ascii: "C"), _): self = .right
        case (UInt8(ascii: "D"), _): self = .left
        case (UInt8(ascii: "H"), _), (UInt8(ascii: "~"), 1), (UInt8(ascii: "~"), 7): self = .home
        case (UInt8(ascii: "F"), _), (UInt8(ascii: "~"), 4), (UInt8(ascii: "~"), 8): self = .end
        case (UInt8(ascii: "~"), 5): self = .pageUp
        case (UInt8(ascii: "~"), 6): self = .pageDown
        case (UInt8(ascii: "Z"), _): self = .backTab
        case (UInt8(ascii: "M"), _): self = .enter
        default: return nil
        }
    }
}
