import Events
import Export
import Traffic

/// What captures tell of their hosts, a report each: intervals of a replay put together.
final class CapturedTopology: FlowOutput {
    /// By host.
    private(set) var reports: [String: HostReport] = [:]
    /// Hears of each interval, as a report of its own.
    var onInterval: (HostReport) -> Void = { _ in }

    func begin(_ source: String, _ naming: Naming) {}

    func flows(_ reports: [FlowReport], _ facts: IntervalFacts, _ naming: Naming) {
        var header = HostReport(
            host: naming.host, time: naming.clock.unixNanoseconds(facts.time), interval: facts.interval, started: 0)
        header.lost = facts.lost
        header.detail = facts.detail.name
        header.version = Weir.number
        var reporting = HostReporting(header, naming)
        for flow in reports { reporting.add(flow) }
        let interval = reporting.finished()
        onInterval(interval)
        if self.reports[naming.host] == nil { self.reports[naming.host] = interval } else { self.reports[naming.host]!.extend(with: interval) }
    }

    func requests(_ requests: [Request], _ naming: Naming) {}
    func end(_ summary: Summary, _ naming: Naming) {}
}
