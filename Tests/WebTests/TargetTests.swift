import Seeded
import Testing

@testable import Web

@Suite struct TargetTests {
    private let limits = WebLimits()

    @Test("paths are decoded once, queries with plus signs", arguments: [
        ("/", "/", []), ("/api/v1/topology", "/api/v1/topology", []), ("/a%20b/%c3%A4", "/a b/ä", []), ("/%2525", "/%25", []),
        ("/a/", "/a/", []), ("/?", "/", []), ("/x?a=1&b=&c&&=d", "/x", ["a:1", "b:", "c:", ":d"]),
        ("/x?node=process%3Anode-1%2Fweb%2Fnginx&t=a+b%2B", "/x", ["node:process:node-1/web/nginx", "t:a b+"]),
        ("/x?a=b=c?d", "/x", ["a:b=c?d"]), ("/...", "/...", []), ("/.a", "/.a", []),
    ])
    func good(_ text: String, _ path: String, _ query: [String]) throws {
        let target = try RequestTarget(text, limits)
        #expect(target.path == path && target.query.map { "\($0.name):\($0.value)" } == query)
    }

    @Test("what could mean another path to somebody else is refused", arguments: [
        "", "a", "http://localhost/", "*", "/..", "/../etc/passwd", "/assets/../x", "/%2e%2e/x", "/.%2E/x", "/a/./b", "/.", "//", "//evil.example",
        "/a//b", "/a%2fb", "/a%2Fb", "/a%5cb", "/a\\b", "/%00", "/a%0d%0aX:y", "/%7f", "/%", "/%2", "/%zz", "/%c3", "/%ff", "/%c0%af", "/#a", "/?#",
        "/?a=%", "/?a=%00", "/?%0a=1", "/?a=%ff",
    ])
    func refused(_ text: String) {
        #expect(throws: Refusal.self) { try RequestTarget(text, limits) }
    }

    @Test("a query has at most 32 items")
    func items() throws {
        let items = { (count: Int) in "/?" + (0..<count).map { "a\($0)=1" }.joined(separator: "&") }
        #expect(try RequestTarget(items(32), limits).query.count == 32)
        #expect(throws: Refusal.self) { try RequestTarget(items(33), limits) }
    }

    @Test("whatever is asked for, a path that is accepted stays where it is", arguments: [1, 7, 7117, 20261126])
    func random(_ seed: UInt64) async {
        var random = SplitMix(state: seed)
        let parts = ["/", "..", ".", "%2e", "%2F", "%", "%5c", "\\", "a", "?", "&", "=", "+", "%00", "%c3%a4", "%25", "//", "é", "\u{0}", "#", "%e2%80"]
        var accepted = 0
        for _ in 0..<5_000 {
            let text = "/" + (0..<random.below(12)).map { _ in parts[random.below(parts.count)] }.joined()
            guard let target = try? RequestTarget(text, limits) else { continue }
            accepted += 1
            if !isTame(target) || target.path.utf8.count > text.utf8.count { Issue.record("seed \(seed): \(text)") }
            if accepted % 16 == 0 { await Task.yield() }
        }
        #expect(accepted > 300)
    }

    private func isTame(_ target: RequestTarget) -> Bool {
        let names = target.path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { String($0) ?? ".." }
        return target.path.hasPrefix("/") && !names.dropLast().contains("") && !names.contains("..") && !names.contains(".")
            && target.path.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f && $0 != UInt8(ascii: "\\") } && target.query.count <= 32
    }

    @Test("random bytes neither crash the decoder nor get a control character through", arguments: [2, 3, 4])
    func randomBytes(_ seed: UInt64) async {
        var random = SplitMix(state: seed)
        for round in 0..<5_000 {
            let bytes = (0..<random.below(40)).map { _ in random.below(3) == 0 ? UInt8(ascii: "%") : UInt8(random.below(256)) }
            if round % 16 == 0 { await Task.yield() }
            guard let target = try? RequestTarget("/" + String(decoding: bytes, as: UTF8.self), limits) else { continue }
            let text = target.path + target.query.map { $0.name + $0.value }.joined()
            if !text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) { Issue.record("seed \(seed): \(bytes)") }
        }
    }
}
