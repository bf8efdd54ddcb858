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
        printer.gaps(pipeline.gaps.take(at: now), naming)
        printer.flows(pipeline.tracker.report(), facts(now, interval), naming)
        pipeline.forgetNames()
    }

    private func facts(_ now: MonotonicTime, _ interval: UInt64) -> IntervalFacts {
        let counters = capture.counters
        let start = last
        last.events = pipeline.delivered
        last.lost = counters.lost
        last.processorTime = OwnCost.processorTime
        return IntervalFacts(
            time: now, interval: interval, events: last.events - start.events, lost: last.lost - start.lost,
            ownCost: .init(processorTime: last.processorTime - start.processorTime, residentBytes: OwnCost.residentBytes),
            detail: restraint.detail)
    }

    func printRequests() {
        guard output.requests else { return }
        let requests = pipeline.takeRequests()
        if !requests.isEmpty { printer.requests(requests, naming) }
    }

    /// The last words: everything the kernel still holds, so that totals are whole.
    func finish() throws {
        capture.detach() // what comes after the last reading would be counted and never read
        do throws(CaptureError) { try capture.snapshot(reconciling: true) } catch { throw Failure(error) }
        pipeline.tracker.isReconciling = true
        read(upTo: .max)
        names.takeNews()
        pipeline.tracker.finish()
        let now = Clock.now()
        pipeline.gaps.end(attempts: capture.attempts, at: now)
        let interval = max(now.nanoseconds(since: lastTick), 1)
        printRequests()
        printer.gaps(pipeline.gaps.take(at: MonotonicTime(nanoseconds: .max)), naming)
        let reports = pipeline.tracker.report()
        // The rest of an interval that held nothing is no block of its own.
        if !reports.isEmpty || interval > output.interval.nanoseconds / 2 { printer.flows(reports, facts(now, interval), naming) }
        printer.end(summary(at: now), naming)
    }

    private func summary(at now: MonotonicTime) -> Summary {
        Summary(
            backend: capture.backend.rawValue, totals: pipeline.tracker.summary(), duration: now.nanoseconds(since: begin),
            delivered: pipeline.delivered, malformed: pipeline.malformed, kernel: capture.counters)
    }
}
