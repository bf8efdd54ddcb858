import Events
import NIOCore

/// Where a server listens: `127.0.0.1:7117`, `[::1]:7117`, `localhost:7117` or `unix:/run/weir.sock`.
public enum ListenAddress: Sendable, Hashable {
    case ip(String, port: Int)
    case unix(String)

    /// No other names than `localhost`: what a name means may change.
    public init(_ text: String) throws(WebError) {
        if text.hasPrefix("unix:") {
            self = .unix(try Self.path(String(text.dropFirst("unix:".count)), text))
            return
        }
        guard let colon = text.lastIndex(of: ":") else { throw .address(text, why: "the port is missing, as in 127.0.0.1:7117") }
        guard let port = Self.port(text[text.index(after: colon)...]) else { throw .address(text, why: "its port is not a number from 0 to 65535") }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = String(host.dropFirst().dropLast())
            guard host.contains(":") else { throw .address(text, why: "only IPv6 addresses have brackets") }
        } else if host.contains(":") {
            throw .address(text, why: "an IPv6 address needs brackets, as in [::1]:7117")
        }
        if host == "localhost" { host = "127.0.0.1" }
        guard IPAddress(text: host) != nil else { throw .address(text, why: "'\(host)' is not an IP address; use 127.0.0.1, or 0.0.0.0 for all") }
        self = .ip(host, port: port)
    }

    private static func path(_ path: String, _ text: String) throws(WebError) -> String {
        guard path.hasPrefix("/") else { throw .address(text, why: "the path of a unix socket begins with /") }
        guard path.utf8.count <= 107, !path.utf8.contains(0) else { throw .address(text, why: "the path of a unix socket has at most 107 bytes") }
        return path
    }

    private static func port(_ text: Substring) -> Int? {
        guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return UInt16(text).map(Int.init)
    }

    /// Only this machine can reach it.
    public var isLocal: Bool {
        switch self {
        case .unix: true
        case .ip(let host, _): IPAddress(text: host)?.isLoopback == true
        }
    }
}

extension ListenAddress: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unix(let path): "unix:\(path)"
        case .ip(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }
}

extension WebConfiguration {
    /// An address that others can reach takes TLS and a token.
    func checkSafety() throws(WebError) {
        guard !addresses.isEmpty else { throw .address("", why: "no address is given; 127.0.0.1:7117 is a safe one") }
        for address in addresses where !address.isLocal {
            guard tls != nil, tokenFile != nil else {
                throw .unguarded(address: "\(address)", lacksTLS: tls == nil, lacksToken: tokenFile == nil)
            }
        }
    }
}
