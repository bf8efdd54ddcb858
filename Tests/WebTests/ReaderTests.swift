import Seeded
import Testing

@testable import Web

@Suite struct ReaderTests {
    private let limits = WebLimits()

    private func heads(_ text: String, pieces: [Int]) throws -> [RequestHead] {
        var (reader, heads, rest) = (RequestReader(), [RequestHead](), Array(text.utf8)[...])
        var sizes = pieces.makeIterator()
        while !rest.isEmpty {
            let bytes = rest.prefix(sizes.next() ?? rest.count)
            rest = rest.dropFirst(bytes.count)
            reader.append(bytes)
            while let head = try reader.next(limits) { heads.append(head) }
        }
        #expect(reader.waiting == 0)
        return heads
    }

    private func refusal(_ text: String) -> Int? {
        do { _ = try heads(text, pieces: []) } catch { return (error as? Refusal)?.status }
        return nil
    }

    @Test("requests are found wherever the packets end", arguments: [11, 12, 13])
    func pieces(_ seed: UInt64) async throws {
        var random = SplitMix(state: seed)
        let requests = (0..<20).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\nX-Y:  z \t\r\nEmpty:\r\n\r\n" }
        for _ in 0..<30 {
            await Task.yield()
            let heads = try heads("\r\n" + requests.joined(separator: "\r\n"), pieces: (0..<2000).map { _ in 1 + random.below(90) })
            #expect(heads.map(\.target) == (0..<20).map { "/\($0)" }, "seed \(seed)")
            #expect(heads.allSatisfy { $0.header("X-y") == "z" && $0.header("empty") == "" && $0.keepsAlive })
        }
    }

    @Test("whether the connection stays is the client's word", arguments: [
        ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", true), ("GET / HTTP/1.0\r\n\r\n", false),
        ("GET / HTTP/1.1\r\nHost: a\r\nConnection: TE, Close\r\n\r\n", false), ("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", false),
    ])
    func keepsAlive(_ text: String, _ keeps: Bool) throws {
        #expect(try heads(text, pieces: []).first?.keepsAlive == keeps)
    }

    @Test("nothing is repaired", arguments: [
        ("GET / HTTP/1.1\nHost: a\n\n", 400), ("GET / HTTP/1.1\r\nHost: a\n\r\n", 400), ("GET  / HTTP/1.1\r\n\r\n", 400),
        ("GET /\r\n\r\n", 400), ("GET / HTTP/1.1 \r\n\r\n", 400), ("GET / HTTP/2.0\r\n\r\n", 505), ("GET / HTTP/1.10\r\n\r\n", 505),
        ("GET / ICY\r\n\r\n", 400), (" GET / HTTP/1.1\r\n\r\n", 400), ("G\u{1}T / HTTP/1.1\r\n\r\n", 400), ("GET /\u{e4} HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\n: a\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\u{0}b\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n", 400), ("GET / HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\n\r\n", 405), ("get / HTTP/1.1\r\nHost: a\r\n\r\n", 405), ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx", 413), ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 00\r\n\r\n", 413),
        ("GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 413),
        ("GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n", 417), ("\u{16}\u{3}\u{1}\u{2}\r\n\r\n", 400),
    ])
    func strict(_ text: String, _ status: Int) {
        #expect(refusal(text) == status)
    }

    @Test("lengths have their limits, to the byte")
    func lengths() throws {
        let target = { (size: Int) in "GET /" + String(repeating: "a", count: size - 1) + " HTTP/1.1\r\nHost: a\r\n\r\n" }
        #expect(try heads(target(4096), pieces: []).count == 1)
        #expect(refusal(target(4097)) == 414)
        let many = { (count: Int) in "GET / HTTP/1.1\r\n" + "Host: a\r\n" + String(repeating: "X: y\r\n", count: count - 1) + "\r\n" }
        #expect(try heads(many(64), pieces: []).count == 1)
        #expect(refusal(many(65)) == 431)
        let frame = "GET / HTTP/1.1\r\nHost: a\r\nX: \r\n\r\n".utf8.count
        let head = { (size: Int) in "GET / HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "y", count: size - frame) + "\r\n\r\n" }
        #expect(try heads(head(16 << 10), pieces: []).count == 1)
        #expect(refusal(head(16 << 10 + 1)) == 431)
        #expect(refusal(String(repeating: "a", count: 1 << 20)) == 414)
    }

    @Test("random bytes are refused or wait, and never crash", arguments: [21, 22])
    func random(_ seed: UInt64) async {
        var random = SplitMix(state: seed)
        let parts = ["GET ", "/", " HTTP/1.1", "\r\n", "\n", "\r", ":", "Host", " a", "\t", "\u{0}", "é", "HEAD", "Content-Length: 0", "Connection: close"]
        for round in 0..<5_000 {
            if round % 16 == 0 { await Task.yield() }
            var reader = RequestReader()
            for _ in 0..<random.below(5) {
                reader.append((0..<random.below(9)).map { _ in parts[random.below(parts.count)] }.joined().utf8)
                guard (try? reader.next(limits)) != nil else { break }
            }
        }
    }
}
