import Terminal
import Traffic

// The lines above the table: who tells, how far it can be trusted, where one is.
extension Top {
    func titleLine(_ width: Int) -> ScreenLine {
        var line = ScreenLine("weir top", .bold)
        guard let shown else { return line }
        for part in [hosts(shown.graph), shown.status.source, contents(shown.graph)] where !part.isEmpty { line.add(" · \(part)") }
        var right = ScreenLine()
        if isPaused { right.add("paused ", as: .warning, .bold) }
        right.add(shown.status.clock, as: isPaused ? .warning : .normal)
        return line.spread(right, over: width)
    }

    private func hosts(_ graph: TopologyGraph) -> String {
        if graph.sources.isEmpty { return "" }
        return graph.sources.count == 1 ? graph.sources[0].host : "\(graph.sources.count) hosts"
    }

    private func contents(_ graph: TopologyGraph) -> String {
        let levels: [(TopologyNode.Level, String)] = [(.container, "container"), (.app, "app")]
        return levels.compactMap { level, word in
            let count = graph.nodes.count { $0.level == level }
            return count == 0 ? nil : "\(count) \(word)\(count == 1 ? "" : "s")"
        }.joined(separator: ", ")
    }

    func tabLine(_ width: Int) -> ScreenLine {
        var line = ScreenLine()
        for (index, tab) in TopTab.allCases.enumerated() {
            let isShown = views[0].kind == .tab(tab)
            line.add(index > 0 ? "  " : "")
            line.add("\(index + 1)", isShown ? .bold : .dim)
            line.add(" ")
            line.add(tab.title, as: .normal, isShown ? .bold : .normal, isReversed: isShown)
        }
        guard let shown, !shown.graph.sources.isEmpty else { return line }
        return line.spread(health(shown, room: max(width - line.width - 2, 8)), over: width)
    }

    /// What is missing first, and as much of the rest as fits.
    private func health(_ snapshot: TopSnapshot, room: Int) -> ScreenLine {
        var line = ScreenLine()
        for (text, isBad) in healthParts(snapshot) {
            let left = room - line.width - (line.width > 0 ? 3 : 0)
            if Text.width(text) > left, !isBad || left < 12, line.width > 0 { break }
            if line.width > 0 { line.add(" · ", .dim) }
            line.add(Text.shortened(text, to: left), as: isBad ? .warning : .normal)
        }
        return line
    }

    private func healthParts(_ snapshot: TopSnapshot) -> [(String, Bool)] {
        let graph = snapshot.graph
        let known = graph.sources.compactMap(\.lost)
        let lost = known.reduce(0) { $0.addingReportingOverflow($1).overflow ? .max : $0 + $1 }
        let partial = graph.edges.count(where: \.isPartial)
        let stale = graph.sources.count(where: \.isStale)
        let overflowed = graph.sources.contains { $0.overflowed > 0 }
        var parts = [known.isEmpty ? ("lost not told", false) : ("lost \(Quantity.count(lost))", lost > 0)]
        if stale > 0 { parts.append(("\(stale) of \(graph.sources.count) stale", true)) }
        if overflowed { parts.append(("some flows without names", true)) }
        if let warning = snapshot.status.warning { parts.append((warning, true)) }
        parts.append(("partial \(partial)", partial > 0))
        if let events = snapshot.status.eventsPerSecond { parts.append(("\(Quantity.rate(events)) events/s", false)) }
        if let cost = ownCost(snapshot.status) { parts.append((cost, false)) }
        return parts
    }

    private func ownCost(_ status: TopStatus) -> String? {
        guard let processors = status.ownProcessors, let tenths = Figure.natural(processors * 1000) else { return nil }
        let memory = status.ownBytes.map { ", \(Quantity.size($0))" } ?? ""
        return "own cost \(tenths / 10).\(tenths % 10) % cpu\(memory)"
    }

    /// How one came here, and how much of the whole is shown.
    mutating func wayLine(_ width: Int) -> ScreenLine {
        var line = ScreenLine()
        for (index, view) in views.enumerated() {
            if index > 0 { line.add(" › ", .dim) }
            let isLast = index == views.count - 1
            let room = isLast ? width - line.width - 20 : width / 5
            line.add(Text.shortened(view.title, to: max(12, room)), isLast ? .bold : .normal)
        }
        if view.table == .flows, grouping != .process { line.add(" by \(grouping.rawValue)", .dim) }
        // Of a long way the end matters.
        if line.width > width - 20, views.count > 1 { line = ScreenLine("… › " + Text.shortened(view.title, to: max(0, width - 26)), .bold) }
        return line.spread(extent(), over: width)
    }

    private mutating func extent() -> ScreenLine {
        var right = ScreenLine()
        if linesBelow > 0 { right.add("\(linesBelow) more ↓", .dim) }
        guard view.table != nil, shown != nil else { return right }
        if mode != .filtering, !view.filter.isEmpty { right.add("/\(view.filter)  ", as: .warning) }
        if hidesSystem { right.add("no system  ", .dim) }
        let rows = rows()
        right.add(rows.isEmpty ? "0" : "\(place(in: rows) + 1) of \(rows.count)", .dim)
        return right
    }
}
