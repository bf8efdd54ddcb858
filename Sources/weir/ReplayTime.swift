import ArgumentParser
import Export

/// A moment of a capture as users write it: `2026-11-22T09:00:00.5Z`, or a time after the first event: `90s`, `2m`.
enum ReplayTime: ExpressibleByArgument {
    /// Nanoseconds since 1970.
    case absolute(UInt64)
    /// Nanoseconds after the first event.
    case after(UInt64)

    init?(argument: String) {
        if let time = RFC3339.nanoseconds(argument) {
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
}
