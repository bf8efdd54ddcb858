import Events
import Export
import Recording
import Traffic

/// One run of `weir replay`: captures in, the lines of `weir live` out. Nothing here knows this machine or this day.
final class ReplayRun: ReplaySink {
    private let plan: ReplayPlan
    private let printer: any FlowOutput
    private var capture: ReplayedCapture
    /// Of the captures before this one.
    private var ended: [(host: String, summary: Summary)] = []
    private var file = ""
    private var hasBegun = false
    private var pace: Pace?
    /// Time of the first event of all.
    private var first: UInt64?

    init(_ plan: ReplayPlan, _ printer: any FlowOutput) {
        self.plan = plan
        self.printer = printer
        capture = ReplayedCapture(.init(CapturedSection(), ""), plan)
        pace = plan.speed.map { Pace(speed: $0) }
    }

    /// Returns false when a capture was damaged; what was good is in the output.
    func run() throws -> Bool {
        var isWhole = true
        for file in try CaptureOrder.byTime(plan.files) where !Console.isStopRequested {
            self.file = file
            let reader = try open(file)
            var replay = CaptureReplay(self, window: { [unowned self] in window($0) }) { [unowned self] in reached($0, &$1) }
            do throws(ScapError) {
                try replay.read(reader)
            } catch {
                Console.say("weir: \(file): \(error); everything before it is told")
                isWhole = false
            }
            capture.latest = max(capture.latest, replay.facts.latest)
            replay.finish()
            capture.backend = replay.facts.origin?.backend
            capture.malformed &+= replay.malformed &+ reader.counts.malformed
            if replay.dropped > 0 { Console.say("weir: \(file): no room for \(replay.dropped) sockets or threads: their bytes are not counted") }
        }
        end()
        let summaries = ended.map(\.summary)
        printer.end(summaries.dropFirst().reduce(summaries[0]) { $0.and($1) }, naming(ofAll: ended.map(\.host)))
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
            return try ScapReader(path: file, isStopped: { Console.isStopRequested })
        } catch {
            throw Failure(message: "\(file): \(error)")
        }
    }

    // MARK: The time of the events

    private var naming: Naming { capture.naming(host: plan.hostName) }

    private func naming(ofAll hosts: [String]) -> Naming {
        var seen: Set<String> = []
        return capture.naming(host: hosts.filter { seen.insert($0).inserted }.joined(separator: ", "))
    }

    /// The events have come so far. Returns when to be asked again, `nil` when the user has seen enough.
    private func reached(_ time: UInt64, _ replay: inout CaptureReplay) -> UInt64? {
        if capture.begin != nil, time < capture.lastTick {
            tellRest()
            capture.restart()
        }
        guard capture.begin != nil else {
            capture.begin = time
            capture.lastTick = time
            if !hasBegun { printer.begin("capture \(plan.files.joined(separator: ", "))", naming) }
            hasBegun = true
            pace?.begin(at: time)
            return next(time)
        }
        pace?.wait(until: time)
        if Console.isStopRequested { return nil }
        if time >= capture.lastTick + plan.interval {
            let intervals = (time - capture.lastTick) / plan.interval
            replay.flush()
            tick(at: capture.lastTick + plan.interval)
            capture.lastTick += intervals * plan.interval // intervals without events are not told
        }
        return next(time)
    }

    private func next(_ time: UInt64) -> UInt64 {
        let tick = capture.lastTick + plan.interval
        return pace.map { min(tick, time + $0.step) } ?? tick
    }

    private func tick(at time: UInt64) {
        let now = capture.monotonic(time)
        capture.pipeline.tracker.settle(at: now)
        printRequests()
        printer.flows(capture.pipeline.tracker.report(), capture.facts(now, plan.interval), naming)
        capture.pipeline.forgetNames()
    }

    private func printRequests() {
        guard plan.keepsRequests else { return }
        let requests = capture.pipeline.takeRequests()
        if !requests.isEmpty { printer.requests(requests, naming) }
    }

    private func end() {
        tellRest()
        ended.append((naming.host, capture.summary))
    }

    /// What is left when nothing follows.
    private func tellRest() {
        capture.latest = max(capture.latest, capture.latestTold)
        capture.pipeline.tracker.finish()
        printRequests()
        let reports = capture.pipeline.tracker.report()
        if !reports.isEmpty {
            let rest = max(capture.latest - min(capture.lastTick, capture.latest), 1)
            printer.flows(reports, capture.facts(capture.monotonic(capture.latest), rest), naming)
        }
    }

    // MARK: What the capture tells

    func take(_ event: ConnectionEvent, payload: UnsafeRawBufferPointer) { capture.pipeline.take(event, payload: payload) }
    func take(_ process: ProcessEvent) { capture.pipeline.observe(process) }
    func take(record: UnsafeRawBufferPointer) { capture.pipeline.take(record) }
    func take(_ cgroup: CgroupEvent) { capture.take(cgroup) }
    func take(_ name: CapturedName) { capture.take(name) }
    func take(_ gap: RecordGap) { printer.gaps([gap], naming) }
    func take(_ counters: TrailerCounters) { capture.take(counters) }

    func settle(at time: MonotonicTime) {
        capture.pipeline.tracker.settle(at: time)
        printRequests()
    }

    /// A part of the same capture goes on; what begins with another has nothing of the one before.
    func begin(_ section: CapturedSection) {
        let origin = ReplayedCapture.Origin(section, file)
        guard origin != capture.origin else {
            if !section.isOwn { capture.pipeline.tracker.leaveConnections() } // it lists anew what is open
            return
        }
        if capture.begin != nil { end() }
        capture = ReplayedCapture(origin, plan)
    }
}
