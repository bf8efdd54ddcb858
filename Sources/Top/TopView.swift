import Traffic

/// Something that can be selected, the same from one update to the next.
public enum TopItem: Hashable, Sendable {
    /// A node's id.
    case node(String)
    /// Between nodes of any level.
    case flow(TopologyEdge.Key)
}

/// One screenful, and where one is in it. Those one came by are below it.
struct TopView: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case tab(TopTab)
        /// What a node is made of.
        case inside(String)
        /// The flows of a node.
        case flows(of: String)
        case details(TopItem)
        case requests(TopItem)
    }

    var kind: Kind
    /// In the line that tells how one came here.
    var title: String
    /// What somebody chose; nil: whatever is first.
    var selected: TopItem?
    /// Lines above the first that is shown; of requests: below the last.
    var offset = 0
    /// Rows without this text are left out.
    var filter = ""

    init(_ kind: Kind, title: String) {
        self.kind = kind
        self.title = title
    }

    init(_ tab: TopTab) { self.init(.tab(tab), title: tab.title) }

    var table: TopTable? {
        switch kind {
        case .tab(.flows), .flows: .flows
        case .tab, .inside: .nodes
        case .details, .requests: nil
        }
    }
}
