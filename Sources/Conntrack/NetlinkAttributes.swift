/// `struct nlattr` (linux/netlink.h): a length, a type, and a value that may hold attributes itself.
struct NetlinkAttribute {
    /// Without the bits that say "nested" and "network order".
    var type: UInt16
    /// Valid as long as the message is.
    var value: UnsafeRawBufferPointer

    /// Numbers of conntrack are in network order whatever the type's bits say; nil when it is not of that size.
    func bigEndian<Number: FixedWidthInteger>(_: Number.Type = Number.self) -> Number? {
        value.count == MemoryLayout<Number>.size ? Number(bigEndian: value.loadUnaligned(as: Number.self)) : nil
    }
}

/// Attributes one after another, each at a multiple of four bytes.
struct NetlinkAttributes {
    private var rest: UnsafeRawBufferPointer
    /// They end in the middle of one.
    private(set) var isBroken = false

    private static let headerSize = 4
    private static let typeMask: UInt16 = 0x3fff

    /// `bytes` must stay valid and unchanged.
    init(_ bytes: UnsafeRawBufferPointer) { rest = bytes }

    /// nil at the end, and from where they are broken.
    mutating func next() -> NetlinkAttribute? {
        guard !rest.isEmpty else { return nil }
        guard rest.count >= Self.headerSize, case let length = Int(rest.loadUnaligned(as: UInt16.self)),
            (Self.headerSize...rest.count).contains(length)
        else {
            isBroken = true
            rest = UnsafeRawBufferPointer(rebasing: rest[rest.count...])
            return nil
        }
        let type = rest.loadUnaligned(fromByteOffset: 2, as: UInt16.self) & Self.typeMask
        let value = UnsafeRawBufferPointer(rebasing: rest[Self.headerSize..<length])
        rest = UnsafeRawBufferPointer(rebasing: rest[min(length.alignedToFour, rest.count)...])
        return NetlinkAttribute(type: type, value: value)
    }
}
