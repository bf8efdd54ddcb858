/// One pattern, measured.
struct Measurement {
    let pattern: Pattern
    /// Nanoseconds per event, one a round, sorted.
    private let rounds: [Double]
    /// Calls of malloc and its like per event in the steady state. `nil` when they could not be counted.
    let allocationsPerEvent: Double?
    /// What the tracker takes of resident memory, bytes.
    let trackerBytes: Int
    /// The most that the process had resident, records and sockets of the benchmark included.
    let peakBytes: Int
    /// The end of an interval: settle and report, milliseconds.
    let tickMilliseconds: Double

    var best: Double { rounds[0] }
    var median: Double { rounds[rounds.count / 2] }
    var eventsPerSecond: Double { 1e9 / median }

    init(of pattern: Pattern, effort: Effort) {
        self.pattern = pattern
        ResidentMemory.resetPeak()
        var kernel = Kernel(pattern)
        let before = ResidentMemory.now
        var consumer = Consumer(sockets: pattern.sockets)
        consumer.warmUp(&kernel, pattern)
        trackerBytes = max(0, ResidentMemory.now - before)
        var rounds: [Double] = []
        for _ in 0..<effort.rounds { rounds.append(Self.round(&kernel, &consumer, effort)) }
        self.rounds = rounds.sorted()
        tickMilliseconds = Self.tick(&kernel, &consumer)
        peakBytes = ResidentMemory.peak
        allocationsPerEvent = AllocationCount.perEvent(of: pattern)
    }

    private static func round(_ kernel: inout Kernel, _ consumer: inout Consumer, _ effort: Effort) -> Double {
        var events = 0
        var nanoseconds: UInt64 = 0
        for _ in 0..<effort.chunks {
            kernel.fill()
            let begin = clockNanoseconds()
            consumer.take(kernel.records)
            nanoseconds += clockNanoseconds() - begin
            events += kernel.events
        }
        return Double(nanoseconds) / Double(events)
    }

    private static func tick(_ kernel: inout Kernel, _ consumer: inout Consumer) -> Double {
        var best = UInt64.max
        for _ in 0..<3 {
            kernel.fill()
            consumer.take(kernel.records)
            let begin = clockNanoseconds()
            consumer.tick(at: kernel.clock)
            best = min(best, clockNanoseconds() - begin)
        }
        return Double(best) / 1e6
    }
}
