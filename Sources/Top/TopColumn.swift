/// What rows can be sorted by and show.
public enum TopColumn: String, CaseIterable, Sendable {
    case name, kind, host, `protocol`, requests, errors, p50, p95, p99, queue, sent, received, calls, cpu, memory, connections, retransmits, trend
}

extension TopColumn {
    func header(_ table: TopTable) -> String {
        switch self {
        case .name: table == .flows ? "CLIENT → SERVER" : "NAME"
        case .kind: "KIND"
        case .host: "HOST"
        case .protocol: "PROTO"
        case .requests: "REQ/S"
        case .errors: "ERR"
        case .p50: "P50"
        case .p95: "P95"
        case .p99: "P99"
        case .queue: "QUEUE"
        case .sent: table == .flows ? "SENT/S" : "NET OUT"
        case .received: table == .flows ? "RECV/S" : "NET IN"
        case .calls: "CALLS/S"
        case .cpu: "CPU"
        case .memory: "MEMORY"
        case .connections: "CONN"
        case .retransmits: "RETR"
        case .trend: "TREND"
        }
    }

    /// Cells that its texts usually take.
    func room(_ table: TopTable, of width: Int) -> Int {
        switch self {
        case .name: table == .flows ? max(min(34, width / 2), width / 3) : max(16, width / 4 - 2)
        case .kind: 9
        case .host: 10
        case .protocol, .requests: 6
        case .errors, .connections, .retransmits: 4
        case .p50, .p95, .p99, .queue: 6
        case .sent, .received: table == .flows ? 6 : 7
        case .calls: 7
        case .cpu: 9
        case .memory: 11
        case .trend: width < 140 ? 10 : TopHistory.length
        }
    }

    /// Words, at the left of their column; of others the most comes first when they are sorted by.
    var isText: Bool {
        switch self {
        case .name, .kind, .host, .protocol, .trend: true
        default: false
        }
    }
}
