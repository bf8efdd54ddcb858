/// Times as the API writes and takes them.
public enum RFC3339 {
    /// Nanoseconds since 1970 of `2026-11-22T09:00:01.204518Z`, with any number of decimals, `Z` or an offset (`+02:00`). nil: it is none, or not
    /// between 1970 and 2200.
    public static func nanoseconds(_ text: String) -> UInt64? {
        var rest = Array(text.utf8)[...]
        guard rest.count <= 64, let year = number(&rest, 4), take("-", &rest), let month = number(&rest, 2), take("-", &rest),
            let day = number(&rest, 2), take("T", &rest) || take("t", &rest) || take(" ", &rest), let hour = number(&rest, 2),
            take(":", &rest), let minute = number(&rest, 2), take(":", &rest), let second = number(&rest, 2)
        else { return nil }
        guard (1970...2200).contains(year), (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60,
            let fraction = fraction(&rest), let offset = offset(&rest), rest.isEmpty
        else { return nil }
        let seconds = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset
        return seconds < 0 ? nil : UInt64(seconds) * 1_000_000_000 + fraction
    }

    private static func take(_ character: Unicode.Scalar, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    private static func number(_ rest: inout ArraySlice<UInt8>, _ digits: Int) -> Int64? {
        let text = rest.prefix(digits)
        guard text.count == digits, text.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        rest.removeFirst(digits)
        return text.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }

    /// Nanoseconds; digits beyond are dropped.
    private static func fraction(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
        guard take(".", &rest) else { return 0 }
        let digits = rest.prefix { 0x30...0x39 ~= $0 }
        rest.removeFirst(digits.count)
        guard !digits.isEmpty else { return nil }
        let known = digits.prefix(9).reduce(UInt64(0)) { $0 * 10 + UInt64($1 - 0x30) }
        return (digits.count..<max(9, digits.count)).reduce(known) { value, _ in value * 10 }
    }

    /// Seconds east of Greenwich.
    private static func offset(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        if take("Z", &rest) || take("z", &rest) { return 0 }
        let isEast = take("+", &rest)
        guard isEast || take("-", &rest), let hours = number(&rest, 2), take(":", &rest), let minutes = number(&rest, 2), hours < 24,
            minutes < 60
        else { return nil }
        return (hours * 3600 + minutes * 60) * (isEast ? 1 : -1)
    }

    /// Since 1970-01-01, by the Gregorian calendar; years that begin in March have their leap day last.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}
