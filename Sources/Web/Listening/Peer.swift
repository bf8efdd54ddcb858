import NIOCore
#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Who is at the other end of a unix socket, as the kernel saw them connect (SO_PEERCRED).
struct Peer: Sendable {
    var process: Int32 = 0
    var user: UInt32 = 0
    var group: UInt32 = 0

    /// Root, who runs this server, and who was named.
    func isAllowed(_ named: [UInt32]) -> Bool { user == 0 || user == geteuid() || named.contains(user) }

    /// On the channel's loop.
    static func isAllowed(_ channel: any Channel, _ named: [UInt32]) -> EventLoopFuture<Bool> {
        guard let options = channel as? any SocketOptionProvider else { return channel.eventLoop.makeSucceededFuture(false) }
        let peer: EventLoopFuture<Peer> = options.unsafeGetSocketOption(level: .socket, name: .init(rawValue: SO_PEERCRED))
        return peer.map { $0.isAllowed(named) }.recover { _ in false }
    }
}
