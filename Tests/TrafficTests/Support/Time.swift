import Events

/// A moment in milliseconds of the scene. It begins at 1,000 s, so that nothing is at 0, which the wire takes for unknown.
func moment(_ milliseconds: Double) -> MonotonicTime {
    MonotonicTime(nanoseconds: UInt64(1_000_000_000_000 + Int64((milliseconds * 1_000_000).rounded())))
}

/// A duration in nanoseconds.
func duration(_ milliseconds: Double) -> UInt64 { UInt64((milliseconds * 1_000_000).rounded()) }
