import Capture
import Events
import Export
import Privilege
import Traffic

/// One run of `weir live`: the capture, the pipeline, and what is printed of it. Everything but Docker's task happens on one thread.
final class LiveRun {
    private let live: Live
    var output: OutputOptions { live.output }
    let names: LocalNames
    let pipeline: Pipeline
    let capture: LiveCapture
    let printer: any FlowOutput
    let begin: MonotonicTime
    var lastTick: MonotonicTime
    private var lastSettle: MonotonicTime
    var last = IntervalStart()
    var restraint: SelfRestraint
    private var following: SelectionFollowing
    /// nil where nobody translates, or weir may not see it.
    private let translations: Translations?

    /// Records younger than this wait a round, since an older one may be on its way from another processor.
    private static let holdBack: UInt64 = 2_000_000
    /// Asleep no longer than this, unless a ring fills.
    private static let nap: UInt64 = 50_000_000
    /// How often open responses are looked at when every request is wanted the moment it ends.
    private static let promptness: UInt64 = 200_000_000

    init(_ live: Live, _ options: CaptureOptions, _ names: LocalNames) throws {
        self.live = live
        self.names = names
        pipeline = Pipeline(directory: names.directory, ports: Set(live.filter.port), keepsRequests: live.output.requests)
        var watched = CgroupFilter()
        capture = try LiveCapture.start(options, filter: live.filter, names, watched: &watched)
        translations = names.configuration.followsConntrack ? try? Translations() : nil
        pipeline.tracker.translations = translations
        begin = Clock.now()
        following = SelectionFollowing(live.filter.selection, watched: watched, at: begin)
        lastTick = begin
        lastSettle = begin
        restraint = SelfRestraint(live.limits.limits, from: begin)
        printer = live.output.printer
    }

    func loop() throws {
        OwnCost.preferThisThread()
        try Privilege.confineCapture()
        last = IntervalStart() // loading is no part of the first interval
        if let fallback = capture.fallback { Console.say("weir: \(Failure.fallback(fallback))") }
        StartMemory.release()
        printer.begin("kernel \(Host.kernel), \(capture.backend) backend · Ctrl-C ends", naming)
        let end = live.duration.map { begin.nanoseconds + $0.nanoseconds } ?? .max
        while !Console.isStopRequested {
            let now = Clock.now().nanoseconds
            if now >= end { break }
            let next = min(lastTick.nanoseconds + output.interval.nanoseconds, end)
            let nap = min(Self.nap, next > now ? next - now : 0)
            capture.wait(milliseconds: Int(nap / 1_000_000))
            read(upTo: Clock.now().nanoseconds - Self.holdBack)
            if let news = following.news(names, isNew: names.takeNews(), at: Clock.now()) { try watch(news) }
            restrain()
            if output.requests, Clock.now().nanoseconds(since: lastSettle) >= Self.promptness { try settle() }
            printRequests()
            if Clock.now().nanoseconds >= lastTick.nanoseconds + output.interval.nanoseconds { try tick() }
        }
        try finish()
    }

    private func watch(_ news: CgroupFilter) throws {
        do throws(CaptureError) { try capture.watch(news) } catch { throw Failure(error) }
    }

    /// What weir uses itself decides how much it is told.
    private func restrain() {
        guard let step = restraint.judge(at: Clock.now()) else { return }
        capture.tell(step.detail)
        Console.say("weir: \(step.text)")
    }

    var naming: Naming {
        Naming(
            host: output.hostName ?? names.configuration.hostName ?? Host.name, clock: Clock.wall(),
            workload: { [directory = names.directory] in directory.workload($0) }, path: { [pipeline] in pipeline.tracker.path($0) },
            farEnd: names.directory.farEnd(at: pipeline.tracker.now))
    }

    func read(upTo nanoseconds: UInt64) {
        translations?.read(at: Clock.now())
        capture.read(upTo: MonotonicTime(nanoseconds: nanoseconds)) { [pipeline] in pipeline.take($0) }
    }

    /// Learns the last bytes of messages under way and ends those that are over.
    func settle() throws {
        lastSettle = Clock.now()
        do throws(CaptureError) { try capture.snapshot() } catch { throw Failure(error) }
        let now = Clock.now()
        capture.wait(milliseconds: Int(Self.holdBack / 1_000_000))
        read(upTo: now.nanoseconds)
        pipeline.tracker.settle(at: now)
    }
}
