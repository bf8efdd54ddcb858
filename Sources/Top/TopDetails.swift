import Terminal
import Traffic

/// All that is known of one flow or one node.
struct TopDetails {
    let snapshot: TopSnapshot
    let grouping: TopGrouping

    func lines(_ item: TopItem, _ width: Int) -> [ScreenLine] {
        switch item {
        case .node(let id): node(id, width)
        case .flow(let key): flow(key, width)
        }
    }

    private func flow(_ key: TopologyEdge.Key, _ width: Int) -> [ScreenLine] {
        var lines: [ScreenLine] = []
        if let edge = snapshot.edges(grouping).first(where: { $0.key == key }) {
            lines += TopFlowDetails(edge: edge, snapshot: snapshot).lines(width)
        } else {
            lines.append(ScreenLine("nothing moved on it in the last interval", .dim))
        }
        return lines + [ScreenLine()] + beside(facts("client", key.client, width), facts("server", key.server, width), width)
    }

    private func node(_ id: String, _ width: Int) -> [ScreenLine] {
        var lines = facts("", id, width)
        let parts = TopRows(snapshot: snapshot).nodes(inside: id)
        if !parts.isEmpty { lines.append(pair("parts", parts.map(\.name).sorted().joined(separator: ", "), width)) }
        return lines
    }

    /// Two blocks next to each other where that can be read, else one after the other.
    private func beside(_ left: [ScreenLine], _ right: [ScreenLine], _ width: Int) -> [ScreenLine] {
        guard width >= 100 else { return left + [ScreenLine()] + right }
        let half = width / 2
        return (0..<max(left.count, right.count)).map { index in
            var line = (index < left.count ? left[index] : ScreenLine()).prefix(half - 2)
            line.pad(to: half)
            if index < right.count { line.add(right[index].prefix(half)) }
            return line
        }
    }

    private func facts(_ role: String, _ id: String, _ width: Int) -> [ScreenLine] {
        var first = ScreenLine(role.isEmpty ? "" : Text.padded(role, to: Self.names), .dim)
        first.add(snapshot.lineage.title(id), .bold)
        guard let node = snapshot.lineage[id] else { return [first, pair("id", id, width)] }
        if node.isStale { first.add(" stale", as: .warning) }
        let parents = node.parents.compactMap { snapshot.lineage[$0] }.filter { $0.level != .host }.map { "\($0.level.rawValue) \($0.name)" }
        var pairs = [("id", id), ("host", node.host ?? ""), ("part of", parents.joined(separator: ", "))]
        pairs += node.facts.sorted { $0.key < $1.key }
        pairs += node.labels.sorted { $0.key < $1.key }.map { ("label", "\($0.key)=\($0.value)") }
        pairs.append(("known from", node.evidence.joined(separator: ", ") + (node.isHint ? " (only says so itself)" : "")))
        pairs += metrics(node)
        if let source = snapshot.graph.sources.first(where: { $0.host == node.host }), let error = source.error { pairs.append(("silent", error)) }
        return [first] + pairs.filter { !$0.1.isEmpty }.map { pair($0.0, $0.1, width) }
    }

    private func metrics(_ node: TopologyNode) -> [(String, String)] {
        let metrics = node.metrics
        func known(_ name: String, _ text: String) -> (String, String) { (name, text == Quantity.unknown ? "" : text) }
        func limited(_ amount: Double?, _ limit: Double?, _ text: (Double?) -> String) -> String {
            text(amount) + (limit.map { " of \(text($0)) (\(Figure.share(amount, of: limit) ?? Quantity.unknown))" } ?? "")
        }
        return [
            known("cpu", limited(metrics[.cpuCores], metrics[.cpuLimitCores], Figure.cores)),
            known("memory", limited(metrics[.memoryBytes], metrics[.memoryLimitBytes], Figure.size)),
            known("throttled", Figure.share(metrics[.cpuThrottled], of: 1) ?? ""),
            known("disk read/s", Figure.size(metrics[.ioReadBytesPerSecond])),
            known("disk write/s", Figure.size(metrics[.ioWriteBytesPerSecond])),
            known("network in/s", Figure.size(metrics[.networkReceiveBytesPerSecond])),
            known("network out/s", Figure.size(metrics[.networkTransmitBytesPerSecond])),
            known("processes", Quantity.count(Figure.natural(metrics[.processes]))),
            known("threads", Quantity.count(Figure.natural(metrics[.threads]))),
            known("out of memory", Quantity.count(Figure.natural(metrics[.oomKills]))),
            known("restarts", Quantity.count(Figure.natural(metrics[.restarts]))),
            known("load", Figure.cores(metrics[.load1])),
            known("disk used", Figure.share(metrics[.diskUsedShare], of: 1) ?? ""),
        ]
    }

    /// Cells of the names of facts.
    static let names = 18

    private func pair(_ name: String, _ value: String, _ width: Int) -> ScreenLine {
        var line = ScreenLine(Text.padded(Text.shortened(name, to: Self.names - 2), to: Self.names), .dim)
        let room = width >= 100 ? width / 2 : width
        line.add(Text.shortened(value, to: max(8, room - Self.names - 2)))
        return line
    }
}
