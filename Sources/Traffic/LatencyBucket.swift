/// Which durations share a counter of a `LatencyHistogram`: bucket 0 holds those below 2^8 ns, the last one those from 2^41 ns.
public enum LatencyBucket {
    static let lowestOctave = 8
    static let octaves = 33
    static let last = octaves * 16 + 1
    static let count = last + 1

    /// 255 falls into bucket 0 and 2^41 into the last: bringing everything between them first spares the unpredictable branches.
    @inline(__always)
    static func index(of nanoseconds: UInt64) -> Int {
        let inRange = Swift.min(Swift.max(nanoseconds, 255), 1 << UInt64(lowestOctave + octaves))
        let octave = 63 - inRange.leadingZeroBitCount
        let sixteenth = Int(truncatingIfNeeded: inRange &>> UInt64(truncatingIfNeeded: octave &- 4)) & 15
        return (octave &- lowestOctave) &* 16 &+ sixteenth &+ 1
    }

    /// The value at `position` (0...1) of a bucket by linear interpolation.
    ///
    /// In the lower half of an octave a bucket is up to 6.25 % wide, and samples may all sit at one edge of it. There the value
    /// stays near enough to the middle that no sample of the bucket is further away than 3.5 %.
    static func value(in bucket: Int, at position: Double, longest: UInt64) -> UInt64 {
        if bucket == 0 { return UInt64(position * 256) }
        let low = Double(lowest(of: bucket))
        if bucket == last { return UInt64(low + position * Swift.max(0, Double(longest) - low)) }
        let high = Double(lowest(of: bucket + 1))
        let value = low + position * (high - low)
        return UInt64(Swift.min(Swift.max(value, high * 0.9655), low * 1.0345))
    }

    /// The shortest duration of any bucket but the first, in nanoseconds.
    static func lowest(of bucket: Int) -> UInt64 {
        let (octave, sixteenth) = (bucket - 1).quotientAndRemainder(dividingBy: 16)
        return UInt64(16 + sixteenth) << UInt64(octave + lowestOctave - 4)
    }

    /// Nanoseconds: from the first, which is in it, to the second, which is not. The last bucket has no end.
    public static func bounds(of bucket: Int) -> (lowest: UInt64, end: UInt64) {
        (bucket == 0 ? 0 : lowest(of: bucket), bucket == last ? .max : lowest(of: bucket + 1))
    }

    /// The one in the middle of the four in which it is.
    static func coarse(_ bucket: UInt16) -> UInt16 {
        bucket == 0 || Int(bucket) >= last ? bucket : (bucket - 1) / 4 * 4 + 2
    }
}
