import Terminal

/// The columns of a table that a width has room for.
struct TopLayout {
    static let gap = 2

    let table: TopTable
    /// As they stand, and cells of each.
    private(set) var columns: [(column: TopColumn, width: Int)] = []

    /// `kinds`: some row has a kind; `hosts`: a host.
    init(_ table: TopTable, width: Int, kinds: Bool, hosts: Bool) {
        self.table = table
        var rooms: [TopColumn: Int] = [:]
        var left = width + Self.gap
        for column in table.importance where (kinds || column != .kind) && (hosts || column != .host) {
            let room = column.room(table, of: width)
            if !rooms.isEmpty, room + Self.gap > left { break }
            rooms[column] = min(room, width)
            left -= room + Self.gap
        }
        rooms[.name, default: 0] += max(0, left)
        columns = table.columns.compactMap { column in rooms[column].map { (column, $0) } }
    }

    /// Columns whose texts are longer than usual take it from the name.
    private mutating func widen(for texts: [[String]]) {
        guard let first = columns.first else { return }
        var name = first.width
        for index in columns.indices.dropFirst() where !columns[index].column.isText {
            let widest = texts.reduce(columns[index].width) { max($0, Text.width($1[index])) }
            name -= widest - columns[index].width
            columns[index].width = widest
        }
        while name < 8, columns.count > 1 { name += columns.removeLast().width + Self.gap }
        columns[0].width = max(0, name)
    }

    /// The header and a line a row. Columns may get wider for them.
    mutating func lines(_ rows: some Collection<TopRow>, _ sort: TopSort?, trend: (TopItem, Int) -> String) -> [ScreenLine] {
        let texts = rows.map { row in columns.map { $0.column == .name || $0.column == .trend ? "" : row.text($0.column) } }
        widen(for: texts)
        return [header(sort)] + zip(rows, texts).map { line($0, $1, trend) }
    }

    private func header(_ sort: TopSort?) -> ScreenLine {
        var line = ScreenLine()
        for (column, width) in columns {
            if line.width > 0 { line.add("  ") }
            let isSorted = column == sort?.column
            let mark = isSorted ? sort?.mark ?? "" : ""
            let title = column.header(table)
            // The mark of a number's column stands in the gap before it, so that columns keep their width.
            if column.isText {
                line.add(Text.padded(Text.shortened(title + mark, to: width), to: width), isSorted ? .bold : .dim)
            } else if isSorted, Text.width(title) >= width {
                line = line.prefix(line.width - 1)
                line.add(mark + Text.padded(title, to: width, .right), .bold)
            } else {
                line.add(Text.padded(mark + title, to: width, .right), isSorted ? .bold : .dim)
            }
        }
        return line
    }

    private func line(_ row: TopRow, _ texts: [String], _ trend: (TopItem, Int) -> String) -> ScreenLine {
        let weight: ScreenLine.Weight = row.isStale || row.isSystem ? .dim : .normal
        var line = ScreenLine()
        for ((column, width), text) in zip(columns, texts) {
            if line.width > 0 { line.add("  ") }
            switch column {
            case .name: line.add(row.title(in: width), in: width, as: row.isPartial ? .warning : .normal, weight)
            case .trend: line.add(trend(row.item, width), in: width, .left, as: .normal, .dim)
            case .errors: line.add(text, in: width, .right, as: row.figures.errors ?? 0 > 0 ? .error : .normal, weight)
            default: line.add(text, in: width, column.isText ? .left : .right, as: .normal, weight)
            }
        }
        return line
    }
}

extension TopRow {
    /// In at most so many cells. What is behind the name stays; programs in parentheses go first, then both ends of a flow give way, the
    /// longer one first.
    func title(in width: Int) -> String {
        let tail = tail + (isStale ? " stale" : "")
        let room = max(0, width - Text.width(tail))
        guard let server else { return Text.shortened(Text.shortened(name, to: room) + tail, to: width) }
        let whole = "\(name) → \(server)"
        if Text.width(whole) <= room { return whole + tail }
        return Text.shortened(Self.ends(shortName ?? name, shortServer ?? server, in: room) + tail, to: width)
    }

    private static func ends(_ client: String, _ server: String, in room: Int) -> String {
        let both = max(0, room - 3)
        let (left, right) = (Text.width(client), Text.width(server))
        let leftRoom = left <= both / 2 ? left : max(both / 2, both - right)
        return Text.shortened(client, to: leftRoom) + " → " + Text.shortened(server, to: max(0, both - min(left, leftRoom)))
    }
}

extension ScreenLine {
    mutating func add(_ text: String, _ weight: Weight) { add(text, as: .normal, weight) }
}
