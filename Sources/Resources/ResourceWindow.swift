/// Puts samples together to steps: rates, shares and pressure as means over time, everything else as it was last.
///
/// What is unknown in some samples is the mean of those that know it, so a container that lived for half a step shows what it used
/// while it lived. Steps can be put together again the same way. One thread.
public struct ResourceWindow: Sendable {
    private var bounds: (from: UInt64, to: UInt64)?
    private var host = UsageMean()
    private var groups: [String: UsageMean] = [:]
    private var processes: [UInt32: ProcessMean] = [:]
    private var skipped = 0

    private struct ProcessMean {
        var started: UInt64
        var mean: UsageMean
    }

    public init() {}

    public var isEmpty: Bool { bounds == nil }

    public mutating func add(_ sample: ResourceSample) {
        bounds = (min(bounds?.from ?? sample.from, sample.from), max(bounds?.to ?? sample.to, sample.to))
        let weight = Double(sample.to > sample.from ? sample.to - sample.from : 0)
        host.add(sample.host, weight: weight)
        if groups.isEmpty { groups.reserveCapacity(sample.groups.count) }
        if processes.isEmpty { processes.reserveCapacity(sample.processes.count) }
        for (key, usage) in sample.groups { groups[key, default: UsageMean()].add(usage, weight: weight) }
        for (process, usage) in sample.processes { add(usage, of: process, weight: weight) }
        skipped = max(skipped, sample.skipped)
    }

    /// All since the last step, and begins anew; nil when nothing was added.
    public mutating func take() -> ResourceSample? {
        guard let bounds else { return nil }
        defer { self = ResourceWindow() }
        return ResourceSample(
            from: bounds.from, to: bounds.to, host: host.usage, groups: groups.mapValues(\.usage),
            processes: processes.mapValues { ProcessUsage(started: $0.started, usage: $0.mean.usage) }, skipped: skipped)
    }

    /// Of two processes that had the same number the younger one counts.
    private mutating func add(_ usage: ProcessUsage, of process: UInt32, weight: Double) {
        if processes[process]?.started != usage.started { processes[process] = ProcessMean(started: usage.started, mean: UsageMean()) }
        processes[process]?.mean.add(usage.usage, weight: weight)
    }
}
