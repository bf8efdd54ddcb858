/// Request line and headers (RFC 9112), read strictly: nothing is repaired, so that no two readers can understand them differently.
struct RequestHead: Sendable {
    var method: String
    /// Path and query as sent: visible ASCII.
    var target: String
    var isHTTP11: Bool
    /// Names in lower case.
    var headers: [Header] = []

    struct Header: Sendable, Hashable {
        var name: String
        var value: String
    }

    func header(_ name: String) -> String? {
        let name = name.lowercased()
        return headers.first { $0.name == name }?.value
    }

    func values(_ name: String) -> [String] { headers.filter { $0.name == name }.map(\.value) }

    /// Whether the client wants the connection for more requests.
    var keepsAlive: Bool {
        guard isHTTP11 else { return false }
        return !values("connection").contains { value in
            value.split(separator: ",").contains { $0.filter { $0 != " " && $0 != "\t" }.lowercased() == "close" }
        }
    }

    /// `lines`: without their ends; the first is the request line.
    init(_ lines: [ArraySlice<UInt8>], _ limits: WebLimits) throws(Refusal) {
        guard let first = lines.first else { throw .malformed("there is no request line") }
        let words = first.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard words.count == 3 else { throw .malformed("the request line is not 'METHOD /path HTTP/1.1'") }
        guard !words[0].isEmpty, words[0].allSatisfy(HeaderBytes.isToken) else { throw .malformed("the method is not a word") }
        guard words[1].count <= limits.target else { throw .longTarget }
        guard !words[1].isEmpty, words[1].allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw .malformed("the address has characters that must be percent-encoded")
        }
        method = String(decoding: words[0], as: UTF8.self)
        target = String(decoding: words[1], as: UTF8.self)
        let version = String(decoding: words[2], as: UTF8.self)
        guard version.hasPrefix("HTTP/") else { throw .malformed("the request line does not end in HTTP/1.1") }
        guard version == "HTTP/1.1" || version == "HTTP/1.0" else { throw .version }
        isHTTP11 = version == "HTTP/1.1"
        guard lines.count - 1 <= limits.headers else { throw .longHead }
        headers.reserveCapacity(lines.count - 1)
        for line in lines.dropFirst() { headers.append(try Header(line)) }
        try refuseOthersThanReading()
    }

    private func refuseOthersThanReading() throws(Refusal) {
        guard method == "GET" || method == "HEAD" else { throw .method }
        guard values("transfer-encoding").isEmpty, values("content-length").allSatisfy({ $0 == "0" }) else { throw .body }
        guard values("expect").isEmpty else { throw .expectation }
        let hosts = values("host").count
        guard hosts <= 1, hosts == 1 || !isHTTP11 else { throw .malformed("there must be one Host header") }
    }
}

extension RequestHead.Header {
    fileprivate init(_ line: ArraySlice<UInt8>) throws(Refusal) {
        // Also a line that begins with a space: folded headers are gone since RFC 7230.
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
            line[..<colon].allSatisfy(HeaderBytes.isToken)
        else { throw .malformed("a header is not 'name: value'") }
        var value = line[line.index(after: colon)...]
        while let byte = value.first, HeaderBytes.isBlank(byte) { value.removeFirst() }
        while let byte = value.last, HeaderBytes.isBlank(byte) { value.removeLast() }
        guard value.allSatisfy(HeaderBytes.isValue) else { throw .malformed("a header has a control character") }
        name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        self.value = String(decoding: value, as: UTF8.self)
    }
}

/// Classes of bytes in RFC 9110, section 5.
enum HeaderBytes {
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    static func isValue(_ byte: UInt8) -> Bool { byte == 0x09 || (byte >= 0x20 && byte != 0x7f) }

    static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"): true
        default: false
        }
    }
}
