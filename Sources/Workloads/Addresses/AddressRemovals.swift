import Events

/// Who is gone, in the order of going, until it is time to forget them.
struct AddressRemovals: Sendable {
    struct Removal: Sendable {
        var key: AddressHolder.Key
        /// One who came back and went again has a later number.
        var number: UInt64
        fileprivate var time: MonotonicTime
    }

    private static let most = 4096
    private static let lasting: UInt64 = 300_000_000_000

    private var waiting: [Removal] = []
    private var oldest = 0
    private var number: UInt64 = 0
    private var now = MonotonicTime(nanoseconds: 0)

    /// Returns its number, and who has to leave for it.
    mutating func add(_ key: AddressHolder.Key) -> (number: UInt64, leaving: Removal?) {
        number += 1
        waiting.append(Removal(key: key, number: number, time: now))
        return (number, waiting.count - oldest > Self.most ? takeOldest() : nil)
    }

    /// Returns those whose time is over.
    mutating func tick(at time: MonotonicTime) -> [Removal] {
        now = max(now, time)
        var over: [Removal] = []
        while oldest < waiting.count, now.nanoseconds(since: waiting[oldest].time) >= Self.lasting { over.append(takeOldest()) }
        return over
    }

    private mutating func takeOldest() -> Removal {
        let removal = waiting[oldest]
        oldest += 1
        if oldest > Self.most {
            waiting.removeFirst(oldest)
            oldest = 0
        }
        return removal
    }
}
