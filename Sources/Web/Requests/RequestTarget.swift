/// Path and query of a request, decoded and checked.
struct RequestTarget: Equatable {
    var path: String
    var query: [WebRequest.QueryItem]

    /// `text`: visible ASCII, as sent.
    init(_ text: String, _ limits: WebLimits) throws(Refusal) {
        let bytes = Array(text.utf8)
        guard bytes.first == UInt8(ascii: "/") else { throw .path("the address must begin with /") }
        guard !bytes.contains(UInt8(ascii: "#")) else { throw .path("the address has a fragment") }
        let parts = bytes.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        path = try Self.path(parts[0])
        query = parts.count > 1 ? try Self.query(parts[1], limits.queryItems) : []
    }

    /// Decoded once; what is still encoded then is a name with a percent sign in it.
    private static func path(_ raw: ArraySlice<UInt8>) throws(Refusal) -> String {
        guard let bytes = Percent.decoded(raw, plusIsSpace: false) else { throw .path("the path is wrongly percent-encoded") }
        // An encoded slash would be a part of a name here, and a separator to whoever looks again.
        guard raw.count(where: { $0 == UInt8(ascii: "/") }) == bytes.count(where: { $0 == UInt8(ascii: "/") }) else {
            throw .path("the path has an encoded slash")
        }
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7f && $0 != UInt8(ascii: "\\") }) else {
            throw .path("the path has a control character or a backslash")
        }
        let names = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        for (index, name) in names.enumerated() where index > 0 {
            if name.isEmpty, index < names.count - 1 { throw .path("the path has an empty part") }
            if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { throw .path("the path has . or .. in it") }
        }
        guard let path = String(validating: bytes, as: UTF8.self) else { throw .path("the path is not UTF-8") }
        return path
    }

    private static func query(_ raw: ArraySlice<UInt8>, _ most: Int) throws(Refusal) -> [WebRequest.QueryItem] {
        let pieces = raw.split(separator: UInt8(ascii: "&"))
        guard pieces.count <= most else { throw .path("the query has more than \(most) items") }
        var items: [WebRequest.QueryItem] = []
        for piece in pieces {
            let sides = piece.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            items.append(.init(name: try text(sides[0]), value: sides.count > 1 ? try text(sides[1]) : ""))
        }
        return items
    }

    private static func text(_ raw: ArraySlice<UInt8>) throws(Refusal) -> String {
        guard let bytes = Percent.decoded(raw, plusIsSpace: true) else { throw .path("the query is wrongly percent-encoded") }
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else { throw .path("the query has a control character") }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .path("the query is not UTF-8") }
        return text
    }
}

/// Percent-encoding (RFC 3986, section 2.1).
enum Percent {
    /// nil where a percent sign is not followed by two hexadecimal digits.
    static func decoded(_ raw: ArraySlice<UInt8>, plusIsSpace: Bool) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(raw.count)
        var index = raw.startIndex
        while index < raw.endIndex {
            switch raw[index] {
            case UInt8(ascii: "%"):
                guard index + 2 < raw.endIndex, let high = digit(raw[index + 1]), let low = digit(raw[index + 2]) else { return nil }
                bytes.append(high << 4 | low)
                index += 2
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            case let byte: bytes.append(byte)
            }
            index += 1
        }
        return bytes
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
