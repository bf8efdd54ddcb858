import Glibc
import Testing

/// The probe on a terminal: whatever ends it, the terminal is as it was.
@Suite struct OnTerminalTests {
    private static let enter = "\u{1b}[?1049h\u{1b}[?25l\u{1b}[?7l"
    private static let leave = "\u{1b}[?7h\u{1b}[?25h\u{1b}[?1049l"

    @Test("q leaves the terminal exactly as it was")
    func quit() throws {
        let terminal = try PseudoTerminal("exec $0")
        let before = terminal.modes
        try terminal.await(Self.enter)
        try terminal.await("q\u{1b}[0m\u{1b}[2m quit")
        #expect(terminal.isRaw)
        terminal.type("q")
        try terminal.await(Self.leave)
        try terminal.await("over")
        #expect(try terminal.end() == 0)
        #expect(terminal.modes == before)
    }

    @Test("so do Ctrl-C and the signals that ask for an end", arguments: [0, SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    func signals(number: Int32) throws {
        let terminal = try PseudoTerminal("exec $0")
        let before = terminal.modes
        try terminal.await("quit")
        if number == 0 { terminal.type("\u{3}") } else { terminal.signal(number) }
        try terminal.await(Self.leave)
        try terminal.await("over")
        #expect(try terminal.end() == 0)
        #expect(terminal.modes == before)
    }

    @Test("and a crash")
    func crash() throws {
        let terminal = try PseudoTerminal("exec $0 crash")
        let before = terminal.modes
        try terminal.await(Self.enter)
        try terminal.await(Self.leave)
        #expect(try terminal.end() & 0x7f == SIGABRT)
        #expect(terminal.modes == before)
    }

    @Test("Ctrl-Z gives the terminal back until the shell goes on")
    func suspend() throws {
        let terminal = try PseudoTerminal("set -m; $0; echo stopped; read line; fg >/dev/null; echo done")
        let before = terminal.modes
        try terminal.await("quit")
        terminal.type("\u{1a}")
        try terminal.await(Self.leave)
        try terminal.await("stopped")
        #expect(terminal.modes == before)
        terminal.type("\n")
        try terminal.await(Self.enter)
        try terminal.await("weir top")
        #expect(terminal.isRaw)
        terminal.type("q")
        try terminal.await("over")
        try terminal.await("done")
        #expect(try terminal.end() == 0)
        #expect(terminal.modes == before)
    }

    @Test("Ctrl-Z where no shell could go on changes nothing")
    func orphan() throws {
        let terminal = try PseudoTerminal("exec $0")
        try terminal.await("quit")
        terminal.type("\u{1a}")
        try terminal.await(Self.enter)
        try terminal.await("quit")
        terminal.type("q")
        try terminal.await("over")
        #expect(try terminal.end() == 0)
    }

    @Test("another size draws another frame")
    func resize() throws {
        let terminal = try PseudoTerminal("exec $0")
        try terminal.await("quit")
        terminal.resize(columns: 120, rows: 30)
        try terminal.await("\u{1b}[30;1H")
        terminal.type("q")
        try terminal.await("over")
        #expect(try terminal.end() == 0)
    }

    @Test("keys work although they come in pieces; a lone Escape is one after a moment")
    func pieces() throws {
        let terminal = try PseudoTerminal("exec $0")
        try terminal.await("quit")
        terminal.type("\u{1b}")
        terminal.type("[B")
        try terminal.await("2 of 7")
        terminal.type("\r")
        try terminal.await("FIRST".lowercased())
        terminal.type("\u{1b}")
        try terminal.await("2 of 7")
        terminal.type("q")
        #expect(try terminal.end() == 0)
    }

    @Test("what is said on standard error is told on the screen, and again behind it")
    func errors() throws {
        let terminal = try PseudoTerminal("exec $0 0.05")
        try terminal.await("weir: something is said on standard error")
        terminal.type("q")
        try terminal.await(Self.leave)
        try terminal.await("weir: something is said on standard error\r\n")
        #expect(try terminal.end() == 0)
    }

    @Test("no colours where they are not wanted, the rest stays")
    func noColour() throws {
        let terminal = try PseudoTerminal("exec $0", environment: ["TERM=xterm", "NO_COLOR=1"])
        try terminal.await("quit")
        terminal.type("q")
        #expect(try terminal.end() == 0)
        #expect(!terminal.output.contains("31m") && !terminal.output.contains("33m"))
        #expect(terminal.output.contains("\u{1b}[7m"))
    }

    @Test("what is no terminal, or cannot place text, is refused in words")
    func refused() throws {
        let pipe = try PseudoTerminal("$0 | cat")
        try pipe.await("no screen: noTerminal")
        let input = try PseudoTerminal("$0 </dev/null")
        try input.await("no screen: noTerminal")
        let dumb = try PseudoTerminal("exec $0", environment: ["TERM=dumb"])
        try dumb.await("no screen: dumbTerminal")
        #expect(!dumb.output.contains("\u{1b}"))
        #expect(try dumb.end() != 0)
    }
}
