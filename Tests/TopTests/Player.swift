import Terminal
@testable import Top
import TopDemo
import Traffic

/// Somebody at the keys, and what they see.
struct Player {
    var top: Top
    private var parser = KeyParser()

    init(_ options: TopOptions = TopOptions(), updates: Int = 1) {
        top = Top(options)
        for step in 0..<updates { update(step) }
    }

    mutating func update(_ step: Int) { top.update(Demo.graph(step: step), Demo.status(step: step)) }

    /// As a terminal sends them; `⏎` Enter, `⌫` Backspace, `⎋` Escape, arrows as they look.
    mutating func press(_ keys: String) {
        let special: [Character: String] = ["⏎": "\r", "⌫": "\u{7f}", "⎋": "\u{1b}", "↑": "\u{1b}[A", "↓": "\u{1b}[B", "→": "\u{1b}[C", "←": "\u{1b}[D"]
        for key in keys {
            let bytes = special[key] ?? String(key)
            for key in parser.feed(bytes.utf8) + parser.end() { top.handle(key) }
        }
    }

    /// The frame as text, without the empty lines above its last.
    mutating func see(_ columns: Int, _ rows: Int) -> String {
        var lines = top.frame(ScreenSize(columns: columns, rows: rows)).map(\.text)
        let foot = lines.removeLast()
        while lines.last == "" { lines.removeLast() }
        return (lines + [foot]).joined(separator: "\n")
    }

    /// The names of the rows, in their order; the selected one in brackets.
    mutating func names() -> [String] {
        let rows = top.rows()
        let selected = top.place(in: rows)
        return rows.enumerated().map { index, row in
            let name = row.words(.name) + row.tail
            return index == selected ? "[\(name)]" : name
        }
    }
}
