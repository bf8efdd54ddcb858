import NIOCore
import NIOPosix
import NIOSSL
#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// One address that a server listens on.
struct Listener: Sendable {
    /// With the port it got.
    let address: ListenAddress
    private let channel: any Channel
    private let socket: UnixSocket?

    init(
        _ wanted: ListenAddress, _ tls: NIOSSLContext?, _ connections: NIOLoopBound<Connections>, _ site: Site, _ loop: any EventLoop
    ) async throws(WebError) {
        let bootstrap = ServerBootstrap(group: loop)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.maxMessagesPerRead, value: 16)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(AcceptBackoffHandler()) }
            }
            // Small: there are many connections, and requests are short.
            .childChannelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 4096))
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            // What the kernel holds for a slow reader is bounded too.
            .childChannelOption(.socketOption(.so_sndbuf), value: 256 << 10)
        switch wanted {
        case .unix(let path):
            let socket = try UnixSocket(path: path)
            self.socket = socket
            address = wanted
            let bound = bootstrap.childChannelInitializer { channel in
                Peer.isAllowed(channel, site.peers).flatMapThrowing { isAllowed in
                    let origin = ConnectionOrigin(isTCP: false, isLocal: true, isTLS: false, isAllowedPeer: isAllowed)
                    try connections.value.accept(channel, origin, nil)
                }
            }.withBoundSocket(socket.descriptor)
            do { channel = try await bound.get() } catch {
                socket.remove()
                throw Self.failure(wanted, error)
            }
        case .ip(let host, let port):
            socket = nil
            let origin = ConnectionOrigin(isTCP: true, isLocal: wanted.isLocal, isTLS: tls != nil, isAllowedPeer: true)
            // In milliseconds. Later than ours, which is counted.
            let patience = (Int(min(site.limits.sendTime.components.seconds, 3600)) + 30) * 1000
            let bound = bootstrap
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                // A reader that has vanished without a word.
                .childChannelOption(.tcpOption(.init(rawValue: TCP_USER_TIMEOUT)), value: patience)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture { try connections.value.accept(channel, origin, tls) }
                }
                .bind(host: host, port: port)
            do { channel = try await bound.get() } catch { throw Self.failure(wanted, error) }
            address = .ip(host, port: channel.localAddress?.port ?? port)
        }
    }

    func close() async {
        try? await channel.close()
        socket?.remove()
    }

    private static func failure(_ address: ListenAddress, _ error: any Error) -> WebError {
        guard let code = (error as? IOError)?.errnoCode else { return .listen(address: "\(address)", why: "\(error)") }
        let why = switch code {
        case EADDRINUSE: "another program listens there; stop it or choose another port"
        case EADDRNOTAVAIL: "this host does not have the address"
        case EACCES: "no permission for this port; choose one above 1023"
        default: String(cString: strerror(code)).lowercased()
        }
        return .listen(address: "\(address)", why: why)
    }
}

/// Where a connection came in.
struct ConnectionOrigin: Sendable {
    var isTCP: Bool
    var isLocal: Bool
    var isTLS: Bool
    var isAllowedPeer: Bool
}
