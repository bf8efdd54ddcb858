/// What is in a capture, whatever it says about traffic.
public struct CaptureFacts: Sendable {
    public var machine: ScapMachine?
    public var origin: CaptureOrigin?
    public var interfaces: [ScapInterface] = []
    public var users = 0
    public var groups = 0
    /// Threads and processes that were there at the beginning.
    public var threads = 0
    public var processes = 0
    public var descriptors = 0
    /// Full or short ids, as the capture has them.
    public var containers: Set<String> = []
    /// By number.
    public var eventsByType = ContiguousArray<UInt64>(repeating: 0, count: 512)
    /// Types that nobody knows here.
    public var unknownTypes: UInt64 = 0
    /// Nanoseconds since 1970; 0 when there is no event.
    public var firstTime: UInt64 = 0
    public var lastTime: UInt64 = 0
    /// The latest of the present section; `lastTime` knows of it when that is over.
    public internal(set) var latest: UInt64 = 0
    /// Of the kernel side, in captures that weir made.
    public var counters: TrailerCounters?
    /// Events that say that others were left out.
    public var drops: UInt64 = 0

    public init() {}

    @inline(__always)
    mutating func note(typeOf event: ScapEvent) {
        if Int(event.type) < eventsByType.count { eventsByType[Int(event.type)] &+= 1 } else { unknownTypes &+= 1 }
    }

    @inline(__always)
    mutating func note(_ event: ScapEvent) {
        note(typeOf: event)
        if firstTime &- 1 >= event.time { firstTime = event.time } // 0 is none
        if event.time > latest { latest = event.time }
    }

    mutating func endSection() {
        lastTime = max(lastTime, latest)
        latest = 0
    }
}
