import Testing

@testable import Settings

private func text(_ node: YAMLNode) -> String {
    switch node.content {
    case .nothing: "~"
    case .text(let text): "\"\(text)\""
    case .list(let items): "[" + items.map(text).joined(separator: ",") + "]"
    case .mapping(let pairs): "{" + pairs.map { "\($0.key)=\(text($0.value))" }.joined(separator: ",") + "}"
    }
}

private func canonical(_ yaml: String) throws -> String { text(try YAMLNode.read(yaml)) }

@Suite struct YAMLTests {
    @Test("what configurations are written in is read", arguments: [
        ("", "~"), ("# nothing\n\n", "~"), ("---\na: b\n", #"{a="b"}"#),
        ("host_name: node-1 # the name\ndiscovery: false\n", #"{host_name="node-1",discovery="false"}"#),
        ("mesos:\n  masters: [10.0.0.1:5050, 'b c']\n  agent: http://x:1/\n", #"{mesos={masters=["10.0.0.1:5050","b c"],agent="http://x:1/"}}"#),
        ("urls:\n- one\n- two\n", #"{urls=["one","two"]}"#), ("urls:\n  - one\n  -\n    - deep\n", #"{urls=["one",["deep"]]}"#),
        ("a:\nb: 1\n", #"{a=~,b="1"}"#), ("a: []\n", "{a=[]}"), (#"a: "x \"y\" \\ z""#, #"{a="x "y" \ z"}"#), ("a: 'it''s'", #"{a="it's"}"#),
        ("a: 'b # c'\r\n", #"{a="b # c"}"#), ("a: b#c\n", #"{a="b#c"}"#), ("a: b: c", #"{a="b: c"}"#),
    ])
    func read(yaml: String, expected: String) throws { #expect(try canonical(yaml) == expected) }

    @Test("what is not read is refused with its line", arguments: [
        ("a: {b: c}", 1), ("a: &x b", 1), ("\n\na: *x", 3), ("a: |\n  text", 1), ("a: 1\na: 2", 2), ("a", 1), ("'a b': c", 1), ("a: b\n   c: d", 2),
        ("a:\n\tb: c", 2), ("a: [b\n", 1), ("a: 'b", 1), ("- a: b", 1), ("a: !!int 1", 1), ("a: \"\\x41\"", 1), ("- a\nb: c", 2),
        ("a:\n    b: 1\n  c: 2", 3),
    ])
    func refused(yaml: String, line: Int) {
        do throws(YAMLError) {
            let node = try YAMLNode.read(yaml)
            Issue.record("read as \(text(node))")
        } catch {
            #expect(error.line == line)
            #expect(!error.what.isEmpty)
        }
    }

    @Test("any text is read or refused, and nothing traps")
    func anyText() {
        var state: UInt64 = 7
        func next(_ most: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % most
        }
        let parts = ["a", ": ", ":", "\n", "  ", "- ", "-", "[", "]", ",", "'", "\"", "#", " #", "\\", "{", "---", "\t", "ü", "\u{0}", "\r"]
        for _ in 0..<20_000 { _ = try? YAMLNode.read((0..<next(30)).map { _ in parts[next(parts.count)] }.joined()) }
    }
}

