public import Events
public import Export
import Synchronization
import Traffic

/// Counters and histograms of flows by what their ends are called, cumulative since weir began, and whatever else is measured.
///
/// One thread feeds it, once per interval; any thread reads. A reader takes a value and goes; the feeding thread then makes a copy of
/// what it changes, once, and waits for nobody. Without ticks and without readers nothing is done.
///
/// **A label set never goes backwards.** One that was silent for `MetricsOptions.silence` is shown no more: a scraper sees a series that
/// ends. What it had counted is kept, and if it speaks again it goes on from there. As many of these are kept as may be shown; of more,
/// the longest silent is forgotten, and should that one speak again it is a new series that starts at 0 with a later start time, which
/// PromQL's `rate` and OTLP take for the reset that it is. Nothing of it is added to `other`, where it would look like traffic.
///
/// **Sums are exact**: what finds no place is counted in the label set `other`. A quarter of the places is kept for flows of which both
/// ends have a name, so that strangers' addresses do not take them all.
public final class FlowMetrics: Sendable {
    public let options: MetricsOptions
    private let state: Mutex<MetricsState>

    /// - Parameter start: when weir began, nanoseconds since 1970.
    public init(_ options: MetricsOptions = MetricsOptions(), start: UInt64) {
        self.options = options
        state = Mutex(MetricsState(options, start: start))
    }

    /// From one thread, once per interval. Names are asked for before anybody has to wait.
    public func record(_ tick: MetricsTick, _ naming: Naming) {
        let flows = tick.reports.map { ($0, FlowLabels($0, options.labels, naming)) }
        let resources = tick.resources.map { ResourceTable($0, limit: options.seriesLimit) }
        state.withLock {
            $0.record(flows, at: tick.time, naming)
            $0.snapshot.capture = tick.capture
            if let resources { $0.take(resources) }
            if let addresses = tick.hostAddresses { $0.take(addresses, of: naming.host) }
        }
    }

    /// What was counted of flows, for `resume` of the weir that is started next.
    public var saved: String { state.withLock(\.saved).text }

    /// Goes on counting where a weir before this one ended in order. Before the first tick; false when the text is not what `saved` was, or was
    /// of other labels. `time`: now, by the clock of the ticks.
    public func resume(_ saved: String, at time: MonotonicTime) -> Bool {
        guard let saved = SavedMetrics(saved) else { return false }
        return state.withLock { $0.resume(saved, at: time.nanoseconds) }
    }

    /// As of the last tick.
    public func snapshot() -> MetricsSnapshot { state.withLock(\.snapshot) }

    /// The answer to a scrape. Made by the caller's thread alone.
    ///
    /// - Parameter accept: the header of the request.
    public func exposition(accept: String?) -> Exposition { Exposition(snapshot(), ExpositionFormat(accept: accept)) }

    func record(_ change: (inout ExportTally) -> Void) { state.withLock { change(&$0.snapshot.exports) } }
}
