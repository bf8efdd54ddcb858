import Terminal

extension Top {
    /// How it looks now: as many lines as there are rows, none wider than the columns.
    public mutating func frame(_ size: ScreenSize) -> [ScreenLine] {
        width = size.columns
        page = max(1, size.rows - Self.around)
        linesBelow = 0
        let body = body(size.columns, max(0, size.rows - 4))
        var lines = [titleLine(size.columns), tabLine(size.columns), wayLine(size.columns)] + body
        let above = max(0, size.rows - 1)
        lines = lines.prefix(above) + Array(repeating: ScreenLine(), count: max(0, above - lines.count))
        return (lines + [footLine(size.columns)]).map { $0.prefix(size.columns) }
    }

    /// Lines that are no rows: three above, the header, the foot.
    private static let around = 5

    private mutating func body(_ width: Int, _ height: Int) -> [ScreenLine] {
        if [.help, .columns].contains(mode) { return Array(TopHelp.lines(width, ofColumns: mode == .columns).prefix(height)) }
        guard let shown, !shown.graph.sources.isEmpty else { return [ScreenLine("waiting for the first interval to end…", .dim)] }
        switch view.kind {
        case .tab, .inside, .flows: return table(shown, width, height)
        case .details(let item): return scrolled(TopDetails(snapshot: shown, grouping: grouping).lines(item, width), height)
        case .requests(let item): return requestTable(item, width, height)
        }
    }

    private mutating func scrolled(_ lines: [ScreenLine], _ height: Int) -> [ScreenLine] {
        view.offset = min(view.offset, max(0, lines.count - height))
        linesBelow = max(0, lines.count - height - view.offset)
        return Array(lines.dropFirst(view.offset).prefix(height))
    }

    private mutating func table(_ snapshot: TopSnapshot, _ width: Int, _ height: Int) -> [ScreenLine] {
        guard let table = view.table, height > 0 else { return [] }
        let rows = rows()
        let first = firstRow(of: rows, fitting: max(1, height - 1))
        let visible = rows[first..<min(rows.count, first + max(0, height - 1))]
        var layout = layout(table, rows)
        var lines = layout.lines(visible, sorts[table]) { snapshot.history.trend($0, cells: $1) }
        let selected = place(in: rows) - first + 1
        if !rows.isEmpty, lines.indices.contains(selected) { lines[selected].isReversed = true }
        if rows.isEmpty { lines.append(ScreenLine(emptiness, .dim)) }
        return lines
    }

    private func layout(_ table: TopTable, _ rows: [TopRow]) -> TopLayout {
        TopLayout(table, width: width, kinds: rows.contains { $0.kind != nil }, hosts: rows.contains { $0.host != nil })
    }

    /// Those that a key can choose from.
    mutating func shownColumns(_ table: TopTable) -> [TopColumn] { layout(table, rows()).columns.map(\.column) }

    /// Why there is nothing to see.
    private var emptiness: String {
        if !view.filter.isEmpty { return "nothing here is called that: Esc shows all" }
        switch view.kind {
        case .tab(.apps): return "no app is known here: 3 shows containers, 5 processes"
        case .tab(.containers): return "no container is known here: 5 shows processes"
        case .tab(.hosts): return "no host has told of itself"
        case .tab(.processes): return "no process was seen talking"
        case .inside: return "nothing of it is left: ⌫ leads back"
        default: return hidesSystem ? "nothing moved but the system: h shows it" : "nothing moved"
        }
    }
}
