#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Holds a replay back so that its time passes a number of times as fast as it did.
struct Pace {
    private let speed: Double
    /// Of the events and of this machine, nanoseconds.
    private var start: (events: UInt64, here: UInt64)?

    init(speed: Double) { self.speed = speed }

    mutating func begin(at time: UInt64) { start = (time, Clock.now().nanoseconds) }

    /// How much time of the events may pass before it is asked again: 20 ms here.
    var step: UInt64 { UInt64(max(20_000_000 * speed, 1)) }

    /// Sleeps until the event of that time is due, or until a signal.
    func wait(until time: UInt64) {
        guard let start, time > start.events else { return }
        let due = start.here &+ UInt64(Double(time - start.events) / speed)
        while !Console.isStopRequested {
            let now = Clock.now().nanoseconds
            guard due > now else { return }
            var pause = timespec()
            let nanoseconds = min(due - now, 100_000_000)
            pause.tv_nsec = Int(nanoseconds)
            nanosleep(&pause, nil)
        }
    }
}
