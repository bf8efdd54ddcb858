import Events
import Export
import Recording
import Traffic
import Workloads

/// One run of `weir replay`: captures in, the lines of `weir live` out. Nothing here knows this machine or this day.
final class ReplayRun: ReplaySink {
    private let plan: ReplayPlan
    private let directory = WorkloadDirectory(cgroups: CgroupTree(), proc: nil)
    private let names = CapturedNames()
    private let filter: ReplayFilter?
    private let pipeline: Pipeline
    private let printer: any FlowOutput
    private var clockOffset: Int64 = 0
    private var host: String?
    private var counters: TrailerCounters?
    private var backend: String?
    /// The last capture has records of the kernel programs.
    private var isOwn = false
    private var malformed: UInt64 = 0
    private var pace: Pace?
    /// Of the events, nanoseconds since 1970.
    private var first: UInt64?
    private var begin: UInt64?
    private var lastTick: UInt64 = 0
    private var latest: UInt64 = 0
    private var last = IntervalStart()

    private struct IntervalStart {
        var events: UInt64 = 0
        var lost: UInt64?
    }

    init(_ plan: ReplayPlan, _ printer: any FlowOutput) {
        self.plan = plan
        self.printer = printer
        filter = plan.filter
        pipeline = Pipeline(directory: directory, ports: plan.ports, filter: filter)
        pipeline.keepsRequests = plan.keepsRequests
        pipeline.tracker.keepsLinks = plan.keepsLinks
        directory.environment = { [names] in names.hints[$0] }
        pipeline.tracker.translations = names
        pace = plan.speed.map { Pace(speed: $0) }
        pipeline.tracker.isReconciling = true // what captures hold of residue has been asked for
    }

    /// Returns false when a capture was damaged; what was good is in the output.
    func run() throws -> Bool {
        var isWhole = true
        for file in try CaptureOrder.byTime(plan.files) where !Console.isStopRequested {
            let reader = try open(file)
            var replay = CaptureReplay(self, window: { [unowned self] in window($0) }) { [unowned self] in reached($0, &$1) }
            do throws(ScapError) {
                try replay.read(reader)
            } catch {
                Console.say("weir: \(file): \(error); everything before it is told")
                isWhole = false
            }
            latest = max(latest, replay.facts.lastTime)
            backend = replay.facts.origin?.backend
            malformed &+= replay.malformed &+ reader.counts.malformed
            replay.finish()
            if replay.dropped > 0 { Console.say("weir: \(file): no room for \(replay.dropped) sockets or threads: their bytes are not counted") }
        }
        finish()
        return isWhole
    }

    /// Times from the first event on are from the first event of the first capture.
    private func window(_ time: UInt64) -> CaptureReplay.Window {
        let first = first ?? time
        self.first = first
        var window = CaptureReplay.Window()
        window.from = plan.from?.nanoseconds(from: first) ?? 0
        window.until = plan.until?.nanoseconds(from: first) ?? .max
        return window
    }

    private func open(_ file: String) throws -> ScapReader {
        do throws(ScapError) {
            return try ScapReader(path: file)
        } catch {
            throw Failure(message: "\(file): \(error)")
        }
    }

    // MARK: The time of the events

    private var naming: Naming {
        Naming(
            host: plan.hostName ?? host ?? "capture", clock: WallClock(offset: clockOffset),
            workload: { [directory] in directory.workload($0) }, path: { [pipeline] in pipeline.tracker.path($0) },
            farEnd: directory.farEnd(at: pipeline.tracker.now))
    }

    /// On the clock of the records.
    private func monotonic(_ time: UInt64) -> MonotonicTime {
        MonotonicTime(nanoseconds: UInt64(clamping: Int64(clamping: time) &- clockOffset))
    }

    /// The events have come so far. Returns when to be asked again, `nil` when the user has seen enough.
    private func reached(_ time: UInt64, _ replay: inout CaptureReplay) -> UInt64? {
        let interval = plan.interval
        guard begin != nil else {
            begin = time
            lastTick = time
            printer.begin("capture \(plan.files.joined(separator: ", "))", naming)
            pace?.begin(at: time)
            return next(time, interval)
        }
        pace?.wait(until: time)
        if Console.isStopRequested { return nil }
        if time >= lastTick + interval {
            let intervals = (time - lastTick) / interval
            replay.flush()
            tick(at: lastTick + interval, interval)
            lastTick += intervals * interval // intervals without events are not told
        }
        return next(time, interval)
    }

    private func next(_ time: UInt64, _ interval: UInt64) -> UInt64 {
        let tick = lastTick + interval
        return pace.map { min(tick, time + $0.step) } ?? tick
    }

    private func tick(at time: UInt64, _ interval: UInt64) {
        let now = monotonic(time)
        pipeline.tracker.settle(at: now)
        printRequests()
        printer.gaps(pipeline.gaps.take(at: now), naming)
        printer.flows(pipeline.tracker.report(), facts(now, interval), naming)
        pipeline.forgetNames()
    }

    private func printRequests() {
        guard plan.keepsRequests else { return }
        let requests = pipeline.takeRequests()
        if !requests.isEmpty { printer.requests(requests, naming) }
    }

    private func facts(_ now: MonotonicTime, _ interval: UInt64) -> IntervalFacts {
        let start = last
        last = IntervalStart(events: pipeline.delivered, lost: isOwn ? counters?.kernel.lost ?? 0 : nil)
        return IntervalFacts(
            time: now, interval: interval, events: last.events - start.events, lost: last.lost.map { $0 &- (start.lost ?? 0) },
            ownCost: nil, detail: .full)
    }

    private func finish() {
        pipeline.tracker.finish()
        printRequests()
        printer.gaps(pipeline.gaps.take(at: MonotonicTime(nanoseconds: .max)), naming)
        let reports = pipeline.tracker.report()
        if !reports.isEmpty { printer.flows(reports, facts(monotonic(latest), max(latest - min(lastTick, latest), 1)), naming) }
        printer.end(
            Summary(
                backend: backend, source: isOwn ? "records" : "calls", totals: pipeline.tracker.summary(), duration: latest - min(begin ?? latest, latest),
                delivered: counters?.delivered ?? pipeline.delivered, malformed: pipeline.malformed &+ malformed, kernel: counters?.kernel),
            naming)
    }

    // MARK: What the capture tells

    func take(_ event: ConnectionEvent, payload: UnsafeRawBufferPointer) { pipeline.take(event, payload: payload) }
    func take(_ process: ProcessEvent) { pipeline.observe(process) }
    func take(record: UnsafeRawBufferPointer) { pipeline.take(record) }

    func take(_ cgroup: CgroupEvent) {
        directory.observe(cgroup)
        filter?.forget()
    }

    func take(_ name: CapturedName) {
        names.take(name, into: directory)
        filter?.forget()
    }

    func settle(at time: MonotonicTime) {
        pipeline.tracker.settle(at: time)
        printRequests()
    }

    func take(_ counters: TrailerCounters) { self.counters = counters }

    func begin(clockOffset: Int64, host: String?, isOwn: Bool) {
        self.clockOffset = clockOffset
        self.isOwn = isOwn
        if let host, !host.isEmpty { self.host = host }
    }
}
