import Events

/// What bpf/wire/events.h counts of a socket.
struct Totals: Equatable {
    var sent: UInt64 = 0
    var received: UInt64 = 0
    var exchanges: Int32 = 0
    var retransmits: Int32 = 0
    var resets: Int32 = 0
    var opened: Int32 = 0
    var failed: Int32 = 0
    var closed: Int32 = 0

    static func - (left: Self, right: Self) -> ConnectionEvent.News {
        var news = ConnectionEvent.News()
        news.sent = Int64(left.sent) - Int64(right.sent)
        news.received = Int64(left.received) - Int64(right.received)
        news.exchanges = left.exchanges - right.exchanges
        news.retransmits = left.retransmits - right.retransmits
        news.resets = left.resets - right.resets
        news.opened = left.opened - right.opened
        news.failed = left.failed - right.failed
        news.closed = left.closed - right.closed
        return news
    }
}

/// One socket as the kernel programs see it, hook by hook: totals grow with every operation, a record is due only at a turn, a response
/// has one of its own only for its payload, and what a delivered record has told is not told again (bpf/record.h, transfer.h).
final class Socket {
    let scene: Scene
    /// An end on another host has no programs.
    let isWatched: Bool
    /// What a record copies.
    var state = ConnectionEvent()
    var totals = Totals()
    var reported = Totals()
    /// Who uses it; known to the programs once it is touched.
    var owner: Owner
    /// Of a unix socket, from whichever end is bound.
    var path: [UInt8] = []
    var isGone = false
    private var operations = 0
    private var payloads = 0
    private var isFollowed = false

    init(_ scene: Scene, cookie: UInt64, owner: Owner, isWatched: Bool) {
        self.scene = scene
        self.owner = owner
        self.isWatched = isWatched
        state.cookie = cookie
        scene.add(self)
    }

    var news: ConnectionEvent.News { totals - reported }
    var hasNews: Bool { totals != reported }

    /// A record is due. The last word of a connection is kept when its ring is full, and delivered later.
    func emit(_ kind: ConnectionEvent.Kind, at time: MonotonicTime, payload: [UInt8] = [], isLastWord: Bool = false) {
        var record = Record(event: state, payload: payload)
        record.event.kind = kind
        record.event.time = time
        record.event.news = news
        record.event.sent = totals.sent
        record.event.received = totals.received
        state.sequence += 1
        guard isWatched else { return }
        if scene.take(record, isLastWord: isLastWord) { reported = totals }
    }

    /// Bytes have moved.
    func transfer(_ direction: ConnectionEvent.Direction, _ bytes: Int, at time: MonotonicTime, arrived: MonotonicTime?, payload: [UInt8]) {
        touch(direction)
        if state.transport == .unix, state.sequence == 0 { emit(.open, at: time, payload: path) }
        if direction == .send { totals.sent += UInt64(bytes) } else { totals.received += UInt64(bytes) }
        let before = state.direction
        state.direction = direction
        if before != direction {
            state.arrived = direction == .receive && state.role != .client ? arrived : nil
            turn(from: before, bytes, at: time, payload: payload)
            state.last = time
        } else {
            state.last = time
            goOn(at: time)
        }
    }

    /// Somebody uses the socket, so its owner is known; who speaks first asks.
    func touch(_ direction: ConnectionEvent.Direction) {
        state.owner = owner
        state.flags.remove(.ownerListens)
        guard state.role == .unknown else { return }
        state.role = direction == .send ? .client : .server
        state.flags.insert(.roleGuessed)
    }

    private func turn(from before: ConnectionEvent.Direction, _ bytes: Int, at time: MonotonicTime, payload: [UInt8]) {
        operations = 0
        state.length = UInt32(bytes)
        let asks = state.direction == (state.role == .client ? .send : .receive)
        if !asks, before != .none {
            totals.exchanges += 1
            state.answered = time
            if state.transport == .tcp, !wantsPayload { return }
        }
        emit(.message, at: time, payload: wantsPayload ? taken(payload) : [])
        if asks { state.answered = nil }
    }

    /// HTTP/1 always, of other protocols the first few messages.
    private var wantsPayload: Bool { scene.takesPayload && (isFollowed || payloads < 6) }

    private func taken(_ payload: [UInt8]) -> [UInt8] {
        if !payload.isEmpty { payloads += 1 }
        if ["GET ", "POST", "HTTP"].contains(where: { payload.starts(with: $0.utf8) }) { isFollowed = true }
        return Array(payload.prefix(256))
    }

    /// Datagram and unix sockets tell each operation of a short message.
    private func goOn(at time: MonotonicTime) {
        guard state.transport != .tcp else { return }
        operations += 1
        if operations < 16 { emit(.snapshot, at: time) }
    }
}
