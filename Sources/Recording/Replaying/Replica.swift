import Events

/// A thread of the capture, and the first half of the call that it is in.
struct ReplicaThread {
    var number: UInt64 = 0
    /// Its place in the table of processes.
    var process: Int32 = -1
    /// Told by the parent's half of a clone; its own half is still to come.
    var isExpected = false
    /// Type of the enter half that waits for its exit; `none` when nothing waits.
    var pending: UInt16 = ReplicaThread.none
    /// What the enter half says: a descriptor, and another or a command.
    var first: Int64 = -1
    var second: Int64 = -1
    var entered = MonotonicTime(nanoseconds: 0)
    /// Of an enter half with an address: to whom.
    var peer: Endpoint?

    static let none: UInt16 = .max

    @inline(__always)
    mutating func enter(_ event: ScapEvent) {
        pending = event.type
        first = event.number(0) ?? -1
        entered = MonotonicTime(nanoseconds: event.time)
    }

    /// Whether this is the exit half of what waits; nothing waits any more.
    @inline(__always)
    mutating func leave(_ event: ScapEvent) -> Bool {
        defer { pending = Self.none }
        return pending == event.type &- 1
    }
}

/// A process of the capture.
struct ReplicaProcess {
    var owner = Owner(process: 0, command: Command(high: 0, low: 0), cgroupV2: nil, cgroupV1: nil)
    /// `argv`, each with a NUL behind it, until it is told: when the process first uses a socket.
    var commandLine: [UInt8] = []
    /// Tells apart the loopbacks of different containers.
    var place: UInt32 = 0
    var threads: Int32 = 0
    /// Its place in the list of descriptor tables.
    var table: Int32 = -1
}

/// A socket of the capture: the event that would tell of it now, and how far that has been told.
struct ReplicaSocket {
    /// Kind, time and news are set when it is told.
    var event = ConnectionEvent()
    /// Descriptors that mean it.
    var references: Int32 = 0
    /// It has been told that it is there.
    var isOpen = false
    /// connect() goes on in the background.
    var isConnecting = false
    /// Waits for a snapshot.
    var isDirty = false
    /// Of unix, as in an open event: a name of the abstract space begins with NUL.
    var path: [UInt8] = []
    /// The direction of the last bytes.
    var direction: ConnectionEvent.Direction = .none
    var last: MonotonicTime?
}

/// Values in numbered places, given back and used again.
struct Replicas<Element> {
    private(set) var elements: ContiguousArray<Element> = []
    private var free: ContiguousArray<Int32> = []

    var count: Int { elements.count - free.count }

    @inline(__always)
    subscript(place: Int32) -> Element {
        get { elements[Int(place)] }
        _modify { yield &elements[Int(place)] }
    }

    mutating func add(_ element: Element) -> Int32 {
        if let place = free.popLast() {
            elements[Int(place)] = element
            return place
        }
        elements.append(element)
        return Int32(elements.count - 1)
    }

    mutating func removeAll() {
        elements.removeAll(keepingCapacity: true)
        free.removeAll(keepingCapacity: true)
    }

    mutating func remove(_ place: Int32) { free.append(place) }
}
