import Events

/// The attributes of a conntrack message that are read, by the kernel's numbers (linux/netfilter/nfnetlink_conntrack.h).
struct ConntrackAttributes {
    private var original: ConntrackTuple?
    private var reply: ConntrackTuple?
    private var zone: UInt16 = 0
    private var id: UInt32 = 0

    private enum Kind {
        static let original: UInt16 = 1
        static let reply: UInt16 = 2
        static let id: UInt16 = 12
        static let zone: UInt16 = 18
    }

    /// nil when they are not what the kernel writes.
    init?(_ bytes: UnsafeRawBufferPointer) {
        var attributes = NetlinkAttributes(bytes)
        while let attribute = attributes.next() {
            guard read(attribute) else { return nil }
        }
        guard !attributes.isBroken, let original, let reply, original.number == reply.number else { return nil }
    }

    private mutating func read(_ attribute: NetlinkAttribute) -> Bool {
        switch attribute.type {
        case Kind.original:
            original = ConntrackTuple(attribute.value)
            return original != nil
        case Kind.reply:
            reply = ConntrackTuple(attribute.value)
            return reply != nil
        case Kind.id:
            id = attribute.bigEndian() ?? 0
            return attribute.value.count == 4
        case Kind.zone:
            zone = attribute.bigEndian() ?? 0
            return attribute.value.count == 2
        default:
            return true
        }
    }

    /// nil: neither TCP nor UDP.
    var translation: Translation? {
        guard let original, let reply, let transport = original.transport else { return nil }
        return Translation(transport: transport, original: original.tuple, reply: reply.tuple, zone: zone, id: id)
    }
}
