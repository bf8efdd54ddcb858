import Capture
import Events
import Export
import Traffic

/// How a run shows itself.
protocol FlowOutput {
    func begin(_ source: String, _ naming: Naming)
    func flows(_ reports: [FlowReport], _ facts: IntervalFacts, _ naming: Naming)
    func requests(_ requests: [Request], _ naming: Naming)
    func gaps(_ gaps: [RecordGap], _ naming: Naming)
    func end(_ summary: Summary, _ naming: Naming)
}

extension FlowOutput {
    /// People see the sum of it in each block.
    func gaps(_ gaps: [RecordGap], _ naming: Naming) {}
}

extension OutputOptions {
    var printer: any FlowOutput {
        groupBy == .process ? plainPrinter : GroupedOutput(plainPrinter, by: groupBy)
    }

    private var plainPrinter: any FlowOutput {
        if json { return JSONPrinter(self) }
        return requests ? RequestPrinter(self) : FlowPrinter(self)
    }
}

/// What is true of an interval as a whole.
struct IntervalFacts {
    var time: MonotonicTime
    /// Nanoseconds.
    var interval: UInt64
    var events: UInt64
    /// Records that the kernel could not hand over, all causes; `nil` when nobody knows.
    var lost: UInt64?
    /// Of weir itself; a replay tells only what the capture does.
    var ownCost: OwnCost?
    /// How much the kernel is told to tell.
    var detail: Detail

    /// Per second, from a count in the interval.
    func rate(_ count: Int64) -> Double { Double(count) * 1e9 / Double(max(interval, 1)) }

    struct OwnCost {
        /// Nanoseconds.
        var processorTime: UInt64
        var residentBytes: UInt64
    }
}

/// `--json`: the contract's lines.
struct JSONPrinter: FlowOutput {
    private let sort: SortKey
    private let limit: Int

    init(_ output: OutputOptions) {
        sort = output.sort
        limit = output.limit ?? .max
    }

    func begin(_ source: String, _ naming: Naming) {}

    func flows(_ reports: [FlowReport], _ facts: IntervalFacts, _ naming: Naming) {
        var text = ""
        for report in reports.sorted(by: sort.isBefore).prefix(limit) { text += report.json(at: facts.time, interval: facts.interval, naming) + "\n" }
        var status = JSONLine(type: "status")
        status.add("time", naming.clock.timestamp(facts.time))
        status.add(seconds: "interval", nanoseconds: facts.interval)
        status.add("host", naming.host)
        status.add("events", facts.events)
        status.add("lost", facts.lost)
        status.add("detail", facts.detail.name)
        status.add("partial_flows", reports.count { $0.isPartial })
        status.add(seconds: "cpu_time", nanoseconds: facts.ownCost?.processorTime)
        status.add("memory_bytes", facts.ownCost?.residentBytes)
        Console.write(text + status.line + "\n")
    }

    func requests(_ requests: [Request], _ naming: Naming) {
        Console.write(requests.map { $0.json(naming) + "\n" }.joined())
    }

    func gaps(_ gaps: [RecordGap], _ naming: Naming) {
        for gap in gaps { Console.write(gap.json(naming) + "\n") }
    }

    func end(_ summary: Summary, _ naming: Naming) { Console.write(summary.json(naming) + "\n") }
}
