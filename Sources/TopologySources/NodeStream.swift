import AsyncHTTPClient
import NIOCore

extension NodeSource {
    /// Requests of a node of the map as they end, told by the first daemon of this source, until the task is cancelled or the daemon ends. nil: of
    /// everybody. Lines that make no sense are left out.
    public func followRequests(of node: String?, _ take: @Sendable ([RequestLine]) -> Void) async throws(SourceError) {
        guard let address = addresses.first else { return }
        var path = "/api/v1/requests/stream"
        if let node { path += "?node=\(Self.escaped(node))" }
        do {
            let response = try await client.stream(address, path)
            var lines = EventLines()
            for try await part in response.body {
                let requests = lines.take(part).compactMap { line in line.withUnsafeBytes { RequestLine(json: $0) } }
                if !requests.isEmpty { take(requests) }
            }
        } catch {
            throw SourceError(error, at: "\(address)", limit: EventLines.longest)
        }
    }

    /// For a query (RFC 3986, 2.3).
    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                return String(UnicodeScalar(byte))
            default: return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}

/// The `data` lines of server-sent events (HTML standard, section 9.2) as they come: each is a message of its own here.
struct EventLines {
    /// Bytes of a line. A longer one is passed over.
    static let longest = 1 << 20

    private var rest: [UInt8] = []
    private var isSkipping = false

    mutating func take(_ part: ByteBuffer) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        for byte in part.readableBytesView {
            if byte != UInt8(ascii: "\n") {
                if rest.count < Self.longest { rest.append(byte) } else { isSkipping = true }
                continue
            }
            if !isSkipping, rest.starts(with: "data: ".utf8) { lines.append(rest[6...]) }
            rest.removeAll(keepingCapacity: true)
            isSkipping = false
        }
        return lines
    }
}
