import Events
import Export
import Traffic
import Workloads

/// Makes this host's reports: what the tracker told of an interval, whoever is here without talking, and what all of them use. The
/// pipeline's thread.
struct LiveReporter: ~Copyable {
    let host: String
    /// Nanoseconds since 1970.
    let started = Clock.unixNanoseconds
    private var resources = HostResources()
    private var last = Counted()

    /// Totals as of the last report.
    private struct Counted {
        var lost: UInt64 = 0
        var overflowed: UInt64 = 0
    }

    init(host: String) { self.host = host }

    /// Samples what is used, when that is due.
    mutating func sample(_ source: LiveSource, at now: MonotonicTime) {
        resources.sample(source.names.directory, source.watched, host: host, at: now)
    }

    /// `flows`: what the tracker told of the interval that ends at `now`; `interval` in nanoseconds.
    mutating func report(_ flows: [FlowReport], _ source: LiveSource, _ naming: Naming, interval: UInt64, at now: MonotonicTime) -> HostReport {
        var header = HostReport(host: host, time: naming.clock.unixNanoseconds(now), interval: interval, started: started)
        let counted = Counted(lost: source.capture.counters.lost, overflowed: source.pipeline.tracker.summary().overflowed)
        header.lost = counted.lost - min(last.lost, counted.lost)
        header.overflowed = counted.overflowed - min(last.overflowed, counted.overflowed)
        last = counted
        header.detail = source.restraint.detail.name
        header.version = Weir.number
        header.kernel = Host.kernel
        header.addresses = source.names.directory.localAddresses
        var reporting = HostReporting(header, naming)
        for flow in flows { reporting.add(flow) }
        for resident in resources.residents { reporting.add(resident: resident.workload) }
        for (node, metrics) in resources.take(host: host) { reporting.add(metrics: metrics, of: node) }
        let report = reporting.finished()
        resources.watch(report, reporting.known.map { ($1, source.names.directory.processes(of: $0)) })
        return report
    }
}
