import Capture
import Events
import Export
import Terminal
import Traffic

/// A block of aligned rows each interval, the busiest first.
struct FlowPrinter: FlowOutput {
    private let sort: SortKey
    private let limit: Int
    private let style: Style
    private let width: Int

    init(_ output: OutputOptions) {
        sort = output.sort
        limit = output.limit ?? 20
        style = output.style
        width = min(Console.width, 120) - 1
    }

    func begin(_ source: String, _ naming: Naming) {
        Console.write("weir · \(Text.printable(naming.host)) · \(Text.printable(source))\n")
    }

    func flows(_ reports: [FlowReport], _ facts: IntervalFacts, _ naming: Naming) {
        let sorted = reports.sorted { sort.isBefore($0, $1) }
        var rows = sorted.prefix(limit).map { row($0, facts, naming) }
        if sorted.count > limit { rows.append(rest(sorted.dropFirst(limit), facts)) }
        let table = Table(columns: Self.columns, width: width, indent: Self.indent.count, style: style)
        var lines = table.lines(rows, lead: naming.clock.clock(facts.time))
        if rows.isEmpty { lines.append(Self.indent + "nothing moved") }
        lines.append(Self.indent + footer(reports, facts))
        Console.write(lines.joined(separator: "\n") + "\n")
    }

    func requests(_ requests: [Request], _ naming: Naming) {}

    func end(_ summary: Summary, _ naming: Naming) { Console.write(summary.text(style)) }

    /// Room for the time.
    private static let indent = String(repeating: " ", count: 10)
    /// About what the first column gets.
    private static let roomForNames = 43

    private static let columns: [Table.Column] = [
        .init("CLIENT → SERVER", .left, minimum: 24), .init("PROTO", .left, minimum: 5), .init("REQ/S", minimum: 5),
        .init("ERR", minimum: 3), .init("P50", minimum: 6), .init("P99", minimum: 6), .init("QUEUE", minimum: 6),
        .init("SENT/S", minimum: 6), .init("RECV/S", minimum: 6), .init("CONN", minimum: 4),
    ]

    private func row(_ flow: FlowReport, _ facts: IntervalFacts, _ naming: Naming) -> [Table.Cell] {
        let mark = (flow.isGuessed ? "~" : "") + (flow.isOlder ? "?" : "")
        let title = flow.key.title(naming, room: Self.roomForNames, mark: mark)
        let failures = flow.counters.errors + flow.counters.unanswered + flow.counters.failed
        return [
            .init(title, as: flow.isPartial ? .warning : .normal),
            .init(flow.guess?.name ?? flow.key.transport.name),
            .init(Quantity.rate(facts.rate(flow.counters.requests))),
            .init(Quantity.count(UInt64(max(failures, 0))), as: failures > 0 ? .error : .normal),
            .init(Quantity.duration(flow.times.request?.quantile(0.5))),
            .init(Quantity.duration(flow.times.request?.quantile(0.99))),
            .init(Quantity.duration(flow.times.queue?.quantile(0.5))),
            .init(size(flow.counters.sent, facts)),
            .init(size(flow.counters.received, facts)),
            .init(Quantity.count(UInt64(flow.active))),
        ]
    }

    private func rest(_ flows: ArraySlice<FlowReport>, _ facts: IntervalFacts) -> [Table.Cell] {
        let sum = flows.reduce(into: FlowCounters()) { $0 += $1.counters }
        let failures = sum.errors + sum.unanswered + sum.failed
        return [
            .init("… \(flows.count) more"), "", .init(Quantity.rate(facts.rate(sum.requests))),
            .init(Quantity.count(UInt64(max(failures, 0))), as: failures > 0 ? .error : .normal), .init(Quantity.unknown),
            .init(Quantity.unknown), .init(Quantity.unknown), .init(size(sum.sent, facts)), .init(size(sum.received, facts)),
            .init(Quantity.count(UInt64(flows.reduce(0) { $0 + $1.active }))),
        ]
    }

    private func size(_ bytes: Int64, _ facts: IntervalFacts) -> String {
        Quantity.size(UInt64(max(facts.rate(bytes), 0)))
    }

    private func footer(_ reports: [FlowReport], _ facts: IntervalFacts) -> String {
        let partial = reports.count { $0.isPartial }
        let detail = facts.detail == .full ? [] : [style.show("told less: \(facts.detail.meaning)", as: .warning)]
        let parts = [
            "\(Quantity.rate(facts.rate(Int64(facts.events)))) events/s",
            facts.lost.map { style.show("lost \($0)", as: $0 > 0 ? .warning : .normal) } ?? "lost not told",
            style.show("partial \(partial)", as: partial > 0 ? .warning : .normal),
        ]
        return (parts + ownCost(facts) + detail).joined(separator: " · ")
    }

    private func ownCost(_ facts: IntervalFacts) -> [String] {
        guard let cost = facts.ownCost else { return [] }
        let share = (Double(cost.processorTime) / Double(max(facts.interval, 1)) * 1000).rounded() / 10
        return ["own cost \(share) % cpu, \(Quantity.size(cost.residentBytes))"]
    }
}

extension OutputOptions {
    var style: Style {
        if noColor { return .plain }
        return Style(isTerminal: Console.isTerminal, environment: ["NO_COLOR": Host.environment("NO_COLOR") ?? ""])
    }
}

extension SortKey {
    /// By the key, then by bytes, then by who: equal rows never change places.
    func isBefore(_ a: FlowReport, _ b: FlowReport) -> Bool {
        let (x, y) = (value(a), value(b))
        if x != y { return x > y }
        let (more, less) = (Self.bytes.value(a), Self.bytes.value(b))
        return more != less ? more > less : a.key < b.key
    }

    private func value(_ flow: FlowReport) -> Int64 {
        switch self {
        case .requests: flow.counters.requests
        case .bytes: flow.counters.sent + flow.counters.received
        case .connections: Int64(flow.active) + flow.counters.opened
        case .errors: flow.counters.errors + flow.counters.unanswered + flow.counters.failed
        case .latency: Int64(clamping: flow.times.request?.quantile(0.99) ?? 0)
        }
    }
}
