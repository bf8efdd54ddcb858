public import Traffic

import Events
import Terminal

extension TopologyGraph {
    /// A picture that needs nothing else, in light and dark: who asks left, who answers right, hosts as frames. Every name is escaped and cut.
    public var svg: String { SVGDrawing(self).text }
}

/// One drawing: boxes, frames and lines in pixels.
private struct SVGDrawing {
    private let graph: TopologyGraph
    private let names: TopologyNames
    private let frames: [TopologyFrames.Frame]
    /// In the order of the frames; the last band is of those without.
    private var boxes: [TopologyNode] = []
    private let places: [String: Int]
    private let layout: LayeredLayout
    /// Lines that join the same two boxes do not lie on each other: their number among them, from the middle.
    private let spreads: [Int]
    /// Of each edge, in the layout's; those between the same two boxes share one.
    private let routes: [Int]
    private let metrics = SVGMetrics()

    private struct Pair: Hashable {
        var from: Int
        var to: Int
    }

    init(_ graph: TopologyGraph) {
        self.graph = graph
        names = TopologyNames(graph)
        let framed = TopologyFrames(graph)
        frames = framed.frames
        var band: [Int] = []
        for (number, members) in (framed.frames.map(\.members) + [framed.outside]).enumerated() {
            boxes += members
            band += members.map { _ in number }
        }
        spreads = Self.spreads(graph.edges)
        let places = Dictionary(boxes.enumerated().map { ($1.id, $0) }) { first, _ in first }
        self.places = places
        var routes: [Pair: Int] = [:]
        var pairs: [Pair] = []
        self.routes = graph.edges.map { edge in
            guard let from = places[edge.key.client], let to = places[edge.key.server] else { return 0 }
            let pair = Pair(from: from, to: to)
            if routes[pair] == nil {
                routes[pair] = pairs.count
                pairs.append(pair)
            }
            return routes[pair]!
        }
        layout = LayeredLayout(band: band, edges: pairs.map { ($0.from, $0.to) })
    }

    private static func spreads(_ edges: [TopologyEdge]) -> [Int] {
        let groups = Dictionary(grouping: edges.indices) { [edges[$0].key.client, edges[$0].key.server] }
        var spreads = [Int](repeating: 0, count: edges.count)
        for group in groups.values {
            for (place, index) in group.enumerated() { spreads[index] = place * 2 - (group.count - 1) }
        }
        return spreads
    }

    var text: String {
        let width = metrics.left(of: (layout.ranks.max() ?? 0) + 1)
        let lines = graph.edges.indices.sorted { graph.edges[$0].weight < graph.edges[$1].weight }.compactMap(line)
        let height = layout.bands.indices.last.map { metrics.bottom(of: layout.bands[$0], $0) } ?? metrics.margin
        var parts = [
            #"<svg xmlns="http://www.w3.org/2000/svg" width="\#(width)" height="\#(height + 40)" viewBox="0 0 \#(width) \#(height + 40)">"#,
            SVGStyle.text, #"<rect class="paper" width="100%" height="100%"/>"#,
            #"<text class="head" x="\#(metrics.margin)" y="22">\#(XML.escaped(head))</text>"#,
        ]
        parts += frames.indices.map(frame) + lines.map(\.path) + boxes.indices.map(box) + lines.map(\.label)
        parts.append(#"<text class="soft" x="\#(metrics.margin)" y="\#(height + 26)">\#(XML.escaped(SVGStyle.legend))</text>"#)
        return parts.joined(separator: "\n") + "\n</svg>\n"
    }

    private var head: String {
        let stale = graph.sources.filter(\.isStale).map(\.host)
        let time = TopologyGraph.timestamp(graph.time).prefix(19)
        let hosts = "\(graph.sources.count) host" + (graph.sources.count == 1 ? "" : "s")
        return "weir · \(time)Z, \(Quantity.duration(graph.interval)) · \(hosts)"
            + (stale.isEmpty ? "" : " · stale: " + Text.shortened(stale.joined(separator: ", "), to: 60))
    }

    private func frame(_ index: Int) -> String {
        let ranks = frames[index].members.compactMap { places[$0.id] }.map { layout.ranks[$0] }
        guard let first = ranks.min(), let last = ranks.max() else { return "" }
        let band = layout.bands[index]
        let (x, y) = (metrics.left(of: first) - 16, metrics.top(of: band, index))
        let (width, height) = (metrics.left(of: last) + metrics.boxWidth + 16 - x, metrics.bottom(of: band, index) - y - 10)
        return #"<rect class="frame\#(frames[index].isStale ? " stale" : "")" x="\#(x)" y="\#(y)" width="\#(width)" height="\#(height)" rx="8"/>"#
            + #"<text class="soft" x="\#(x + 10)" y="\#(y + 16)">\#(XML.escaped(Text.shortened(frames[index].name, to: 26)))</text>"#
    }

    private func box(_ index: Int) -> String {
        let node = boxes[index]
        let (x, y) = metrics.corner(layout, index)
        let classes = [node.level.rawValue, node.isStale ? "stale" : ""].filter { !$0.isEmpty }.joined(separator: " ")
        let name = Text.shortened(TopologyNames.title(node), to: 26)
        let kind = [node.facts["app.kind"], node.level.rawValue].compactMap { $0 }.joined(separator: " ")
        let second = node.use.isEmpty ? kind : node.use.joined(separator: ", ")
        return #"<g class="node \#(classes)"><title>\#(XML.escaped(node.id))</title>"#
            + #"<rect x="\#(x)" y="\#(y)" width="\#(metrics.boxWidth)" height="\#(metrics.boxHeight)" rx="\#(node.level.roundness)"/>"#
            + #"<text x="\#(x + 10)" y="\#(y + 18)">\#(XML.escaped(name))</text>"#
            + #"<text class="soft" x="\#(x + 10)" y="\#(y + 34)">\#(XML.escaped(Text.shortened(second, to: 34)))</text></g>"#
    }

    /// Labels lie above all lines.
    private func line(_ index: Int) -> (path: String, label: String)? {
        let edge = graph.edges[index]
        guard let from = places[edge.key.client], let to = places[edge.key.server] else { return nil }
        let route = layout.ranks[from] < layout.ranks[to] ? layout.routes[routes[index]] : []
        let path = SVGPath(
            from: metrics.corner(layout, from), to: metrics.corner(layout, to),
            route: route.map { (metrics.left(of: layout.ranks[$0]), metrics.middle(layout, $0)) }, spread: spreads[index], metrics)
        let label = TopologyLabel(edge, names)
        let state = edge.isStale ? " stale" : ""
        let dashes = edge.isOlder ? " older" : edge.isPartial || edge.observed != .both ? " partial" : ""
        var text = #"<g class="edge\#(state)\#(dashes)"><title>\#(XML.escaped(label.details))</title>"#
            + #"<path d="\#(path.text)" stroke-width="\#(label.width)" marker-end="url(#arrow)"/>"#
        if label.hasErrors, !edge.isStale {
            let width = max(1, (label.width * label.errorShare * 10).rounded() / 10)
            text += #"<path class="error" d="\#(path.text)" stroke-width="\#(width)"/>"#
        }
        let name = XML.escaped(Text.shortened(label.text, to: 26))
        return (text + "</g>", #"<text class="label\#(state)" x="\#(path.middle.x)" y="\#(path.middle.y - 4)">\#(name)</text>"#)
    }
}
