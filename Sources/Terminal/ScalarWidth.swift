/// What one Unicode scalar does to a terminal.
///
/// The standard library knows categories and emoji, not the East Asian widths (UAX #11): the ranges below are their classes W and F,
/// rounded to blocks. Ambiguous ones take one cell, as terminals outside East Asia draw them.
extension Unicode.Scalar {
    /// Asks for another drawing of the same character, of a width that differs between terminals: dropped from all text.
    var selectsVariation: Bool { 0xfe00...0xfe0f ~= value || 0xe0100...0xe01ef ~= value }

    /// Printable and of one cell, as most that is ever printed: Latin, and the signs that our own tables are full of. What the library says of each
    /// character is looked up in its tables, which takes longer than all the rest of printing a line.
    var isCommon: Bool {
        switch value {
        case 0x20...0x7e, 0xa1...0xac, 0xae...0x2ff, 0x2013, 0x2014, 0x2020, 0x2026, 0x2190...0x2193: true
        default: false
        }
    }

    /// Not a control, not a mover of text, not invisible, and of a width that can be known.
    var isPrintable: Bool {
        if isCommon { return true }
        return switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: !properties.isDefaultIgnorableCodePoint
        }
    }

    /// Cells of a printable scalar: 0 for what joins the character before it, 2 for wide ones.
    ///
    /// Parts of one emoji are added up, which is the most that a terminal may take: lines come out short rather than long.
    var cells: Int {
        if value < 0x300 || isCommon { return 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        if isJoiningJamo { return 0 }
        return isWide ? 2 : 1
    }

    /// Vowels and final consonants of Hangul, drawn into the syllable begun before.
    private var isJoiningJamo: Bool { 0x1160...0x11ff ~= value || 0xd7b0...0xd7ff ~= value }

    private var isWide: Bool {
        if isRegionalIndicator { return false }
        return properties.isEmojiPresentation || Self.wideRanges.contains { $0 ~= value }
    }

    /// Two of them make a flag of two cells.
    private var isRegionalIndicator: Bool { 0x1f1e6...0x1f1ff ~= value }

    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115f,  // Hangul initial consonants
        0x2329...0x232a,  // angle brackets
        0x2e80...0x303e,  // radicals, description characters, punctuation
        0x3041...0xa4cf,  // kana, bopomofo, compatibility jamo, ideographs, Yi
        0xa960...0xa97f,  // old Hangul initial consonants
        0xac00...0xd7a3,  // Hangul syllables
        0xf900...0xfaff,  // compatibility ideographs
        0xfe10...0xfe19,  // vertical forms
        0xfe30...0xfe6f,  // compatibility and small forms
        0xff01...0xff60,  // full-width forms
        0xffe0...0xffe6,  // full-width signs
        0x16fe0...0x18dff,  // Tangut, Khitan
        0x1aff0...0x1b2ff,  // kana extensions, Nushu
        0x1d300...0x1d37f,  // Tai Xuan Jing, counting rods
        0x1f200...0x1f2ff,  // enclosed ideographs
        0x20000...0x3fffd,  // further ideographs
    ]
}
