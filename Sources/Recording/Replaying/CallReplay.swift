import Events

/// Turns a capture of system calls into what the kernel programs would have told: connections that open, turn their direction and
/// close, processes and cgroups. Made for captures of other tools; of weir's own only where their records cannot be used.
///
/// It keeps the descriptors of every process and the sockets that they mean, follows clone, dup and close, and pairs the two halves
/// of each call by thread. One thread; memory bounded by `Limits`. Its parts: `+Transfers` (bytes), `+Sockets` (connect, accept,
/// close), `+Telling` (events), `+Processes` (clone, exec, exit), `+Start` (what was there before).
struct CallReplay {
    struct Limits {
        var sockets = 262_144
        var threads = 1_048_576
    }

    let sink: any ReplaySink
    let limits: Limits
    var threads = Replicas<ReplicaThread>()
    var processes = Replicas<ReplicaProcess>()
    var tables = Replicas<DescriptorTable>()
    var sockets = Replicas<ReplicaSocket>()
    /// Places by number.
    var threadPlaces: [UInt64: Int32] = [:]
    var processPlaces: [ProcessID: Int32] = [:]
    /// The thread last seen under the low bits of its number.
    private var recent = ContiguousArray(repeating: RecentThread(), count: 1024)
    var names = CgroupNames()
    /// Ports on which somebody listened when the capture began.
    var listening: Set<UInt16> = []
    /// Of unix sockets, whose ends are named by where they lie in the kernel's memory.
    var unixCookies: [UInt64: UInt64] = [:]
    var dirty: ContiguousArray<Int32> = []
    var nextCookie: UInt64 = 1
    var now = MonotonicTime(nanoseconds: 0)
    /// What was there before the first event has been told.
    var hasBegun = false
    /// Nothing is told; what happens is older than all that will be.
    var isMuted = false
    /// Sockets and threads for which there was no room.
    var dropped: UInt64 = 0

    private struct RecentThread {
        var number = UInt64.max
        var place: Int32 = -1
    }

    init(_ sink: any ReplaySink, limits: Limits = Limits()) {
        self.sink = sink
        self.limits = limits
    }

    private let shapes = ReplayShape.table

    /// Most events tell nothing of connections.
    @inline(__always)
    func wants(_ type: UInt16) -> Bool { Int(type) < shapes.count && shapes[Int(type)].action != .pass }

    /// Takes one event of a type that is wanted, and sound.
    mutating func take(_ event: ScapEvent) {
        let time = MonotonicTime(nanoseconds: event.time)
        if now < time { now = time }
        let shape = shapes[Int(event.type)]
        switch shape.action {
        case .pass: break
        case .enter: enter(event)
        case .enterPeer: enterPeer(event)
        case .enterTwo: enterTwo(event)
        case .send: transfer(event, shape, .send)
        case .receive: transfer(event, shape, .receive)
        case .sendfile: sendFile(event, shape)
        case .splice: splice(event, shape)
        case .socket: makeSocket(event)
        case .socketpair: makePair(event)
        case .connect: connect(event, shape)
        case .accept: accept(event, shape)
        case .close: close(event, shape)
        case .closeRange: closeRange(event)
        case .duplicate: duplicate(event, shape)
        case .control: control(event, shape)
        case .option: readOption(event, shape)
        case .otherDescriptor: replace(event, event.number(0))
        case .otherPair: replacePair(event)
        case .clone: clone(event)
        case .execute: execute(event)
        case .end: end(event)
        case .container: sink.take(.container(ScapText.untilNul(event[0]), isOwn: false))
        case .mesos: sink.take(.mesos(ScapText.untilNul(event[0])))
        }
    }

    // MARK: Threads

    /// The place of a thread; one that nobody has told of is a process of its own.
    @inline(__always)
    mutating func thread(_ number: UInt64) -> Int32 {
        let known = recent[Int(number & 1023)]
        if known.number == number { return known.place }
        return findThread(number)
    }

    private mutating func findThread(_ number: UInt64) -> Int32 {
        let place = threadPlaces[number] ?? addThread(number, of: ProcessID(truncatingIfNeeded: number))
        if place >= 0 { recent[Int(number & 1023)] = RecentThread(number: number, place: place) }
        return place
    }

    mutating func forgetRecent(_ number: UInt64) {
        if recent[Int(number & 1023)].number == number { recent[Int(number & 1023)] = RecentThread() }
    }

    // MARK: First halves

    private mutating func enter(_ event: ScapEvent) {
        let thread = thread(event.thread)
        guard thread >= 0 else { return }
        threads[thread].enter(event)
    }

    private mutating func enterTwo(_ event: ScapEvent) {
        let thread = thread(event.thread)
        guard thread >= 0 else { return }
        threads[thread].enter(event)
        threads[thread].second = event.number(1) ?? -1
    }

    /// connect has the address as its second value, sendto and sendmsg a tuple as their third.
    private mutating func enterPeer(_ event: ScapEvent) {
        enter(event)
        let thread = thread(event.thread)
        guard thread >= 0 else { return }
        if event.type == 22 {
            if case .internet(let peer)? = ScapAddress(event[1]) { threads[thread].peer = peer } else { threads[thread].peer = nil }
        } else {
            let tuple = ScapTuple(event[2])
            threads[thread].peer = tuple.flatMap { $0.family == ScapFamily.unix ? nil : $0.destination }
        }
    }

    /// The thread of a second half, and whether its first half was seen. The first half is done with.
    @inline(__always)
    mutating func exit(_ event: ScapEvent) -> (thread: Int32, isPaired: Bool) {
        let thread = thread(event.thread)
        guard thread >= 0 else { return (-1, false) }
        return (thread, threads[thread].leave(event))
    }

    /// The descriptor of a call: of its first half if that was seen, since converted files have 0 for what they do not know.
    @inline(__always)
    func descriptor(_ event: ScapEvent, _ shape: ReplayShape, _ thread: Int32, _ isPaired: Bool) -> Int64 {
        if isPaired { return threads[thread].first }
        return shape.descriptor >= 0 ? event.number(Int(shape.descriptor)) ?? -1 : -1
    }
}

extension ScapEvent {
    /// A signed number of any width; `nil` when it is absent.
    @inline(__always)
    func number(_ index: Int) -> Int64? {
        let value = self[index]
        switch value.count {
        case 8: return value.loadUnaligned(as: Int64.self)
        case 4: return Int64(value.loadUnaligned(as: Int32.self))
        case 2: return Int64(value.loadUnaligned(as: UInt16.self))
        case 1: return Int64(value.loadUnaligned(as: UInt8.self))
        default: return nil
        }
    }
}
