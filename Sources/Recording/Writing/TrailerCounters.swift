/// What the kernel side had counted at a moment, as a capture carries it: eight bytes each, in this order. More may be appended in later
/// versions; a reader takes those that it knows.
public struct TrailerCounters: Equatable, Sendable {
    public var produced: UInt64 = 0
    public var lostRingFull: UInt64 = 0
    public var lostEnds: UInt64 = 0
    public var lostStorageFull: UInt64 = 0
    public var deferred: UInt64 = 0
    public var lostDescriptors: UInt64 = 0
    public var unreadPayloads: UInt64 = 0
    public var compatCalls: UInt64 = 0
    public var skippedRuns: UInt64 = 0
    /// Records that were read: `produced` less what was lost, once all is read.
    public var delivered: UInt64 = 0

    public init() {}

    var words: [UInt64] {
        [produced, lostRingFull, lostEnds, lostStorageFull, deferred, lostDescriptors, unreadPayloads, compatCalls, skippedRuns,
         delivered]
    }

    /// `nil`: too short for those that every version has.
    public init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 80 else { return nil }
        func word(_ index: Int) -> UInt64 { UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)) }
        produced = word(0)
        lostRingFull = word(1)
        lostEnds = word(2)
        lostStorageFull = word(3)
        deferred = word(4)
        lostDescriptors = word(5)
        unreadPayloads = word(6)
        compatCalls = word(7)
        skippedRuns = word(8)
        delivered = word(9)
    }

    /// Calls and records of which nothing came.
    public var lost: UInt64 { lostRingFull &+ lostStorageFull &+ lostDescriptors }
}
