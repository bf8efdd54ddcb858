import Events

/// What a client believes to talk to.
struct HostHeader: Equatable {
    /// In lower case, without brackets.
    var name: String
    var port: Int?

    /// nil where the text is no host name or address, with or without a port.
    init?(_ text: String) {
        var rest = text.lowercased()[...]
        if rest.first == "[" {
            guard let end = rest.firstIndex(of: "]") else { return nil }
            name = String(rest[rest.index(after: rest.startIndex)..<end])
            guard name.contains(":"), IPAddress(text: name) != nil else { return nil }
            rest = rest[rest.index(after: end)...]
        } else {
            let end = rest.firstIndex(of: ":") ?? rest.endIndex
            name = String(rest[..<end])
            guard !name.isEmpty, name.utf8.count <= 255, name.utf8.allSatisfy(Self.allows) else { return nil }
            rest = rest[end...]
        }
        guard !rest.isEmpty else { return }
        let digits = rest.dropFirst()
        guard rest.first == ":", digits.utf8.count <= 5, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        guard !digits.isEmpty else { return }
        guard let port = UInt16(digits) else { return nil }
        self.port = Int(port)
    }

    /// Nobody else's name server can say what this means.
    var isLoopback: Bool { name == "localhost" || IPAddress(text: name)?.isLoopback == true }

    private static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
        default: false
        }
    }
}
