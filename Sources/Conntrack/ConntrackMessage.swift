import Events

/// What one message of a subscription or a list says. Nothing of it is believed before it was checked.
enum ConntrackMessage: Equatable {
    case began(Translation)
    case ended(Translation)
    /// Neither TCP nor UDP, or of another subsystem.
    case other
    /// Of conntrack, but not as the kernel writes it.
    case malformed
    /// The list is over.
    case done
    /// The request was refused; 0 when it was confirmed.
    case refused(errno: Int32)

    /// NFNL_SUBSYS_CTNETLINK (linux/netfilter/nfnetlink.h), in the upper byte of a type; in the lower one IPCTNL_MSG_CT_NEW, also used for
    /// the entries of a list, and IPCTNL_MSG_CT_DELETE (nfnetlink_conntrack.h).
    private static let newMessage: UInt16 = 0x0100
    private static let deleteMessage: UInt16 = 0x0102
    /// `struct nfgenmsg`: the family of addresses, which the attributes say too, and fields of no use here.
    private static let prefixSize = 4

    init(_ message: NetlinkMessage) {
        switch message.type {
        case NetlinkMessage.done: self = .done
        case NetlinkMessage.error where message.payload.count >= 4:
            self = .refused(errno: 0 &- message.payload.loadUnaligned(as: Int32.self))
        case Self.newMessage: self = Self.translation(message).map(Self.told) ?? .malformed
        case Self.deleteMessage: self = Self.translation(message).map(Self.over) ?? .malformed
        case NetlinkMessage.error: self = .malformed
        default: self = .other
        }
    }

    /// nil: malformed. A translation of nil: neither TCP nor UDP.
    private static func translation(_ message: NetlinkMessage) -> Translation?? {
        guard message.payload.count >= prefixSize else { return nil }
        return ConntrackAttributes(UnsafeRawBufferPointer(rebasing: message.payload[prefixSize...])).map(\.translation)
    }

    private static func told(_ translation: Translation?) -> Self { translation.map { .began($0) } ?? .other }
    private static func over(_ translation: Translation?) -> Self { translation.map { .ended($0) } ?? .other }
}
