import Events
import Export
import Recording
import Traffic
import Workloads

/// What one capture of one host tells, in one file or in the parts of a ring: its connections, its names and its counters, which mean nothing in
/// another. One thread.
final class ReplayedCapture {
    /// Which capture it is. Parts of weir's own know of each other; of other tools each file is a capture, or several of different hosts.
    struct Origin: Equatable {
        let section: CapturedSection
        let file: String?

        init(_ section: CapturedSection, _ file: String) {
            self.section = section
            self.file = section.isOwn ? nil : file
        }

        var host: String? { section.host.flatMap { $0.isEmpty ? nil : $0 } }
    }

    let origin: Origin
    let pipeline: Pipeline
    let directory: WorkloadDirectory
    private let names = CapturedNames()
    private let filter: ReplayFilter?
    private var counters: TrailerCounters?
    var backend: String?
    var malformed: UInt64 = 0
    /// Of its events, nanoseconds since 1970; `begin` once there was one that is told.
    var begin: UInt64?
    var lastTick: UInt64 = 0
    var latest: UInt64 = 0
    private var last = IntervalStart()
    /// Of stretches that happened later than this one and stand before it.
    private var totalsBefore = CaptureTotals()
    private var durationBefore: UInt64 = 0

    private struct IntervalStart {
        var events: UInt64 = 0
        var lost: UInt64?
    }

    init(_ origin: Origin, _ plan: ReplayPlan) {
        self.origin = origin
        directory = WorkloadDirectory(cgroups: CgroupTree(), proc: nil)
        filter = plan.filter
        filter?.forget()
        pipeline = Pipeline(directory: directory, ports: plan.ports, filter: filter)
        pipeline.keepsRequests = plan.keepsRequests
        pipeline.tracker.keepsLinks = plan.keepsLinks
        pipeline.tracker.translations = names
        pipeline.tracker.isReconciling = true // what captures hold of residue has been asked for
        directory.environment = { [names] in names.hints[$0] }
    }

    func naming(host: String?) -> Naming {
        Naming(
            host: host ?? origin.host ?? "capture", clock: WallClock(offset: origin.section.clockOffset),
            workload: { [directory] in directory.workload($0) }, path: { [pipeline] in pipeline.tracker.path($0) },
            farEnd: directory.farEnd(at: pipeline.tracker.now))
    }

    /// On the clock of the records, from nanoseconds since 1970.
    func monotonic(_ time: UInt64) -> MonotonicTime {
        MonotonicTime(nanoseconds: UInt64(clamping: Int64(clamping: time) &- origin.section.clockOffset))
    }

    /// Of the last event that was told, nanoseconds since 1970.
    var latestTold: UInt64 { UInt64(clamping: Int64(clamping: pipeline.tracker.now.nanoseconds) &+ origin.section.clockOffset) }

    /// `interval` in nanoseconds.
    func facts(_ now: MonotonicTime, _ interval: UInt64) -> IntervalFacts {
        let start = last
        last = IntervalStart(events: pipeline.delivered, lost: origin.section.isOwn ? counters?.kernel.lost ?? 0 : nil)
        return IntervalFacts(
            time: now, interval: interval, events: last.events - start.events, lost: last.lost.map { $0 &- (start.lost ?? 0) },
            ownCost: nil, detail: .full)
    }

    private var totals: CaptureTotals {
        var totals = totalsBefore
        totals += pipeline.tracker.summary()
        return totals
    }

    private var duration: UInt64 { durationBefore &+ latest - min(begin ?? latest, latest) }

    /// What comes next happened before what was told, which is done with.
    func restart() {
        (totalsBefore, durationBefore) = (totals, duration)
        begin = nil
        latest = 0
        pipeline.restart()
    }

    var summary: Summary {
        Summary(
            backend: backend, source: origin.section.isOwn ? "records" : "calls", totals: totals, duration: duration,
            delivered: counters?.delivered ?? pipeline.delivered, malformed: pipeline.malformed &+ malformed, kernel: counters?.kernel)
    }

    // MARK: What it tells

    func take(_ cgroup: CgroupEvent) {
        directory.observe(cgroup)
        filter?.forget()
    }

    func take(_ name: CapturedName) {
        names.take(name, into: directory)
        filter?.forget()
    }

    func take(_ counters: TrailerCounters) { self.counters = counters }
}
