/// One event of a capture: a view into its block, valid while that is.
public struct ScapEvent {
    /// Nanoseconds since 1970.
    public var time: UInt64
    /// `UInt64.max` for events of no thread.
    public var thread: UInt64
    public var processor: UInt16
    /// `ScapEventFlag`.
    public var flags: UInt32
    /// PPME_*: even is the enter half of a call or a single event, odd the exit half.
    public var type: UInt16
    /// Parameters in this event; fewer than the schema has in older files, more in newer ones.
    public var count: Int
    /// Each value's length, `count` times 2 bytes, or 4 in a large event.
    let lengths: UnsafeRawBufferPointer
    let isLarge: Bool
    /// The values, one behind another.
    let values: UnsafeRawBufferPointer
    /// Bytes of the block behind the event: those of `Trailer`, or padding.
    let trailer: UnsafeRawBufferPointer

    public var isHidden: Bool { flags & ScapEventFlag.hidden != 0 }

    /// The value of a parameter; empty when it is absent, or lies outside of the event. Reading the n-th adds up the lengths before it.
    @inline(__always)
    public subscript(index: Int) -> UnsafeRawBufferPointer {
        guard index < count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        var offset = 0
        for before in 0..<index { offset &+= length(before) }
        let end = offset &+ length(index)
        guard end <= values.count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(rebasing: values[offset..<end])
    }

    @inline(__always)
    func length(_ index: Int) -> Int {
        isLarge
            ? Int(lengths.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))
            : Int(lengths.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self))
    }
}
