/// The two kinds of tables.
enum TopTable: Hashable, Sendable {
    case flows, nodes

    /// As they stand, left to right.
    var columns: [TopColumn] {
        switch self {
        case .flows: [.name, .protocol, .requests, .errors, .p50, .p95, .p99, .queue, .sent, .received, .connections, .retransmits, .trend]
        case .nodes:
            [.name, .kind, .host, .requests, .errors, .p50, .p95, .p99, .calls, .cpu, .memory, .received, .sent, .connections, .trend]
        }
    }

    /// The first to get room.
    var importance: [TopColumn] {
        switch self {
        case .flows: [.name, .requests, .errors, .p50, .p99, .protocol, .received, .sent, .connections, .queue, .trend, .retransmits, .p95]
        case .nodes: [.name, .requests, .errors, .p50, .p99, .connections, .cpu, .memory, .kind, .host, .calls, .trend, .p95, .received, .sent]
        }
    }

    var sortable: [TopColumn] { columns.filter { $0 != .trend } }
}
