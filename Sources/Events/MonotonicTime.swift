/// A moment of the kernel's CLOCK_MONOTONIC (`bpf_ktime_get_ns`): nanoseconds since boot, suspend not counted.
///
/// It orders events of one host and measures between them. It says nothing about the time of day: the edge adds the offset.
public struct MonotonicTime: Hashable, Comparable, Sendable {
    public var nanoseconds: UInt64

    @inlinable
    public init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

    @inlinable
    public static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }

    /// Nanoseconds from `earlier` to this moment; 0 when `earlier` is later, since a duration is never negative.
    @inlinable
    public func nanoseconds(since earlier: Self) -> UInt64 {
        nanoseconds > earlier.nanoseconds ? nanoseconds - earlier.nanoseconds : 0
    }
}

extension Optional where Wrapped == MonotonicTime {
    /// The wire says "unknown" with 0.
    @inlinable
    public init(wire: UInt64) { self = wire == 0 ? nil : MonotonicTime(nanoseconds: wire) }
}
