/// Numbers as people read them: at most three significant digits and one unit.
///
/// Durations and sizes have one decimal below 10 (`2.1 ms`, `6.2 MB`), counts below 100 (`48.6k`). The smallest units have none,
/// and neither have microseconds, where a tenth is noise. Halves round up, and rounding moves on to the next unit:
/// 999.9 µs is `1.0 ms`.
public enum Quantity {
    /// What is not known: never 0.
    public static let unknown = "–"

    /// Nanoseconds: `38 ns`, `412 µs`, `2.1 ms`, `1.2 s`; whole seconds up to 119, then `2 min`, `2 h`, `2 d`.
    public static func duration(_ nanoseconds: UInt64?) -> String {
        guard let nanoseconds else { return unknown }
        if nanoseconds < 1000 { return "\(nanoseconds) ns" }
        let microseconds = rounded(nanoseconds, to: 1000)
        if microseconds < 1000 { return "\(microseconds) µs" }
        if rounded(nanoseconds, to: 1_000_000) < 1000 { return digits(nanoseconds, in: 1_000_000, decimalBelow: 10) + " ms" }
        let seconds = rounded(nanoseconds, to: 1_000_000_000)
        if seconds < 120 { return digits(nanoseconds, in: 1_000_000_000, decimalBelow: 10) + " s" }
        return longDuration(seconds: seconds)
    }

    private static func longDuration(seconds: UInt64) -> String {
        let minutes = rounded(seconds, to: 60)
        if minutes < 120 { return "\(minutes) min" }
        let hours = rounded(seconds, to: 3600)
        return hours < 48 ? "\(hours) h" : "\(rounded(seconds, to: 86400)) d"
    }

    /// A number of things: `37`, `8.1k`, `48.6k`, `1.2M`.
    public static func count(_ number: UInt64?) -> String {
        guard let number else { return unknown }
        return number < 1000 ? "\(number)" : scaled(number, units: countUnits, decimalBelow: 100)
    }

    /// Things a second: as a count, with a decimal below 10 where it is not whole: `0.4`. More than none is never `0`;
    /// what is negative or no number is unknown.
    public static func rate(_ perSecond: Double?) -> String {
        guard let perSecond, perSecond >= 0, perSecond < 1e18 else { return unknown }
        let tenths = UInt64(perSecond * 10 + 0.5)
        if tenths == 0, perSecond > 0 { return "<0.1" }
        if tenths < 100, tenths % 10 != 0 { return "\(tenths / 10).\(tenths % 10)" }
        return count(UInt64(perSecond + 0.5))
    }

    /// Bytes, in decimal units: `12 B`, `940 kB`, `6.2 MB`.
    public static func size(_ bytes: UInt64?) -> String {
        guard let bytes else { return unknown }
        return bytes < 1000 ? "\(bytes) B" : scaled(bytes, units: sizeUnits, decimalBelow: 10)
    }

    private static let countUnits = ["k", "M", "G", "T", "P", "E"]
    private static let sizeUnits = [" kB", " MB", " GB", " TB", " PB", " EB"]

    /// In the first unit that leaves less than 1000; 2^64 needs no more than the last.
    private static func scaled(_ number: UInt64, units: [String], decimalBelow limit: UInt64) -> String {
        var unit = 0
        var divisor: UInt64 = 1000
        while unit + 1 < units.count, rounded(number, to: divisor) >= 1000 {
            unit += 1
            divisor *= 1000
        }
        return digits(number, in: divisor, decimalBelow: limit) + units[unit]
    }

    private static func digits(_ number: UInt64, in unit: UInt64, decimalBelow limit: UInt64) -> String {
        let tenths = rounded(number, to: unit / 10)
        return tenths < limit * 10 ? "\(tenths / 10).\(tenths % 10)" : "\(rounded(number, to: unit))"
    }

    private static func rounded(_ number: UInt64, to unit: UInt64) -> UInt64 {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: unit)
        return remainder >= unit - unit / 2 ? quotient + 1 : quotient
    }
}
