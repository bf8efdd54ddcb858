import Events
import Foundation

/// A socket in a namespace. All are of IPv6, in which an IPv4 address is a mapped one, as in `IPAddress`.
final class Peer: Sendable {
    private let descriptor: Int32

    private init(_ descriptor: Int32) { self.descriptor = descriptor }
    deinit { close(descriptor) }

    static func stream(in namespace: Namespace) throws -> Peer { try make(SOCK_STREAM, namespace) }
    static func datagram(in namespace: Namespace) throws -> Peer { try make(SOCK_DGRAM, namespace) }

    private static func make(_ kind: __socket_type, _ namespace: Namespace) throws -> Peer {
        try namespace.inside {
            let peer = Peer(socket(AF_INET6, Int32(kind.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0))
            var limit = timeval(tv_sec: 10, tv_usec: 0)
            setsockopt(peer.descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
            return peer
        }
    }

    func bind(port: UInt16) throws {
        try check("bind") { Glibc.bind(descriptor, $0, $1) } with: { Endpoint(address: IPAddress(high: 0, low: 0), port: port) }
    }

    func listen() throws {
        guard Glibc.listen(descriptor, 64) == 0 else { throw Lab.Failure(description: "listen: \(errno)") }
    }

    func connect(to endpoint: Endpoint) throws {
        try check("connect") { Glibc.connect(descriptor, $0, $1) } with: { endpoint }
    }

    /// The next connection, and who it looks like.
    func accept() throws -> (peer: Peer, from: Endpoint) {
        var address = sockaddr_in6()
        let accepted = Self.filling(&address) { Glibc.accept(descriptor, $0, $1) }
        guard accepted >= 0 else { throw Lab.Failure(description: "accept: \(errno)") }
        return (Peer(accepted), Endpoint(address))
    }

    func send(_ byte: UInt8 = 1) throws {
        guard Glibc.send(descriptor, [byte], 1, 0) == 1 else { throw Lab.Failure(description: "send: \(errno)") }
    }

    /// Takes one datagram, and says from whom.
    func receive() throws -> Endpoint {
        var address = sockaddr_in6()
        var byte: UInt8 = 0
        guard Self.filling(&address, { recvfrom(descriptor, &byte, 1, 0, $0, $1) }) == 1 else {
            throw Lab.Failure(description: "receive: \(errno)")
        }
        return Endpoint(address)
    }

    var local: Endpoint {
        var address = sockaddr_in6()
        _ = Self.filling(&address) { getsockname(descriptor, $0, $1) }
        return Endpoint(address)
    }

    private func check(
        _ name: String, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32, with endpoint: () -> Endpoint
    ) throws {
        var address = sockaddr_in6(endpoint())
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0, socklen_t(MemoryLayout<sockaddr_in6>.size)) }
        }
        guard result == 0 else { throw Lab.Failure(description: "\(name): \(errno)") }
    }

    private static func filling<Result>(
        _ address: inout sockaddr_in6, _ call: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Result
    ) -> Result {
        var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        return withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0, &size) }
        }
    }
}

extension sockaddr_in6 {
    init(_ endpoint: Endpoint) {
        self.init()
        sin6_family = sa_family_t(AF_INET6)
        sin6_port = endpoint.port.bigEndian
        withUnsafeMutableBytes(of: &sin6_addr) {
            $0.storeBytes(of: endpoint.address.high.bigEndian, as: UInt64.self)
            $0.storeBytes(of: endpoint.address.low.bigEndian, toByteOffset: 8, as: UInt64.self)
        }
    }
}

extension Endpoint {
    init(_ address: sockaddr_in6) {
        let words = withUnsafeBytes(of: address.sin6_addr) {
            ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        }
        self.init(
            address: IPAddress(high: UInt64(bigEndian: words.0), low: UInt64(bigEndian: words.1)),
            port: UInt16(bigEndian: address.sin6_port))
    }
}
