public import Events

/// Turns the kernel's clock into the time of day: nanoseconds to add to CLOCK_MONOTONIC, taken anew now and then, since the
/// wall clock may be set and the monotonic one stops in suspend.
public struct WallClock: Sendable {
    /// CLOCK_REALTIME minus CLOCK_MONOTONIC, nanoseconds.
    public var offset: Int64

    public init(offset: Int64) { self.offset = offset }

    /// RFC 3339 in UTC with nanoseconds: `2026-11-22T09:00:01.204518000Z`.
    public func timestamp(_ time: MonotonicTime) -> String {
        let (days, seconds, nanoseconds) = split(time)
        let (year, month, day) = Self.date(days)
        let fields: [(value: Int64, width: Int, end: Unicode.Scalar)] = [
            (year, 4, "-"), (month, 2, "-"), (day, 2, "T"), (seconds / 3600, 2, ":"), (seconds / 60 % 60, 2, ":"), (seconds % 60, 2, "."),
            (nanoseconds, 9, "Z"),
        ]
        return String(unsafeUninitializedCapacity: 40) { text in
            var place = 0
            for (value, width, end) in fields {
                var rest = value
                for digit in stride(from: place + width - 1, through: place, by: -1) {
                    text[digit] = UInt8(ascii: "0") + UInt8(rest % 10)
                    rest /= 10
                }
                text[place + width] = UInt8(ascii: end)
                place += width + 1
            }
            return place
        }
    }

    /// Nanoseconds since 1970.
    public func unixNanoseconds(_ time: MonotonicTime) -> UInt64 {
        UInt64(max(Int64(clamping: time.nanoseconds).addingReportingOverflow(offset).partialValue, 0))
    }

    /// `09:00:01` in UTC.
    public func clock(_ time: MonotonicTime) -> String { clock(split(time).seconds) }

    /// `09:00:01.204518` in UTC.
    public func preciseClock(_ time: MonotonicTime) -> String {
        let (_, seconds, nanoseconds) = split(time)
        return "\(clock(seconds)).\(pad(nanoseconds / 1000, 6))"
    }

    private func clock(_ seconds: Int64) -> String {
        "\(pad(seconds / 3600, 2)):\(pad(seconds / 60 % 60, 2)):\(pad(seconds % 60, 2))"
    }

    private func split(_ time: MonotonicTime) -> (days: Int64, seconds: Int64, nanoseconds: Int64) {
        let wall = max(Int64(clamping: time.nanoseconds).addingReportingOverflow(offset).partialValue, 0)
        let seconds = wall / 1_000_000_000
        return (seconds / 86400, seconds % 86400, wall % 1_000_000_000)
    }

    /// Days since 1970-01-01 to a date of the Gregorian calendar, by eras of 400 years that begin in March.
    private static func date(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9, day)
    }

    private func pad(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
