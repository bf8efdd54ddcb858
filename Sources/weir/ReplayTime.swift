import ArgumentParser

/// A moment of a capture as users write it: `2026-11-22T09:00:00.5Z`, or a time after the first event: `90s`, `2m`.
enum ReplayTime: ExpressibleByArgument {
    /// Nanoseconds since 1970.
    case absolute(UInt64)
    /// Nanoseconds after the first event.
    case after(UInt64)

    init?(argument: String) {
        if let time = Self.date(argument) {
            self = .absolute(time)
        } else if argument == "0" {
            self = .after(0)
        } else if let time = Seconds(argument: argument) {
            self = .after(time.nanoseconds)
        } else {
            return nil
        }
    }

    func nanoseconds(from first: UInt64) -> UInt64 {
        switch self {
        case .absolute(let time): time
        case .after(let time): first &+ time
        }
    }

    /// RFC 3339 in UTC.
    private static func date(_ text: String) -> UInt64? {
        guard text.hasSuffix("Z"), text.utf8.count >= 20 else { return nil }
        let parts = text.dropLast().split(whereSeparator: { "-T:.".contains($0) })
        guard parts.count == 6 || parts.count == 7 else { return nil }
        let numbers = parts.prefix(6).compactMap { Int64($0) }
        guard numbers.count == 6, (1970...2200).contains(numbers[0]), (1...12).contains(numbers[1]), (1...31).contains(numbers[2]),
            (0...23).contains(numbers[3]), (0...59).contains(numbers[4]), (0...60).contains(numbers[5])
        else { return nil }
        var fraction: UInt64 = 0
        if parts.count == 7 {
            let digits = parts[6].prefix(9)
            guard let value = UInt64(digits + String(repeating: "0", count: 9 - digits.count)) else { return nil }
            fraction = value
        }
        let seconds = days(numbers[0], numbers[1], numbers[2]) * 86_400 + numbers[3] * 3600 + numbers[4] * 60 + numbers[5]
        return UInt64(seconds) * 1_000_000_000 + fraction
    }

    /// Since 1970-01-01, by the Gregorian calendar; years that begin in March have their leap day last.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}
