import Terminal

/// All keys, and what the columns mean: on one page where it is wide enough, else on two.
enum TopHelp {
    static func isOnePage(_ width: Int) -> Bool { width >= 118 }

    static func lines(_ width: Int, ofColumns: Bool) -> [ScreenLine] {
        let keys = keys.map { pair($0, $1, 20) }
        let columns = columns.map { pair($0, $1, 10) }
        if !isOnePage(width) { return ofColumns ? columns : keys }
        return (0..<max(keys.count, columns.count)).map { index in
            var line = index < keys.count ? keys[index].prefix(62) : ScreenLine()
            line.pad(to: 64)
            if index < columns.count { line.add(columns[index]) }
            return line
        }
    }

    private static func pair(_ name: String, _ meaning: String, _ room: Int) -> ScreenLine {
        var line = ScreenLine(Text.padded(name, to: room), .bold)
        line.add(meaning)
        return line
    }

    private static let keys: [(String, String)] = [
        ("1…5, Tab", "flows, apps, containers, hosts, processes"),
        ("↑ ↓ j k PgUp PgDn", "move; Home: stay with whatever is first"),
        ("Enter", "down: parts, then flows, then details"),
        ("⌫ Esc", "back up"),
        ("f", "flows of the selection"),
        ("d", "details of the selection"),
        ("r", "requests of the selection, as they end"),
        ("/", "filter: name, id, host, label, image"),
        ("s  < >  S", "sort: choose, next column, other way round"),
        ("g", "flows by process, container, app, host"),
        ("h", "hide the system: weir, agents, engines"),
        ("p", "pause, go on"),
        ("q Ctrl-C", "quit"),
    ]

    private static let columns: [(String, String)] = [
        ("REQ/S", "requests answered each second"),
        ("ERR", "failed, unanswered, refused; this interval"),
        ("P50…P99", "first byte of request to last of response"),
        ("QUEUE", "lay in the server's socket unread, P50"),
        ("CALLS/S", "requests made of others"),
        ("CPU", "processors, share of the limit"),
        ("MEMORY", "working set, share of the limit"),
        ("CONN", "connections open"),
        ("RETR", "segments that TCP sent again"),
        ("TREND", "requests over the last updates"),
        ("–", "not known"),
        ("~ ?", "concluded, not seen · older than the capture"),
        ("yellow", "records of it were lost: times are a part"),
    ]
}
