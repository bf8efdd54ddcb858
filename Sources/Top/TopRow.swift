import Terminal
import Traffic

/// One line of a table, as numbers.
struct TopRow: Hashable, Sendable {
    var item: TopItem
    /// What it is called; of a flow: who connected.
    var name: String
    /// Of a flow: who accepted, and behind that what must not be cut off: port and marks.
    var server: String?
    var tail = ""
    /// Both of these where there is less room.
    var shortName: String?
    var shortServer: String?
    var kind: String?
    var host: String?
    var protocolName: String?
    var figures = TopFigures()
    /// Less than the whole is known.
    var isPartial = false
    var isStale = false
    var isSystem = false
    /// Besides the name, what a filter looks at.
    var search: [String] = []

    init(_ item: TopItem, name: String) {
        self.item = item
        self.name = name
    }
}

/// nil: not known. Rates per second.
struct TopFigures: Hashable, Sendable {
    var requests: Double?
    var errors: Int64?
    /// Quantiles are taken of them when somebody wants to see them.
    var times = SparseHistogram()
    var queue = SparseHistogram()
    var sent: Double?
    var received: Double?
    /// Requests that it made of others.
    var calls: Double?
    var cpu: Double?
    var cpuLimit: Double?
    var memory: Double?
    var memoryLimit: Double?
    var connections: Int?
    var retransmits: Int64?
}

extension TopRow {
    func words(_ column: TopColumn) -> String {
        switch column {
        case .kind: kind ?? ""
        case .host: host ?? ""
        case .protocol: protocolName ?? ""
        default: name + (server.map { " → \($0)" } ?? "")
        }
    }

    func number(_ column: TopColumn) -> Double? {
        switch column {
        case .requests: figures.requests
        case .errors: figures.errors.map { Double($0) }
        case .p50, .p95, .p99, .queue: time(column).map { Double($0) }
        case .sent: figures.sent
        case .received: figures.received
        case .calls: figures.calls
        case .cpu: figures.cpu
        case .memory: figures.memory
        case .connections: figures.connections.map { Double($0) }
        case .retransmits: figures.retransmits.map { Double($0) }
        case .name, .kind, .host, .protocol, .trend: nil
        }
    }

    func text(_ column: TopColumn) -> String {
        switch column {
        case .requests: Quantity.rate(figures.requests)
        case .errors: Quantity.count(figures.errors.map(Self.natural))
        case .p50, .p95, .p99, .queue: Quantity.duration(time(column))
        case .sent: Figure.size(figures.sent)
        case .received: Figure.size(figures.received)
        case .calls: Quantity.rate(figures.calls)
        case .cpu: Figure.of(figures.cpu, limit: figures.cpuLimit, Figure.cores)
        case .memory: Figure.of(figures.memory, limit: figures.memoryLimit, Figure.size)
        case .connections: Quantity.count(figures.connections.map { UInt64(max($0, 0)) })
        case .retransmits: Quantity.count(figures.retransmits.map(Self.natural))
        case .name, .kind, .host, .protocol, .trend: words(column)
        }
    }

    /// Nanoseconds.
    private func time(_ column: TopColumn) -> UInt64? {
        switch column {
        case .p95: figures.times.quantile(0.95)
        case .p99: figures.times.quantile(0.99)
        case .queue: figures.queue.quantile(0.5)
        default: figures.times.quantile(0.5)
        }
    }

    private static func natural(_ number: Int64) -> UInt64 { UInt64(max(number, 0)) }
}
