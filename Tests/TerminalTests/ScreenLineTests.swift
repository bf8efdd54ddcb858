import Terminal
import Testing

@Suite struct ScreenLineTests {
    @Test("a line knows its width in cells")
    func width() {
        var line = ScreenLine("web ")
        line.add("世界", as: .error)
        #expect(line.width == 8)
        #expect(line.text == "web 世界")
        line.pad(to: 10)
        #expect(line.width == 10)
    }

    @Test("a line is cut at its end, never through a wide character")
    func cut() {
        var line = ScreenLine("ab")
        line.add("世界")
        #expect(line.prefix(3).text == "ab")
        #expect(line.prefix(3).width == 2)
        #expect(line.prefix(5).text == "ab世")
        #expect(line.prefix(0).width == 0)
    }

    @Test("left and right share a line; the right one stays")
    func spread() {
        #expect(ScreenLine("left").spread(ScreenLine("right"), over: 12).text == "left   right")
        #expect(ScreenLine("left").spread(ScreenLine("right"), over: 8).text == "le right")
        #expect(ScreenLine("left").spread(ScreenLine("right"), over: 3).text == "rig")
        #expect(ScreenLine("left").spread(ScreenLine(), over: 4).text == "left")
    }

    @Test("what must not reach a terminal does not")
    func hostile() {
        #expect(ScreenLine("\u{1b}[2Jweb\n").text == "·[2Jweb·")
    }
}
