import JSON

/// `host:port` as Mesos, mesos-dns and VIP labels write it: what stands before the last colon, IPv6 with or without brackets.
struct HostPort: Hashable {
    var host: String
    var port: UInt16

    init?(_ text: Substring) {
        guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")), let port = UInt16(text[text.index(after: colon)...]), port > 0 else {
            return nil
        }
        var host = text[..<colon]
        if host.first == "[", host.last == "]" { host = host.dropFirst().dropLast() }
        guard !host.isEmpty else { return nil }
        (self.host, self.port) = (String(host), port)
    }

    /// `slave(1)@10.0.0.2:5051`, a process of libprocess.
    init?(process: String) {
        self.init(process.utf8.lastIndex(of: UInt8(ascii: "@")).map { process[process.index(after: $0)...] } ?? process[...])
    }
}

/// What can be an IP address at all: for texts that stand where an address should.
enum AddressText {
    static func isAddress(_ text: String) -> Bool { isIPv4(text[...]) || isIPv6(text) }

    /// Of this host only, or of nothing: never an address of a task's own.
    static func isLocal(_ text: String) -> Bool {
        text.hasPrefix("127.") || text == "0.0.0.0" || text == "::1" || text == "::"
    }

    private static func isIPv4(_ text: Substring) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { $0.count <= 3 && $0.allSatisfy(\.isDigit) && UInt8(Substring($0)) != nil }
    }

    private static func isIPv6(_ text: String) -> Bool {
        guard (2...45).contains(text.utf8.count), text.utf8.count(where: { $0 == UInt8(ascii: ":") }) >= 2 else { return false }
        return text.utf8.allSatisfy { $0.hexadecimal != nil || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
    }
}
