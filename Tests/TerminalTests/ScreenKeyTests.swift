import Terminal
import Testing

@Suite struct ScreenKeyTests {
    private static func keys(_ text: String) -> [Key] {
        var parser = KeyParser()
        return parser.feed(text.utf8) + parser.end()
    }

    @Test("letters are themselves, of any language")
    func letters() {
        #expect(Self.keys("q/é世👍") == ["q", "/", "é", "世", "👍"].map { Key.character($0) })
    }

    @Test("control bytes are the keys that send them")
    func controls() {
        #expect(Self.keys("\r\n\t\u{7f}\u{8}\u{3}") == [.enter, .enter, .tab, .backspace, .backspace, .control("c")])
    }

    @Test("arrows and their neighbours, as xterm, rxvt and the console send them")
    func sequences() {
        #expect(Self.keys("\u{1b}[A\u{1b}[B\u{1b}OC\u{1b}OD") == [.up, .down, .right, .left])
        #expect(Self.keys("\u{1b}[5~\u{1b}[6~\u{1b}[Z") == [.pageUp, .pageDown, .backTab])
        #expect(Self.keys("\u{1b}[H\u{1b}OH\u{1b}[1~\u{1b}[7~") == [.home, .home, .home, .home])
        #expect(Self.keys("\u{1b}[F\u{1b}OF\u{1b}[4~\u{1b}[8~") == [.end, .end, .end, .end])
        #expect(Self.keys("\u{1b}[1;5A") == [.up])
    }

    @Test("a key that comes in pieces is one key, wherever it is cut")
    func pieces() {
        let bytes = Array("\u{1b}[1;5A世\u{1b}OBq\u{1b}[6~".utf8)
        let expected: [Key] = [.up, .character("世"), .down, .character("q"), .pageDown]
        for cut in 0...bytes.count {
            var parser = KeyParser()
            #expect(parser.feed(bytes[..<cut]) + parser.feed(bytes[cut...]) == expected)
            #expect(!parser.isWaiting)
        }
    }

    @Test("an Escape alone is a key once nothing follows; before another key it is one at once")
    func escape() {
        var parser = KeyParser()
        #expect(parser.feed([0x1b]) == [])
        #expect(parser.isWaiting)
        #expect(parser.end() == [.escape])
        #expect(!parser.isWaiting)
        #expect(parser.feed("\u{1b}q".utf8) == [.escape, .character("q")])
        #expect(parser.feed("\u{1b}\u{1b}".utf8) + parser.end() == [.escape, .escape])
    }

    @Test("what no key of ours sends is swallowed whole, and does not take the next key with it")
    func unknown() {
        #expect(Self.keys("\u{1b}[15~\u{1b}[?1;2cq") == [.character("q")])
        #expect(Self.keys("\u{1b}[" + String(repeating: "9", count: 100_000) + "~q") == [.character("q")])
        #expect(Self.keys("\u{1b}[12\u{3}q") == [.control("c"), .character("q")])
    }

    @Test("broken characters are dropped, overlong and surrogate ones too")
    func broken() {
        var parser = KeyParser()
        #expect(parser.feed([0xff, 0xc3, 0x71, 0xe0, 0x80, 0x80, 0xed, 0xa0, 0x80, 0xf4, 0x90, 0x80, 0x80, 0x80, 0x71]) == [.character("q"), .character("q")])
        #expect(parser.feed([0xe4, 0xb8]) + parser.end() + parser.feed([0x71]) == [.character("q")])
    }
}
