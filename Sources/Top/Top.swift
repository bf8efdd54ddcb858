import Terminal
import Traffic

/// The screen of `weir top` without its terminal: what is known, where one is in it, and what keys do. `frame` tells how it looks.
///
/// A value of one thread. It holds one update, the trends, and a bounded list of requests.
public struct Top: Sendable {
    public let options: TopOptions
    /// Somebody wants to leave.
    public internal(set) var isOver = false

    /// What is shown; nil until the first update.
    var shown: TopSnapshot?
    /// What would be shown were it not paused.
    private var latest: TopSnapshot?
    private(set) var isPaused = false

    /// The last is shown, those before lead back.
    var views: [TopView]
    var sorts: [TopTable: TopSort]
    var grouping: TopGrouping
    var hidesSystem: Bool
    var mode = Mode.browsing
    var requestLines = TopRequestLines()
    /// The last thing somebody had to say, until a key is pressed.
    var notice: String?
    /// Rows of the view, in order; nil: to be made again.
    private var made: [TopRow]?
    /// Where the selected row was.
    var lastPlace = 0
    /// Rows that fit, as of the last frame, and its columns.
    var page = 1
    var width = 80
    /// Of a text that is scrolled: lines below those that are shown.
    var linesBelow = 0

    /// What keys mean.
    enum Mode: Hashable, Sendable { case browsing, filtering, sorting, help, columns }

    public init(_ options: TopOptions = TopOptions()) {
        self.options = options
        views = [TopView(options.tab)]
        grouping = options.grouping
        hidesSystem = options.hidesSystem
        sorts = [:]
        for table in [TopTable.flows, .nodes] {
            let chosen = options.sort.flatMap { table.sortable.contains($0) ? $0 : nil }
            sorts[table] = TopSort(chosen ?? .requests)
        }
    }

    /// Whose requests are wanted now; nil: nobody's.
    public var wanted: TopItem? {
        if case .requests(let item) = view.kind { item } else { nil }
    }

    public mutating func update(_ graph: TopologyGraph, _ status: TopStatus) {
        latest = TopSnapshot(graph, status, latest?.history ?? TopHistory(), grouping)
        if isPaused, shown != nil { return }
        shown = latest
        made = nil
    }

    /// Requests that ended, the oldest first. Those that nobody asked for are left out when they are shown.
    public mutating func requests(_ requests: [TopRequest]) {
        if wanted != nil, !isPaused { requestLines.add(requests) }
    }

    /// Something that happened besides.
    public mutating func say(_ text: String) { notice = text }

    mutating func togglePause() {
        isPaused.toggle()
        if isPaused { return }
        shown = latest
        made = nil
    }

    var view: TopView {
        get { views[views.count - 1] }
        set { views[views.count - 1] = newValue }
    }

    /// Whatever rows are made of has changed.
    mutating func remake() { made = nil }

    /// Those of the view, filtered and sorted.
    mutating func rows() -> [TopRow] {
        if let made { return made }
        guard let shown, let table = view.table, let sort = sorts[table] else { return [] }
        var rows = unfilteredRows(shown)
        if hidesSystem { rows.removeAll(where: \.isSystem) }
        if !view.filter.isEmpty {
            let wanted = view.filter.lowercased()
            rows.removeAll { !$0.matches(wanted) }
        }
        rows = rows.sorted(by: sort)
        made = rows
        return rows
    }

    private func unfilteredRows(_ snapshot: TopSnapshot) -> [TopRow] {
        let rows = TopRows(snapshot: snapshot)
        return switch view.kind {
        case .tab(.flows): rows.flows(grouping)
        case .flows(let node): rows.flows(grouping, of: node)
        case .tab(let tab): rows.nodes(of: tab)
        case .inside(let node): rows.nodes(inside: node)
        case .details, .requests: []
        }
    }
}
