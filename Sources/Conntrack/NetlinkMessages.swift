/// One message of a netlink datagram: `struct nlmsghdr` (linux/netlink.h), in host byte order, and what follows it.
struct NetlinkMessage {
    var type: UInt16
    /// Behind the header; valid as long as the datagram is.
    var payload: UnsafeRawBufferPointer

    static let error: UInt16 = 2
    static let done: UInt16 = 3
}

/// The messages of a datagram, one after another, each at a multiple of four bytes.
struct NetlinkMessages {
    private var rest: UnsafeRawBufferPointer
    /// The datagram ends in the middle of something.
    private(set) var isBroken = false

    private static let headerSize = 16

    /// `datagram` must stay valid and unchanged.
    init(_ datagram: UnsafeRawBufferPointer) { rest = datagram }

    /// nil at the end, and from where it is broken.
    mutating func next() -> NetlinkMessage? {
        guard !rest.isEmpty else { return nil }
        guard rest.count >= Self.headerSize, let length = Int(exactly: rest.loadUnaligned(as: UInt32.self)),
            (Self.headerSize...rest.count).contains(length)
        else {
            isBroken = true
            rest = UnsafeRawBufferPointer(rebasing: rest[rest.count...])
            return nil
        }
        let message = NetlinkMessage(
            type: rest.loadUnaligned(fromByteOffset: 4, as: UInt16.self),
            payload: UnsafeRawBufferPointer(rebasing: rest[Self.headerSize..<length]))
        rest = UnsafeRawBufferPointer(rebasing: rest[min(length.alignedToFour, rest.count)...])
        return message
    }
}

extension Int {
    /// Where the next message or attribute begins.
    var alignedToFour: Int { (self + 3) & ~3 }
}
