public import Terminal
public import Traffic

import Events

extension TopologyGraph {
    /// For a terminal: each node with who asks it (`←`) and whom it asks (`→`), request times split into network, queue and server.
    /// Whole lines of at most `width` cells.
    public func text(_ style: Style, width: Int = 119) -> String {
        TopologyText(graph: self, names: TopologyNames(self), style: style, width: width).lines.map { $0 + "\n" }.joined()
    }
}

private struct TopologyText {
    let graph: TopologyGraph
    let names: TopologyNames
    let style: Style
    let width: Int

    var lines: [String] {
        let rows = TopologyRows(graph)
        let table = Table(columns: Self.columns, width: width, style: style).lines(rows.places.map(cells))
        var lines = [head, table[0]]
        var next = 1
        for (node, count) in rows.nodes {
            lines.append(heading(node))
            lines += table[next..<next + count]
            next += count
        }
        return lines + remarks
    }

    private static let columns: [Table.Column] = [
        .init("NODE, ← FROM, → TO", .left, minimum: 24), .init("PROTO", .left, maximum: 8), .init("REQ/S"), .init("ERR"), .init("P50"),
        .init("P99"), .init("NETWORK"), .init("QUEUE"), .init("SERVER"), .init("SENT/S"), .init("RECV/S"), .init("CONN"),
    ]

    private func cells(_ place: TopologyRows.Place) -> [Table.Cell] {
        let edge = graph.edges[place.edge]
        let times = LatencyHistogram(edge.times.request)
        let other = place.isInbound ? edge.key.client : edge.key.server
        let parts = [place.isInbound ? "  ←" : "  →", names.title(other), TopologyNames.service(edge.key), edge.marks.map(\.rawValue).joined()]
        let partial: TextRole = edge.isPartial ? .warning : .normal
        return [
            .init(parts.filter { !$0.isEmpty }.joined(separator: " "), as: edge.isPartial || edge.isStale ? .warning : .normal), .init(edge.protocolName ?? "–"),
            .init(Quantity.rate(names.rate(edge.counters.requests))), errors(edge),
            .init(Quantity.duration(times.quantile(0.5)), as: partial), .init(Quantity.duration(times.quantile(0.99)), as: partial),
            .init(Quantity.duration(edge.times.network?.mean)), .init(Quantity.duration(edge.times.queue.mean)),
            .init(Quantity.duration(edge.times.server.mean)), .init(size(edge.counters.sent)), .init(size(edge.counters.received)),
            .init(Quantity.count(UInt64(clamping: edge.active))),
        ]
    }

    private func errors(_ edge: TopologyEdge) -> Table.Cell {
        let errors = edge.counters.errors &+ edge.counters.unanswered &+ edge.counters.failed
        return .init(Quantity.count(UInt64(clamping: errors)), as: errors > 0 ? .error : .normal)
    }

    /// Bytes a second.
    private func size(_ bytes: Int64) -> String { Quantity.size(names.rate(bytes).flatMap { UInt64(exactly: $0.rounded()) }) }
}

// MARK: What is said around the edges

extension TopologyText {
    /// `09:00:10 · 10 s · 3 hosts, 1 stale · 14 nodes, 22 edges · lost 0`
    private var head: String {
        let stale = graph.sources.count { $0.isStale }
        let lost = graph.sources.map(\.lost)
        let clock = WallClock(offset: 0).clock(MonotonicTime(nanoseconds: graph.time))
        let isKnown = lost.contains { $0 != nil }
        let sum = lost.reduce(UInt64(0)) { $0 &+ ($1 ?? 0) }
        let facts = [
            clock, Quantity.duration(graph.interval), Self.count(graph.sources.count, "host") + (stale > 0 ? ", \(stale) stale" : ""),
            Self.count(graph.nodes.count, "node") + ", " + Self.count(graph.edges.count, "edge"),
            "lost \(isKnown ? Quantity.count(sum) : Quantity.unknown)",
        ]
        return style.show(Text.shortened(facts.joined(separator: " · "), to: width), as: stale > 0 || sum > 0 ? .warning : .normal)
    }

    private static func count(_ number: Int, _ thing: String) -> String { "\(number) \(thing)\(number == 1 ? "" : "s")" }

    /// `shop/web · marathon app · node-1 · 0.8 of 2 cores · 210 MB of 512 MB`
    private func heading(_ node: TopologyNode) -> String {
        var facts = [TopologyNames.title(node), [node.facts["app.kind"], node.level.rawValue].compactMap { $0 }.joined(separator: " ")]
        if node.level != .host, let host = node.host { facts.append(host) }
        if let image = node.facts["container.image"] { facts.append(image) }
        facts += node.use
        if node.isStale { facts.append("stale") }
        return style.show(Text.shortened(facts.joined(separator: " · "), to: width), as: node.isStale ? .warning : .normal)
    }

    /// Why hosts are silent, where edges were left out, and what the marks mean that were used.
    private var remarks: [String] {
        var lines: [String] = []
        for source in graph.sources {
            if source.isStale { lines.append("\(source.host) is stale: \(source.error ?? "nothing was heard of it lately")") }
            if source.overflowed > 0 { lines.append("\(source.host) had no room for \(source.overflowed) edges: they are in one without names") }
        }
        lines = lines.map { style.show(Text.shortened($0, to: width), as: .warning) }
        let marks = Set(graph.edges.flatMap(\.marks))
        let legend = TopologyMark.allCases.filter(marks.contains).map { "\($0.rawValue) \($0.meaning)" }
        return lines + Self.wrapped(legend, to: width)
    }

    private static func wrapped(_ parts: [String], to width: Int) -> [String] {
        var lines: [String] = []
        for part in parts {
            let longer = lines.last.map { "\($0) · \(part)" }
            if let longer, Text.width(longer) <= width { lines[lines.count - 1] = longer } else { lines.append(Text.shortened(part, to: width)) }
        }
        return lines
    }
}
