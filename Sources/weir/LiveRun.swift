import Capture
import Events
import Export
import Traffic

/// One run of `weir live`: the capture, the pipeline, and what is printed of it. Everything but Docker's task happens on one thread.
final class LiveRun {
    private let live: Live
    private let names: LocalNames
    private let pipeline: Pipeline
    private let capture: LiveCapture
    private let printer: any LivePrinter
    private let begin: MonotonicTime
    private var lastTick: MonotonicTime
    private var lastSettle: MonotonicTime
    private var last = IntervalStart()

    /// What an interval is measured against.
    private struct IntervalStart {
        var events: UInt64 = 0
        var lost: UInt64 = 0
        var processorTime = OwnCost.processorTime
    }

    /// Records younger than this wait a round, since an older one may be on its way from another processor.
    private static let holdBack: UInt64 = 2_000_000
    /// Asleep no longer than this, unless a ring fills.
    private static let nap: UInt64 = 50_000_000
    /// How often open responses are looked at when every request is wanted the moment it ends.
    private static let promptness: UInt64 = 200_000_000

    init(_ live: Live, _ options: CaptureOptions, _ names: LocalNames) throws {
        self.live = live
        self.names = names
        pipeline = Pipeline(directory: names.directory, ports: Set(live.filter.port), keepsRequests: live.requests)
        var failure: Failure?
        do throws(CaptureError) {
            capture = try LiveCapture(options, processors: Host.processors) {
                do throws(Failure) {
                    return try live.filter.cgroups(names)
                } catch {
                    failure = error
                    return []
                }
            }
        } catch {
            throw failure ?? Failure(error)
        }
        if let failure { throw failure }
        begin = Clock.now()
        lastTick = begin
        lastSettle = begin
        printer = live.printer
    }

    func loop() throws {
        OwnCost.preferThisThread()
        last = IntervalStart() // loading is no part of the first interval
        if let fallback = capture.fallback { Console.say("weir: \(Failure(fallback).message). Using the syscall backend") }
        printer.begin(capture.backend, naming)
        let end = live.duration.map { begin.nanoseconds + $0.nanoseconds } ?? .max
        while !Console.isStopRequested {
            let now = Clock.now().nanoseconds
            if now >= end { break }
            let next = min(lastTick.nanoseconds + live.interval.nanoseconds, end)
            let nap = min(Self.nap, next > now ? next - now : 0)
            capture.wait(milliseconds: Int(nap / 1_000_000))
            read(upTo: Clock.now().nanoseconds - Self.holdBack)
            names.takeNews()
            if live.requests, Clock.now().nanoseconds(since: lastSettle) >= Self.promptness { try settle() }
            printRequests()
            if Clock.now().nanoseconds >= lastTick.nanoseconds + live.interval.nanoseconds { try tick() }
        }
        try finish()
    }

    private var naming: Naming {
        Naming(
            host: live.hostName ?? Host.name, clock: Clock.wall(), workload: { [directory = names.directory] in directory.workload($0) },
            path: { [pipeline] in pipeline.tracker.path($0) })
    }

    private func read(upTo nanoseconds: UInt64) {
        capture.read(upTo: MonotonicTime(nanoseconds: nanoseconds)) { [pipeline] in pipeline.take($0) }
    }

    /// Learns the last bytes of messages under way and ends those that are over.
    private func settle() throws {
        lastSettle = Clock.now()
        do throws(CaptureError) { try capture.snapshot() } catch { throw Failure(error) }
        let now = Clock.now()
        capture.wait(milliseconds: Int(Self.holdBack / 1_000_000))
        read(upTo: now.nanoseconds)
        pipeline.tracker.settle(at: now)
    }

    private func tick() throws {
        try settle()
        let now = Clock.now()
        let interval = now.nanoseconds(since: lastTick)
        lastTick = now
        printRequests()
        printer.flows(pipeline.tracker.report(), facts(now, interval), naming)
        pipeline.forgetNames()
    }

    private func facts(_ now: MonotonicTime, _ interval: UInt64) -> IntervalFacts {
        let counters = capture.counters
        let start = last
        last.events = pipeline.delivered
        last.lost = counters.lostRingFull + counters.lostStorageFull + counters.lostDescriptors
        last.processorTime = OwnCost.processorTime
        return IntervalFacts(
            time: now, interval: interval, events: last.events - start.events, lost: last.lost - start.lost,
            processorTime: last.processorTime - start.processorTime, residentBytes: OwnCost.residentBytes)
    }

    private func printRequests() {
        guard live.requests else { return }
        let requests = pipeline.takeRequests()
        if !requests.isEmpty { printer.requests(requests, naming) }
    }

    /// The last words: everything the kernel still holds, so that totals are whole.
    private func finish() throws {
        do throws(CaptureError) { try capture.snapshot(reconciling: true) } catch { throw Failure(error) }
        pipeline.tracker.isReconciling = true
        read(upTo: .max)
        names.takeNews()
        pipeline.tracker.finish()
        let now = Clock.now()
        let interval = max(now.nanoseconds(since: lastTick), 1)
        printRequests()
        let reports = pipeline.tracker.report()
        // The rest of an interval that held nothing is no block of its own.
        if !reports.isEmpty || interval > live.interval.nanoseconds / 2 { printer.flows(reports, facts(now, interval), naming) }
        printer.end(summary(at: now), naming)
    }

    private func summary(at now: MonotonicTime) -> Summary {
        let counters = capture.counters
        return Summary(
            source: capture.backend.rawValue, totals: pipeline.tracker.summary(), duration: now.nanoseconds(since: begin),
            produced: counters.produced, delivered: pipeline.delivered, lostRingFull: counters.lostRingFull,
            lostStorageFull: counters.lostStorageFull, lostEnds: counters.lostEnds, lostDescriptors: counters.lostDescriptors,
            malformed: pipeline.malformed, skippedRuns: counters.skippedRuns, unreadPayloads: counters.unreadPayloads,
            compatCalls: counters.compatCalls)
    }
}
