import Events
import Export
import Traffic

/// Who on this host serves an address, as seen at the server: what a query joins the two halves of a flow by.
struct EndpointTable {
    private struct Key: Hashable {
        var endpoint: Endpoint
        var transport: ConnectionEvent.Transport
    }

    private struct Entry {
        var point: MetricPoint
        var server: String
        var container: String
        var lastSeen: UInt64
    }

    private let limit: Int
    private var entries: [Key: Entry] = [:]
    private var hasChanged = false
    private(set) var leftOut: UInt64 = 0

    init(limit: Int) { self.limit = limit }

    /// The last one to serve an address is who serves it. Loopback is left out: every host has it.
    mutating func note(_ report: FlowReport, _ server: EndNames, _ host: String, at time: UInt64) {
        let address = report.server.address
        guard server.isHere, report.key.transport != .unix, report.server.port != 0, !address.isUnspecified, !address.isLoopback
        else { return }
        let key = Key(endpoint: report.server, transport: report.key.transport)
        let container = server.who?.container.map { $0.name ?? $0.id } ?? ""
        if entries[key]?.server == server.name, entries[key]?.container == container {
            entries[key]?.lastSeen = time
            return
        }
        guard entries[key] != nil || entries.count < limit else {
            leftOut += 1
            return
        }
        hasChanged = true
        let labels = [
            ("address", address.description), ("port", String(report.server.port)), ("transport", report.key.transport.name),
            ("server", LabelText.safe(server.name)), ("host", LabelText.safe(server.host(host))), ("container", LabelText.safe(container)),
        ]
        entries[key] = Entry(
            point: MetricPoint(labels: labels.filter { !$0.1.isEmpty }, value: .integer(1)), server: server.name, container: container,
            lastSeen: time)
    }

    mutating func retire(silence: UInt64, at time: UInt64) {
        let before = entries.count
        entries = entries.filter { time < $0.value.lastSeen.saturated(adding: silence) }
        if entries.count != before { hasChanged = true }
    }

    /// All of them, in an order that lasts; nil when they are as they were.
    mutating func changedPoints() -> [MetricPoint]? {
        guard hasChanged else { return nil }
        hasChanged = false
        return entries.map { ("\($0.key)", $0.value.point) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
