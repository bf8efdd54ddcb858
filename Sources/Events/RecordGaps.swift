internal import CEvents

/// Records that a processor handed to its ring and that have not come.
public struct RecordGap: Equatable, Sendable {
    public var processor: UInt16
    /// Lost, or kept in a map and told later.
    public var records: UInt64
    /// The last one before them that came; `nil`: they were the first.
    public var after: MonotonicTime?
    /// The first one behind them, or the end of the capture.
    public var before: MonotonicTime

    public init(processor: UInt16, records: UInt64, after: MonotonicTime?, before: MonotonicTime) {
        self.processor = processor
        self.records = records
        self.after = after
        self.before = before
    }
}

/// Finds where records are missing. Each processor numbers those it hands to a ring, so a jump of its numbers is a gap.
///
/// One thread. Two records of one processor may come in the wrong order when one program interrupts another; hence a gap counts only
/// once it has been open for a while.
public struct RecordGaps: Sendable {
    private struct Processor {
        var next: UInt32 = 0
        var last: MonotonicTime?
        var missing: Int64 = 0
        var isOpen = false
        var after: MonotonicTime?
        var before = MonotonicTime(nanoseconds: 0)
    }

    private var processors: [Processor] = []
    private var open = 0

    /// How long a gap must stay open.
    public static let patience: UInt64 = 100_000_000

    public init() {}

    /// Takes note of one record, decoded or not.
    @inline(__always)
    public mutating func note(_ record: UnsafeRawBufferPointer) {
        guard record.count >= MemoryLayout<weir_header>.size else { return }
        let processor = Int(record.load(fromByteOffset: 14, as: UInt16.self))
        guard processor < Int(WEIR_MAX_CPUS) else { return } // came by another way than a ring
        let number = record.load(fromByteOffset: 8, as: UInt32.self)
        let time = MonotonicTime(nanoseconds: record.load(as: UInt64.self))
        if processor >= processors.count { grow(to: processor) }
        if number != processors[processor].next { jump(processor, number, at: time) }
        processors[processor].next = number &+ 1
        processors[processor].last = time
    }

    /// Nothing more comes: what the processors have handed over beyond the last records that came is missing too.
    ///
    /// - Parameters:
    ///   - attempts: how many records each processor has numbered, modulo 2^32.
    ///   - end: when the capture ended.
    public mutating func end(attempts: [UInt32], at end: MonotonicTime) {
        if let last = attempts.lastIndex(where: { $0 > 0 }), last >= processors.count { grow(to: last) }
        for processor in processors.indices where processor < attempts.count && attempts[processor] != processors[processor].next {
            jump(processor, attempts[processor], at: end)
            processors[processor].next = attempts[processor]
        }
    }

    private mutating func grow(to processor: Int) {
        processors += repeatElement(Processor(), count: processor + 1 - processors.count)
    }

    private mutating func jump(_ processor: Int, _ number: UInt32, at time: MonotonicTime) {
        let missing = Int64(Int32(bitPattern: number &- processors[processor].next))
        if !processors[processor].isOpen {
            processors[processor].isOpen = true
            processors[processor].after = processors[processor].last
            open += 1
        }
        processors[processor].missing += missing
        processors[processor].before = time
    }

    /// The gaps that are sure, each once. `now`: of the events' clock, or the end of time when nothing more will come.
    public mutating func take(at now: MonotonicTime) -> [RecordGap] {
        guard open > 0 else { return [] }
        var gaps: [RecordGap] = []
        for index in processors.indices where processors[index].isOpen {
            guard now.nanoseconds(since: processors[index].before) >= Self.patience else { continue }
            if processors[index].missing > 0 {
                gaps.append(RecordGap(
                    processor: UInt16(index), records: UInt64(processors[index].missing), after: processors[index].after,
                    before: processors[index].before))
            }
            processors[index].missing = 0
            processors[index].isOpen = false
            open -= 1
        }
        return gaps
    }
}
