/// One event of a capture: a view into its block, valid while that is.
///
/// Fields are read where they lie when they are asked for: of most events that is only the type.
public struct ScapEvent {
    /// Its header. The block's own fields lie before it: the processor, and in some kinds flags.
    private let header: UnsafeRawPointer
    /// Bytes from there to the end of the block, and those of them that are the event's.
    private let room: Int
    private let length: Int
    /// Where the lengths of its values begin: behind its header.
    private let lengths: Int
    private let hasFlags: Bool
    /// Parameters in this event; fewer than the schema has in older files, more in newer ones.
    public let count: Int

    static let headerV1 = 22
    static let headerV2 = 26

    /// The event of a block. `nil` when its lengths do not fit into it.
    @inline(__always)
    init?(_ body: UnsafeRawBufferPointer, isV1: Bool, hasFlags: Bool) {
        let start = hasFlags ? 6 : 2
        lengths = isV1 ? Self.headerV1 : Self.headerV2
        guard let base = body.baseAddress, body.count >= start + lengths else { return nil }
        header = base + start
        room = body.count - start
        self.hasFlags = hasFlags
        length = Int(header.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
        guard length >= lengths, length <= room else { return nil }
        let type = header.loadUnaligned(fromByteOffset: 20, as: UInt16.self)
        if isV1 {
            guard let found = Self.countV1(UnsafeRawBufferPointer(start: header, count: length), type) else { return nil }
            count = found
        } else {
            count = Int(header.loadUnaligned(fromByteOffset: 22, as: UInt32.self))
            guard lengths + count * (Self.isLarge(type) ? 4 : 2) <= length else { return nil }
        }
    }

    /// Nanoseconds since 1970.
    @inline(__always)
    public var time: UInt64 { header.loadUnaligned(as: UInt64.self) }

    /// `UInt64.max` for events of no thread.
    @inline(__always)
    public var thread: UInt64 { header.loadUnaligned(fromByteOffset: 8, as: UInt64.self) }

    /// PPME_*: even is the enter half of a call or a single event, odd the exit half.
    @inline(__always)
    public var type: UInt16 { header.loadUnaligned(fromByteOffset: 20, as: UInt16.self) }

    public var processor: UInt16 { (header - (hasFlags ? 6 : 2)).loadUnaligned(as: UInt16.self) }
    /// `ScapEventFlag`.
    public var flags: UInt32 { hasFlags ? (header - 4).loadUnaligned(as: UInt32.self) : 0 }
    public var isHidden: Bool { flags & ScapEventFlag.hidden != 0 }

    /// Bytes of the block behind the event: those of `Trailer`, or padding.
    var trailer: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: header + length, count: room - length) }

    /// Lengths of its values are 32 bits wide: of plugins, containers and asynchronous events.
    @inline(__always)
    static func isLarge(_ type: UInt16) -> Bool { type >= 322 && (type == 322 || type == 324 || type == 402) }
}

// Its values: their lengths lie one behind another, then they do.
extension ScapEvent {
    /// The value of a parameter; empty when it is absent, or lies outside of the event. Reading the n-th adds up the lengths before it.
    @inline(__always)
    public subscript(index: Int) -> UnsafeRawBufferPointer {
        guard index < count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        let isLarge = Self.isLarge(type)
        var start = lengths + count * (isLarge ? 4 : 2)
        for before in 0..<index { start &+= length(before, isLarge) }
        let size = length(index, isLarge)
        guard start &+ size <= length else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(start: header + start, count: size)
    }

    /// They fill no more than the event has. To be asked before the first of them is read; most events are not looked into.
    @inline(__always)
    public var isSound: Bool {
        let isLarge = Self.isLarge(type)
        var end = lengths + count * (isLarge ? 4 : 2)
        for index in 0..<count { end &+= length(index, isLarge) } // each below 2^32, at most 2^27 of them
        return end <= length
    }

    @inline(__always)
    private func length(_ index: Int, _ isLarge: Bool) -> Int {
        isLarge
            ? Int(header.loadUnaligned(fromByteOffset: lengths + index * 4, as: UInt32.self))
            : Int(header.loadUnaligned(fromByteOffset: lengths + index * 2, as: UInt16.self))
    }

    /// Of a V1 event, which has no count on disk: the largest whose lengths and values fill it exactly.
    private static func countV1(_ event: UnsafeRawBufferPointer, _ type: UInt16) -> Int? {
        // Two types say three bytes more than they have.
        let end = type == 280 || type == 286 ? event.count - 3 : event.count
        var count = ScapSchema.parameterCount(type)
        while count >= 0 {
            var sum = headerV1 + 2 * count
            if sum <= end {
                for index in 0..<count { sum += Int(event.loadUnaligned(fromByteOffset: headerV1 + 2 * index, as: UInt16.self)) }
                if sum == end { return count }
            }
            count -= 1
        }
        return nil
    }
}
