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
    }

    func tick() throws {
        try source.settle()
        let now = Clock.now()
        printRequests()
        printer.gaps(source.gaps.take(at: now), naming)
        printer.flows(source.pipeline.tracker.report(), facts(now, steps.end(at: now)), naming)
        source.pipeline.forgetNames()
    }

    private func facts(_ now: MonotonicTime, _ step: LiveSteps.Step) -> IntervalFacts {
        let counters = source.capture.counters
        let start = last
        last.events = source.pipeline.delivered
        last.lost = counters.lost
        return IntervalFacts(
            time: now, interval: step.length, events: last.events - start.events, lost: last.lost - start.lost,
            ownCost: .init(processorTime: step.processorTime, residentBytes: OwnCost.residentBytes),
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
        let rest = steps.end(at: now)
        printRequests()
        printer.gaps(source.gaps.take(at: MonotonicTime(nanoseconds: .max)), naming)
        let reports = source.pipeline.tracker.report()
        // The rest of an interval that held nothing is no block of its own.
        if !reports.isEmpty || rest.length > output.interval.nanoseconds / 2 { printer.flows(reports, facts(now, rest), naming) }
        printer.end(source.summary(at: now), naming)
    }
}
