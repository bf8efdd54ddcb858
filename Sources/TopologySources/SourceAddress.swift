/// Where an API is: `http://10.0.0.1:7117`, `https://mimir.example/prometheus`, `unix:/run/weir/weir.sock`. Never with credentials in it: what
/// prints as an address is safe to log.
public struct SourceAddress: Hashable, Sendable, CustomStringConvertible {
    /// As it is asked: of a socket `http+unix://%2Frun…`. Without a slash at its end.
    let base: String
    /// As the user would write it.
    public let description: String
    /// Of a unix socket.
    public let isSocket: Bool

    /// Without a scheme it is HTTP, with that port where there is none.
    public init(_ text: String, defaultPort: UInt16 = 7117) throws(SourceError) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            guard path.hasPrefix("/"), path.utf8.count < 108, !path.utf8.contains(0) else {
                throw .badAddress(SystemText.line(text), "a socket is named by its whole path, of at most 107 bytes")
            }
            (base, description, isSocket) = ("http+unix://" + Self.percentEncoded(path), "unix:\(path)", true)
            return
        }
        let shown = SystemText.line(text)
        var (scheme, rest, port) = ("http", text[...], defaultPort as UInt16?)
        if let end = text.firstRange(of: "://") {
            scheme = text[..<end.lowerBound].lowercased()
            (rest, port) = (text[end.upperBound...], nil)
            guard scheme == "http" || scheme == "https" else { throw .badAddress(shown, "neither http, https nor unix:") }
        }
        guard !rest.prefix(while: { $0 != "/" }).contains("@") else {
            throw .badAddress("(with a password)", "credentials belong into a file: --token-file names it")
        }
        let pathStart = rest.firstIndex(of: "/") ?? rest.endIndex
        guard let authority = Self.authority(rest[..<pathStart], port) else { throw .badAddress(shown, "no host or no port") }
        var path = rest[pathStart...]
        guard path.utf8.count <= 2048, path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && !"?#".utf8.contains($0) }) else {
            throw .badAddress(shown, "a path that is too long or has characters that do not belong there")
        }
        while path.hasSuffix("/") { path.removeLast() }
        base = "\(scheme)://\(authority)\(path)"
        (description, isSocket) = (base, false)
    }

    func url(_ path: String) -> String { base + path }

    /// `host`, `host:port`, `[v6]:port`.
    private static func authority(_ text: Substring, _ defaultPort: UInt16?) -> String? {
        let isBracketed = text.hasPrefix("[")
        let hostEnd = isBracketed ? text.firstIndex(of: "]").map(text.index(after:)) : text.firstIndex(of: ":") ?? text.endIndex
        guard let hostEnd else { return nil }
        let (host, after) = (text[..<hostEnd], text[hostEnd...])
        let plain = isBracketed ? host.dropFirst().dropLast() : host
        let isHost = plain.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: (isBracketed ? ".:" : "-._").utf8.contains(byte)
            }
        }
        guard !plain.isEmpty, host.utf8.count <= 255, isHost else { return nil }
        if after.isEmpty { return host.lowercased() + (defaultPort.map { ":\($0)" } ?? "") }
        guard after.first == ":", let port = UInt16(after.dropFirst()), port > 0 else { return nil }
        return "\(host.lowercased()):\(port)"
    }

    /// All but RFC 3986's unreserved characters.
    static func percentEncoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let encoded = text.utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): [byte]
            default: "-._~".utf8.contains(byte) ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
