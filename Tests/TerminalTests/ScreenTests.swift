import Terminal
import Testing

@Suite struct ScreenTests {
    private static let size = ScreenSize(columns: 10, rows: 3)
    private static let begin = "\u{1b}[?2026h"
    private static let end = "\u{1b}[?2026l"

    @Test("the first frame is written whole on an empty screen")
    func first() {
        var screen = Screen(style: .plain)
        #expect(
            screen.draw([ScreenLine("one"), ScreenLine("two")], Self.size)
                == Self.begin + "\u{1b}[0m\u{1b}[2J\u{1b}[1;1Hone\u{1b}[K\u{1b}[2;1Htwo\u{1b}[K\u{1b}[3;1H\u{1b}[K" + Self.end)
    }

    @Test("then only lines that differ")
    func differences() {
        var screen = Screen(style: .plain)
        _ = screen.draw([ScreenLine("one"), ScreenLine("two")], Self.size)
        #expect(screen.draw([ScreenLine("one"), ScreenLine("2")], Self.size) == Self.begin + "\u{1b}[2;1H2\u{1b}[K" + Self.end)
        #expect(screen.draw([ScreenLine("one"), ScreenLine("2")], Self.size) == "")
    }

    @Test("another size, or a screen that somebody wrote on, is written whole")
    func forgotten() {
        var screen = Screen(style: .plain)
        _ = screen.draw([ScreenLine("one")], Self.size)
        #expect(screen.draw([ScreenLine("one")], ScreenSize(columns: 11, rows: 3)).contains("one"))
        screen.forget()
        #expect(screen.draw([ScreenLine("one")], ScreenSize(columns: 11, rows: 3)).contains("one"))
    }

    @Test("a full line does not erase its own last cell, and a longer one is cut")
    func full() {
        var screen = Screen(style: .plain)
        #expect(screen.draw([ScreenLine("0123456789abc")], ScreenSize(columns: 10, rows: 1)).hasSuffix("\u{1b}[1;1H0123456789" + Self.end))
    }

    @Test("a selected line is turned round over its whole width; colours are left out where they are not wanted")
    func attributes() {
        var line = ScreenLine("web ")
        line.add("12", as: .error, .bold)
        line.isReversed = true
        var coloured = Screen(style: .coloured)
        #expect(
            coloured.draw([line], ScreenSize(columns: 8, rows: 1))
                .hasSuffix("\u{1b}[7mweb \u{1b}[0m\u{1b}[1;7;31m12\u{1b}[0m\u{1b}[7m  \u{1b}[0m" + Self.end))
        var plain = Screen(style: .plain)
        #expect(plain.draw([line], ScreenSize(columns: 8, rows: 1)).contains("\u{1b}[1;7m12\u{1b}[0m"))
    }

    @Test("a size is one that a terminal may have")
    func sizes() {
        #expect(ScreenSize(columns: 0, rows: -5) == ScreenSize(columns: 1, rows: 1))
        #expect(ScreenSize(columns: .max, rows: .max) == ScreenSize(columns: 1000, rows: 1000))
    }
}
