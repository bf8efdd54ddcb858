import Events
import Terminal

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// How a recording goes, on standard error: one line that changes where that is a terminal, else a line now and then.
struct RecordProgress {
    private let interval: UInt64
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let isQuiet: Bool
    private var last: MonotonicTime
    private var lastEvents: UInt64 = 0
    private var isLineOpen = false

    /// `interval` in nanoseconds; `nil`: each second on a terminal, else every ten.
    init(interval: UInt64?, isQuiet: Bool, at time: MonotonicTime) {
        self.interval = interval ?? (isTerminal ? 1_000_000_000 : 10_000_000_000)
        self.isQuiet = isQuiet
        last = time
    }

    mutating func tell(_ events: UInt64, _ bytes: UInt64, _ lost: UInt64, at now: MonotonicTime) {
        let passed = now.nanoseconds(since: last)
        guard !isQuiet, passed >= interval else { return }
        let rate = Double(events - lastEvents) * 1e9 / Double(passed)
        last = now
        lastEvents = events
        let line = "weir: \(Quantity.count(events)) events, \(Quantity.rate(rate)) a second, \(size(bytes)), \(lost) lost"
        if isTerminal {
            isLineOpen = true
            var text = "\r\u{1b}[K\(line)"
            text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
        } else {
            Console.say(line)
        }
    }

    func size(_ bytes: UInt64) -> String { Quantity.size(bytes) }

    /// The line under way ends.
    mutating func end() {
        if isLineOpen { Console.say("") }
        isLineOpen = false
    }
}
