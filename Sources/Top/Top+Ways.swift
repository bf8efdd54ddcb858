import Traffic

// Where keys lead: down, back up, aside.
extension Top {
    /// Views that one can have come by.
    private static let deepest = 50

    mutating func show(_ tab: TopTab) {
        if view.kind == .tab(tab) { return }
        views = [TopView(tab)]
        lastPlace = 0
        remake()
    }

    mutating func turnTab(_ turn: (TopTab) -> TopTab) {
        guard case .tab(let tab) = views[0].kind else { return }
        show(turn(tab))
    }

    private mutating func push(_ kind: TopView.Kind, title: String) {
        if kind == view.kind || views.count >= Self.deepest { return }
        // Who comes back finds what is under the mark now.
        if let selected = selection() { view.selected = selected }
        views.append(TopView(kind, title: title))
        lastPlace = 0
        remake()
    }

    mutating func ascend() {
        guard views.count > 1 else { return }
        if wanted != nil { requestLines.forget() }
        views.removeLast()
        lastPlace = 0
        remake()
    }

    /// What a node is made of; what has no parts shows its flows, and a flow its details.
    mutating func descend() {
        guard view.table != nil, let shown, let item = selection() else { return }
        switch item {
        case .flow: showDetails()
        case .node(let id):
            if TopRows(snapshot: shown).nodes(inside: id).isEmpty {
                push(.flows(of: id), title: title(item))
            } else {
                push(.inside(id), title: title(item))
            }
        }
    }

    mutating func showFlows() {
        guard let item = selection(), case .node(let id) = item else { return }
        push(.flows(of: id), title: isInside(id) ? "flows" : title(item) + " flows")
    }

    mutating func showDetails() {
        guard let item = selection() else { return }
        if case .details = view.kind { return }
        push(.details(item), title: title(item))
    }

    /// Of the selection; in an empty list of a node's parts: of the node.
    mutating func showRequests() {
        guard wanted == nil, let item = selection() ?? whole else { return }
        let isSame = view.kind == .details(item)
        push(.requests(item), title: isSame ? "requests" : title(item) + " requests")
    }

    private var whole: TopItem? {
        switch view.kind {
        case .inside(let id), .flows(let id): .node(id)
        default: nil
        }
    }

    private func isInside(_ id: String) -> Bool { view.kind == .inside(id) || view.kind == .details(.node(id)) }

    func title(_ item: TopItem) -> String {
        switch item {
        case .node(let id): shown?.lineage.title(id) ?? id
        case .flow(let key):
            "\(shown?.lineage.title(key.client) ?? key.client) → \(shown?.lineage.title(key.server) ?? key.server)\(key.service)"
        }
    }
}
