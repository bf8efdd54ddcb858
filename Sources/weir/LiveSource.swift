import Capture
import Events
import Export
import Privilege
import Traffic

/// A capture of this host and the pipeline behind it, for whoever prints, publishes or shows it. Everything but engines' and clusters' tasks
/// happens on the thread that made it.
final class LiveSource {
    let names: LocalNames
    let pipeline: Pipeline
    let capture: LiveCapture
    let begin: MonotonicTime
    /// Where records are missing. Unchecked: only this thread comes here, with each record.
    @exclusivity(unchecked) var gaps = RecordGaps()
    private(set) var restraint: SelfRestraint
    private var following: SelectionFollowing
    private(set) var watched: WatchedHost
    /// nil where nobody translates, or weir may not see it.
    private let translations: Translations?

    /// Records younger than this wait a round, since an older one may be on its way from another processor.
    private static let holdBack: UInt64 = 2_000_000
    /// Asleep no longer than this, unless a ring fills.
    private static let nap: UInt64 = 50_000_000

    init(_ filter: FilterOptions, _ options: CaptureOptions, _ limits: LimitOptions, _ names: LocalNames) throws {
        self.names = names
        pipeline = Pipeline(directory: names.directory, ports: Set(filter.port))
        var chosen = CgroupFilter()
        capture = try LiveCapture.start(options, filter: filter, names, watched: &chosen)
        watched = WatchedHost(filter, chosen, names.directory.cgroups)
        translations = names.configuration.followsConntrack ? try? Translations() : nil
        pipeline.tracker.translations = translations
        begin = Clock.now()
        following = SelectionFollowing(filter.selection, watched: chosen, at: begin)
        restraint = SelfRestraint(limits.limits, from: begin)
    }

    /// Everything that needs privilege is there: from here on only what a reader needs. Says which backend it came to.
    func confine() throws {
        OwnCost.preferThisThread()
        try Privilege.confineCapture()
        if let fallback = capture.fallback { Console.say("weir: \(Failure.fallback(fallback))") }
        StartMemory.release()
    }

    /// News of names that nobody will hear of, by cause: who is unnamed may be so for want of room.
    var lostNames: [(cause: String, count: UInt64)] {
        let conntrack = translations?.lost ?? (overruns: 0, evicted: 0)
        return [("mailbox_full", names.droppedNews), ("conntrack_overrun", conntrack.overruns), ("conntrack_full", conntrack.evicted)]
            + names.directory.dropped.map { ("\($0.of)_full", $0.count) }
    }

    /// `kernel 6.18, socket backend`.
    var title: String { "kernel \(Host.kernel), \(capture.backend) backend" }

    func naming(host: String?) -> Naming {
        Naming(
            host: host ?? names.configuration.hostName ?? Host.name, clock: Clock.wall(),
            workload: { [directory = names.directory] in directory.workload($0) }, path: { [pipeline] in pipeline.tracker.path($0) },
            farEnd: names.directory.farEnd(at: pipeline.tracker.now))
    }

    /// Sleeps a little, not beyond `next` (monotonic nanoseconds), and takes what has happened. A step of self-restraint is returned and is
    /// in force.
    func turn(until next: UInt64) throws -> Governor.Step? {
        let now = Clock.now().nanoseconds
        let nap = min(Self.nap, next > now ? next - now : 0)
        capture.wait(milliseconds: Int(nap / 1_000_000))
        read(upTo: Clock.now().nanoseconds - Self.holdBack)
        if let news = following.news(names, isNew: names.takeNews(), at: Clock.now()) { try watch(news) }
        guard let step = restraint.judge(at: Clock.now()) else { return nil }
        capture.tell(step.detail)
        return step
    }

    private func watch(_ news: CgroupFilter) throws {
        do throws(CaptureError) { try capture.watch(news) } catch { throw Failure(error) }
        watched.add(news)
    }

    private func read(upTo nanoseconds: UInt64) {
        translations?.read(at: Clock.now())
        capture.read(upTo: MonotonicTime(nanoseconds: nanoseconds)) { [unowned self] in
            gaps.note($0)
            pipeline.take($0)
        }
    }

    /// Learns the last bytes of messages under way and ends those that are over.
    func settle() throws {
        do throws(CaptureError) { try capture.snapshot() } catch { throw Failure(error) }
        let now = Clock.now()
        capture.wait(milliseconds: Int(Self.holdBack / 1_000_000))
        read(upTo: now.nanoseconds)
        pipeline.tracker.settle(at: now)
    }

    /// Everything the kernel still holds, so that totals are whole. Nothing comes after it. Returns when that was.
    func finish() throws -> MonotonicTime {
        capture.detach() // what comes after the last reading would be counted and never read
        do throws(CaptureError) { try capture.snapshot(reconciling: true) } catch { throw Failure(error) }
        pipeline.tracker.isReconciling = true
        read(upTo: .max)
        names.takeNews()
        pipeline.tracker.finish()
        let now = Clock.now()
        gaps.end(attempts: capture.attempts, at: now)
        return now
    }

    func summary(at now: MonotonicTime) -> Summary {
        Summary(
            backend: capture.backend.rawValue, totals: pipeline.tracker.summary(), duration: now.nanoseconds(since: begin),
            delivered: pipeline.delivered, malformed: pipeline.malformed, kernel: capture.counters)
    }
}
