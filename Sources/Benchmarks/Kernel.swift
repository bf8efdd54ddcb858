import CEvents

/// Plays the kernel programs: writes records of requests and responses into a buffer, as a ring would hold them.
///
/// Sixteen conversations take their turns at a time. A request is read 60 µs after it was sent, having lain unread for 20, and answered
/// after 400 µs; every fourth response goes on for a while. Writing allocates nothing.
struct Kernel: ~Copyable {
    private let sockets: Sockets
    private let payloads: Payloads?
    private let order: ContiguousArray<Int>
    private var next = 0
    private(set) var clock: UInt64 = 1_000_000_000
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 8)
    private var used = 0
    private(set) var events = 0

    private static let together = 16

    init(_ pattern: Pattern) {
        sockets = Sockets(pattern)
        payloads = pattern.payload == .http ? Payloads() : nil
        var random = SplitMix(state: 1)
        order = ContiguousArray((0..<pattern.conversations).shuffled(using: &random))
    }

    deinit { buffer.deallocate() }

    var records: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: buffer[..<used]) }

    /// Opens connections until the buffer is full or all are open. False when there was none left.
    mutating func fillWithOpens() -> Bool {
        begin()
        while next < order.count, hasRoom {
            let conversation = order[next]
            next += 1
            clock += 10_000
            if let client = sockets.client(conversation) { open(client) }
            open(sockets.server(conversation))
        }
        if used == 0 { next = 0 }
        return used > 0
    }

    /// Requests and responses of the next conversations in the order, round and round, until the buffer is full.
    mutating func fill() {
        begin()
        while hasRoom {
            let group = min(Self.together, order.count)
            for place in 0..<group { turn(sockets.client(conversation(place)), place, after: 0) { $0.send(120) } }
            for place in 0..<group { turn(sockets.server(conversation(place)), place, after: 60_000) { $0.receive(120) } }
            for place in 0..<group { turn(sockets.server(conversation(place)), place, after: 460_000) { $0.send(900) } }
            for place in 0..<group { turn(sockets.client(conversation(place)), place, after: 520_000) { $0.receive(900) } }
            next = (next + group) % order.count
            clock += 1_000_000
        }
    }

    private mutating func begin() {
        used = 0
        events = 0
    }

    /// For one more group.
    private var hasRoom: Bool { used + 4 * Self.together * (MemoryLayout<weir_connection>.size + 264) <= buffer.count }

    private mutating func open(_ socket: Int) {
        sockets[socket].started = clock - 200_000
        sockets[socket].established = clock
        sockets[socket].totals.opened = 1
        write(socket, WEIR_OPEN, at: clock, payload: nil)
    }

    private func conversation(_ place: Int) -> Int { order[(next + place) % order.count] }

    private mutating func turn(_ socket: Int?, _ place: Int, after delay: UInt64, _ move: (inout weir_connection) -> Void) {
        guard let socket else { return }
        let time = clock + delay + UInt64(place) * 3_000
        move(&sockets[socket])
        if sockets[socket].arrived == 1 { sockets[socket].arrived = time - 20_000 }
        if sockets[socket].answered == 1 { sockets[socket].answered = time }
        // A response has a record only for its payload; else the next one tells of it.
        if sockets[socket].asks || payloads != nil { write(socket, WEIR_MESSAGE, at: time, payload: payloads?.of(sockets[socket])) }
        if sockets[socket].asks { sockets[socket].answered = 0 }
        sockets[socket].last = time
        if conversation(place) & 3 == 0 { sockets[socket].goOn(time) }
    }

    private mutating func write(_ socket: Int, _ kind: Int32, at time: UInt64, payload: UnsafeRawBufferPointer?) {
        let fixed = MemoryLayout<weir_connection>.size
        let size = fixed + (payload?.count ?? 0)
        sockets[socket].header = weir_header(time: time, sequence: 0, kind: UInt16(kind), cpu: 0)
        sockets[socket].payload_length = UInt16(payload?.count ?? 0)
        let room = UnsafeMutableRawBufferPointer(rebasing: buffer[used...])
        room.copyMemory(from: sockets.bytes(socket))
        if let payload { UnsafeMutableRawBufferPointer(rebasing: room[fixed...]).copyMemory(from: payload) }
        sockets[socket].reported = sockets[socket].totals
        sockets[socket].sequence += 1
        used += (size + 7) & ~7
        events += 1
    }
}
