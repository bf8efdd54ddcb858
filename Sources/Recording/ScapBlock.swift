/// Kinds of block in a `.scap` file, and what frames them: kind, total length, body, padding to four bytes, total length again.
///
/// Source: falcosecurity/libs, userspace/libscap/scap_savefile.h; format 1.2. Little-endian, packed.
enum ScapBlock {
    static let section: UInt32 = 0x0A0D_0D0A
    static let magic: UInt32 = 0x1A2B_3C4D
    static let machine: UInt32 = 0x201
    static let interfaces: UInt32 = 0x219
    static let users: UInt32 = 0x220
    static let processes: UInt32 = 0x215
    static let descriptors: UInt32 = 0x218
    static let event: UInt32 = 0x216
    static let flaggedEvent: UInt32 = 0x217
    static let largeEvent: UInt32 = 0x221
    static let largeFlaggedEvent: UInt32 = 0x222
    /// Ours, of a number that pcapng leaves to local use: stands before the first event, where every reader skips what it does not know.
    static let weir: UInt32 = 0xF765_6972

    /// Kind and total length before the body, total length behind it.
    static let frame = 12
    /// Largest block that is believed.
    static let largest = 256 << 20
}

/// Bits in the flags of an event block.
enum ScapEventFlag {
    /// Updates state and is not shown.
    static let hidden: UInt32 = 1
}
