/// What a cgroup has used of processors and what was denied to it.
struct ProcessorCounters: Equatable {
    /// nil in v1, where `cpuacct.usage` has it.
    var usedMicroseconds: UInt64?
    /// Of its limit, in which it wanted to run; without a limit there are none.
    var periods: UInt64?
    var throttledPeriods: UInt64?

    /// `cpu.stat` of v1 or v2.
    init(_ text: UnsafeRawBufferPointer) {
        usedMicroseconds = KeyedNumbers.value(of: "usage_usec", in: text)
        periods = KeyedNumbers.value(of: "nr_periods", in: text)
        throttledPeriods = KeyedNumbers.value(of: "nr_throttled", in: text)
    }
}

/// A share of processors in cores: so much time in each period.
enum ProcessorLimit {
    /// `cpu.max` of v2: `50000 100000`; nil for `max 100000`.
    static func cores(unified text: UnsafeRawBufferPointer) -> Double? {
        var cursor = TextCursor(text)
        let quota = cursor.number()
        return cores(quota: quota, period: cursor.number())
    }

    /// `quota`: `cpu.cfs_quota_us` of v1, where −1, which is no number here, is no limit.
    static func cores(quota: UInt64?, period: UInt64?) -> Double? {
        guard let quota, let period, period > 0 else { return nil }
        return Double(quota) / Double(period)
    }
}
