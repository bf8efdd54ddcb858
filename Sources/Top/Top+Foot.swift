import Terminal

// The last line: what keys do here, what is being typed, what has happened.
extension Top {
    func footLine(_ width: Int) -> ScreenLine {
        switch mode {
        case .filtering:
            var line = ScreenLine("/", .bold)
            line.add(Text.shortened(view.filter, to: max(0, width - 40)))
            line.add("▏")
            return line.spread(Self.hints([("Enter", "keeps it"), ("Esc", "shows all")], width / 2), over: width)
        case .sorting:
            let sort = view.table.flatMap { sorts[$0] }
            let name = view.table.flatMap { sort?.column.header($0) } ?? ""
            return ScreenLine("sorted by \(name) \(sort?.mark ?? "")", .bold)
                .spread(Self.hints([("←→", "column"), ("↑↓", "turn"), ("Enter", "done")], width / 2), over: width)
        case .help where !TopHelp.isOnePage(width): return Self.hints([("?", "what columns mean"), ("any other key", "leads back")], width)
        case .help, .columns: return Self.hints([("any key", "leads back")], width)
        case .browsing: break
        }
        if let notice { return ScreenLine(Text.shortened(notice, to: width), as: .warning) }
        return Self.hints(keys, width)
    }

    private var keys: [(String, String)] {
        let up = views.count > 1 ? [("⌫", "up")] : []
        let ends = [("?", "help"), ("q", "quit")]
        switch view.kind {
        case .requests: return up + [("↑↓", "scroll"), ("p", isPaused ? "go on" : "pause")] + ends
        case .details: return up + ends + [("↑↓", "scroll"), ("r", "requests"), ("p", isPaused ? "go on" : "pause")]
        case .tab(.flows), .flows:
            return up + [("Enter", "details")] + common + [("g", "group"), ("h", "system")]
        case .tab, .inside:
            return up + [("Enter", "parts"), ("f", "flows")] + common + [("d", "details"), ("h", "system")]
        }
    }

    private var common: [(String, String)] {
        [("/", "filter"), ("s", "sort"), ("?", "help"), ("q", "quit"), ("p", isPaused ? "go on" : "pause"), ("r", "requests")]
    }

    /// As many as fit, whole.
    private static func hints(_ keys: [(String, String)], _ width: Int) -> ScreenLine {
        var line = ScreenLine()
        for (key, meaning) in keys {
            let gap = line.width > 0 ? 3 : 0
            if line.width + gap + Text.width(key) + 1 + Text.width(meaning) > width { break }
            line.add(String(repeating: " ", count: gap))
            line.add(key, .bold)
            line.add(" \(meaning)", .dim)
        }
        return line
    }
}
