public import Traffic

import Terminal

extension TopologyGraph {
    /// For Graphviz (`dot -Tsvg`): hosts as clusters. Every name is quoted and harmless, whoever chose it.
    public var dot: String {
        let names = TopologyNames(self)
        var lines = [
            "digraph weir {", "  rankdir=LR;", "  node [fontname=\"sans-serif\", fontsize=11, shape=box];",
            "  edge [fontname=\"sans-serif\", fontsize=9];",
        ]
        let frames = TopologyFrames(self)
        for (number, frame) in frames.frames.enumerated() {
            lines += ["  subgraph cluster_\(number) {", "    label=\(Dot.quoted(frame.name)); style=rounded; color=gray;"]
            lines += frame.members.map { "    " + node($0) }
            lines.append("  }")
        }
        lines += frames.outside.map { "  " + node($0) }
        lines += edges.map { "  " + edge($0, names) }
        return lines.joined(separator: "\n") + "\n}\n"
    }

    private func node(_ node: TopologyNode) -> String {
        let label = ([TopologyNames.title(node)] + node.use).joined(separator: "\n")
        var attributes = ["label=\(Dot.quoted(label))", "tooltip=\(Dot.quoted(node.id))", "shape=\(node.level.shape)"]
        if node.isStale { attributes += ["color=gray", "fontcolor=gray"] }
        return "\(Dot.quoted(node.id)) [\(attributes.joined(separator: ", "))];"
    }

    private func edge(_ edge: TopologyEdge, _ names: TopologyNames) -> String {
        let label = TopologyLabel(edge, names)
        var attributes = ["label=\(Dot.quoted(label.text))", "penwidth=\(label.width)"]
        if edge.isOlder {
            attributes.append("style=dotted")
        } else if edge.isPartial || edge.observed != .both {
            attributes.append("style=dashed")
        }
        if edge.isStale { attributes.append("color=gray") } else if label.hasErrors { attributes.append("color=red") }
        return "\(Dot.quoted(edge.key.client)) -> \(Dot.quoted(edge.key.server)) [\(attributes.joined(separator: ", "))];"
    }
}

enum Dot {
    /// A quoted string of DOT: a backslash would begin an escape of labels, and a control character has no business there.
    static func quoted(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            Text.printable(String(line)).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        }
        return "\"" + lines.joined(separator: "\\n") + "\""
    }
}

extension TopologyNode.Level {
    fileprivate var shape: String {
        switch self {
        case .host: "box3d"
        case .container: "box"
        case .process: "ellipse"
        case .app: "component"
        case .external: "diamond"
        }
    }
}
