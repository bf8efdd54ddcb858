import Testing
import Traffic

/// Heads that end anywhere, and bytes that are none.
@Suite struct HTTP1HostileTests {
    static let heads = [
        "GET /cart/items?limit=20 HTTP/1.1\r\nHost: shop\r\n\r\n", "POST http://shop.example:8080/a/b?c#d HTTP/1.0\r\n\r\n",
        "CONNECT shop.example:443 HTTP/1.1\r\n\r\n", "OPTIONS * HTTP/1.1\r\n\r\n", "VERSION-CONTROL /x HTTP/1.1\r\n\r\n",
        "\r\n\r\nDELETE /x HTTP/1.1\n\n", "GET https://shop.example HTTP/1.1\r\n\r\n",
    ]

    static let others = ["HTTP/1.1 200 OK\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}", "*2\r\n$3\r\nGET\r\n"]

    @Test(arguments: heads)
    func aValidHeadCutAnywhereAsksForMoreAndThenAgreesWithTheWhole(head: String) throws {
        let whole = try #require(requestLine(head))
        var wasDone = false
        for end in 0...head.utf8.count {
            switch withExactly(Array(head.utf8)[..<end], HTTP1Request.parse) {
            case .done(let part):
                wasDone = true
                #expect(part.method == whole.method && part.methodRange == whole.methodRange)
                #expect(part.version == whole.version || part.version == nil)
                #expect(part.path == (part.isPathCut ? whole.path.lowerBound..<end : whole.path))
            case .more: #expect(!wasDone, "known at \(end - 1), unknown at \(end)")
            case .invalid: Issue.record("invalid at \(end)")
            }
        }
        #expect(wasDone)
    }

    @Test func aStatusLineCutAnywhereAsksForMoreUntilItsStatusIsThere() {
        let head = "HTTP/1.1 204 No Content\r\n\r\n"
        for end in 0...head.utf8.count {
            let part = withExactly(Array(head.utf8)[..<end], HTTP1Response.parse)
            #expect(part == (end < 12 ? .more : .done(statusLine(head)!)))
        }
    }

    @Test(arguments: [UInt64](1...20))
    func hostileBytesNeverCrashAndNeverYieldAControlInAPath(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            let bytes = hostileBytes(&random)
            withExactly(bytes) { payload in
                _ = HTTP1Response.parse(payload)
                _ = ProtocolGuess(payload, from: [.client, .server, .unknown][Int(random.next() % 3)])
                guard case .done(let request) = HTTP1Request.parse(payload) else { return }
                #expect(request.path.upperBound <= bytes.count && !request.methodRange.isEmpty)
                #expect(bytes[request.path].allSatisfy { $0 > 0x20 && $0 != 0x7f }, "\(bytes)")
                #expect(request.isPathCut == false || request.path.upperBound == min(bytes.count, HTTP1.limit))
            }
        }
    }

    /// Noise, or a valid head with a few bytes changed, doubled, or lost.
    private func hostileBytes(_ random: inout SeededGenerator) -> [UInt8] {
        if random.next() % 4 == 0 { return (0..<random.next() % 600).map { _ in UInt8(truncatingIfNeeded: random.next()) } }
        var bytes = Array((Self.heads + Self.others).randomElement(using: &random)!.utf8)
        for _ in 0..<random.next() % 4 where !bytes.isEmpty {
            let place = Int(random.next() % UInt64(bytes.count))
            switch random.next() % 4 {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
            case 1: bytes.insert(contentsOf: bytes[place...], at: place)
            case 2: bytes.removeSubrange(place...)
            default: bytes.remove(at: place)
            }
        }
        return bytes
    }
}
