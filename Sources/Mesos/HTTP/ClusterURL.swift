/// Where an API of the cluster is: `http://10.0.0.1:5050`, `https://dcos.example/service/marathon`.
///
/// Never with credentials in it: what prints as a URL is safe to log.
struct ClusterURL: Hashable, Sendable {
    enum Scheme: String, Sendable, CaseIterable {
        case http, https

        var port: UInt16 { self == .http ? 80 : 443 }
    }

    /// What a connection goes to; credentials are given to these.
    struct Origin: Hashable, Sendable {
        var host: String
        var port: UInt16
    }

    var scheme: Scheme
    /// Lower case, without brackets.
    var host: String
    var port: UInt16
    /// Empty, or from its slash on, with the query. A base has no slash at its end.
    var path: String

    var origin: Origin { Origin(host: host, port: port) }

    init(scheme: Scheme, host: String, port: UInt16, path: String = "") {
        self.scheme = scheme
        self.host = host.lowercased()
        self.port = port
        self.path = path
    }

    /// From configuration or a framework: with or without scheme, with or without port.
    init(_ text: String, defaultPort: UInt16? = nil) throws(ClusterError) {
        var rest = text[...]
        var scheme = Scheme.http
        var port = defaultPort
        if let end = text.firstRange(of: "://") {
            guard let named = Scheme(rawValue: text[..<end.lowerBound].lowercased()) else { throw .badURL(text, "not http or https") }
            scheme = named
            rest = text[end.upperBound...]
            port = nil
        }
        let pathStart = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        guard !rest[..<pathStart].contains("@") else { throw .badURL("(with a password)", "credentials belong into the configuration") }
        guard let (host, given) = Self.authority(rest[..<pathStart]) else { throw .badURL(text, "no host or no port") }
        self.init(scheme: scheme, host: host, port: given ?? port ?? scheme.port, path: try Self.path(rest[pathStart...], of: text))
        while path.hasSuffix("/") { path.removeLast() }
    }

    /// `host`, `host:port`, `[v6]:port`.
    static func authority(_ text: Substring) -> (host: String, port: UInt16?)? {
        var host = text
        var port: Substring?
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            host = text[text.index(after: text.startIndex)..<end]
            let after = text[text.index(after: end)...]
            guard after.isEmpty || after.hasPrefix(":") else { return nil }
            port = after.isEmpty ? nil : after.dropFirst()
        } else if let colon = text.firstIndex(of: ":") {
            host = text[..<colon]
            port = text[text.index(after: colon)...]
        }
        guard !host.isEmpty, host.utf8.count <= 255, host.utf8.allSatisfy(isOfHost) else { return nil }
        guard let port else { return (String(host), nil) }
        guard let number = UInt16(port), number > 0 else { return nil }
        return (String(host), number)
    }

    private static func isOfHost(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "-._:".utf8.contains(byte)
        }
    }

    private static func path(_ text: Substring, of whole: String) throws(ClusterError) -> String {
        guard text.utf8.count <= 2048, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "#") }) else {
            throw .badURL(whole, "a path that is too long or has characters that do not belong there")
        }
        return String(text.hasPrefix("?") ? "/" + text : text)
    }
}

extension ClusterURL {
    func appending(_ more: String) -> ClusterURL {
        var longer = self
        longer.path += more
        return longer
    }

    /// Where a `Location` leads from here: absolute, protocol-relative (`//host:port/path`, as Mesos has it) or a path.
    func following(_ location: String) throws(ClusterError) -> ClusterURL {
        if location.hasPrefix("//") { return try Self.exactly("\(scheme.rawValue):\(location)", orPath: path) }
        if location.hasPrefix("/") {
            var target = self
            target.path = try Self.path(location[...], of: location)
            return target
        }
        guard location.contains("://") else { throw .badURL(location, "a redirect to nowhere") }
        return try Self.exactly(location, orPath: path)
    }

    /// Keeps the path as it is given; a target without one is asked for the same path.
    private static func exactly(_ text: String, orPath path: String) throws(ClusterError) -> ClusterURL {
        var target = try ClusterURL(text)
        if target.path.isEmpty {
            target.path = text.hasSuffix("/") ? "/" : path
        } else if text.hasSuffix("/") {
            target.path += "/"
        }
        return target
    }
}

extension ClusterURL: CustomStringConvertible {
    var description: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "\(scheme.rawValue)://\(name)\(port == scheme.port ? "" : ":\(port)")\(path)"
    }
}
