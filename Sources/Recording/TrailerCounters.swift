public import Events

/// What the kernel side had counted at a moment, and how many records had been read, as a capture carries it: eight bytes each, in this
/// order. More may be appended in later versions; a reader takes those that it knows.
public struct TrailerCounters: Equatable, Sendable {
    public var kernel: CaptureCounters
    /// Once all is read, `kernel.produced` less what was lost.
    public var delivered: UInt64

    init(_ kernel: CaptureCounters, delivered: UInt64) {
        self.kernel = kernel
        self.delivered = delivered
    }

    private static var fields: [WritableKeyPath<Self, UInt64>] { [
        \.kernel.produced, \.kernel.lostRingFull, \.kernel.lostEnds, \.kernel.lostStorageFull, \.kernel.deferred,
        \.kernel.lostDescriptors, \.kernel.unreadPayloads, \.kernel.compatCalls, \.kernel.skippedRuns, \.delivered,
    ] }

    var words: [UInt64] { Self.fields.map { self[keyPath: $0] } }

    /// `nil`: too short for those that every version has.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= Self.fields.count * 8 else { return nil }
        self.init(CaptureCounters(), delivered: 0)
        for (index, field) in Self.fields.enumerated() {
            self[keyPath: field] = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
        }
    }
}
