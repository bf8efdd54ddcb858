import Capture
import Events
import Export
import Traffic

// What of a run is printed: blocks, requests, the last words.
extension LiveRun {
    /// What an interval is measured against.
    struct IntervalStart {
        var events: UInt64 = 0
        var lost: UInt64 = 0
        var processorTime = OwnCost.processorTime
    }

    func tick() throws {
        try settle()
        let now = Clock.now()
        let interval = now.nanoseconds(since: lastTick)
        lastTick = now
        printRequests()
        printer.gaps(source.pipeline.gaps.take(at: now), naming)
        printer.flows(source.pipeline.tracker.report(), facts(now, interval), naming)
        source.pipeline.forgetNames()
    }

    private func facts(_ now: MonotonicTime, _ interval: UInt64) -> IntervalFacts {
        let counters = source.capture.counters
        let start = last
        last.events = source.pipeline.delivered
        last.lost = counters.lost
        last.processorTime = OwnCost.processorTime
        return IntervalFacts(
            time: now, interval: interval, events: last.events - start.events, lost: last.lost - start.lost,
            ownCost: .init(processorTime: last.processorTime - start.processorTime, residentBytes: OwnCost.residentBytes),
            detail: source.restraint.detail)
    }

    func printRequests() {
        guard output.requests else { return }
        let requests = source.pipeline.takeRequests()
        if !requests.isEmpty { printer.requests(requests, naming) }
    }

    /// The last words.
    func finish() throws {
        let now = try source.finish()
        let interval = max(now.nanoseconds(since: lastTick), 1)
        printRequests()
        printer.gaps(source.pipeline.gaps.take(at: MonotonicTime(nanoseconds: .max)), naming)
        let reports = source.pipeline.tracker.report()
        // The rest of an interval that held nothing is no block of its own.
        if !reports.isEmpty || interval > output.interval.nanoseconds / 2 { printer.flows(reports, facts(now, interval), naming) }
        printer.end(source.summary(at: now), naming)
    }
}
