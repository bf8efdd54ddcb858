import Events

/// One end of a connection that this host sees, between its events. Plain memory: a hundred thousand of them are one block.
///
/// It owns identity, the link to the other end if that is here too, and the request under way. What every event looks at comes
/// first, in three cache lines.
struct Connection {
    var cookie: UInt64 = 0
    var lastSeen = MonotonicTime(nanoseconds: 0)
    /// -1 not yet known.
    var flow: Int32 = -1
    /// The sequence number that the next event should have.
    var expected: UInt32 = 0
    var process: ProcessID = 0
    var transport: ConnectionEvent.Transport = .tcp
    var role: ConnectionEvent.Role = .unknown
    var flags: ConnectionEvent.Flags = []
    var guess: ProtocolGuess?
    /// The other end is on this host too; stays so when that end is forgotten.
    var isPaired = false
    var isClosed = false
    /// Counted among its flow's open connections.
    var isActive = false
    /// Events of it were lost since its flow was last told.
    var isPartial = false
    /// What it counts goes to its flow at once. Before, it waits in `ledger`.
    var isTold = false
    var resets: Int32 = 0
    var service: UInt32 = 0
    /// connect() to established, waiting for the flow. 0 none.
    var connectTime: UInt64 = 0
    /// Cumulative, as of the last event, in the direction of this end.
    var sent: UInt64 = 0
    var received: UInt64 = 0
    var exchange = Exchange()
    var remote = Endpoint(address: IPAddress(high: 0, low: 0), port: 0)
    /// Not yet told: what waits. Told, and only at an end that stands in for a client's: all that was told, since it has to be taken
    /// back when the client's end turns up after all.
    var ledger = FlowCounters()

    var ended = EndedExchange()
    var local = Endpoint(address: IPAddress(high: 0, low: 0), port: 0)
    var party: Party = .unknown
    /// Of the other end on this host, 0 none.
    var partner: UInt64 = 0
    /// Under which both ends find each other, 0 none.
    var pairKey: UInt64 = 0

    /// Counts are taken at one end only when both are here: at the client's.
    @inline(__always) var counts: Bool { !(role == .server && isPaired) }
    /// Under which its other end, elsewhere, knows it too: what pairs ends here does so between hosts. nil when that is here.
    @inline(__always) var linkID: UInt64? { isPaired || pairKey == 0 || transport == .unix ? nil : pairKey }
    /// Counts as long as no client's end is here.
    @inline(__always) var standsIn: Bool { role != .client && counts }
}

/// A request and its response, as far as they have come.
struct Exchange {
    enum Phase: UInt8 { case idle, request, response }

    var phase: Phase = .idle
    /// More of the same request came after its response began (100 Continue, an early answer).
    var isContinued = false
    /// Begins with a TLS handshake record: no request of the application.
    var isHandshake = false
    var method: HTTP1.Method?
    var status: UInt16 = 0
    var start = MonotonicTime(nanoseconds: 0)
    var firstByte = MonotonicTime(nanoseconds: 0)
    var last = MonotonicTime(nanoseconds: 0)
    /// How long it lay unread. `UInt64.max` unknown.
    var queueTime = UInt64.max
    /// Cumulative bytes before it began.
    var sentBefore: UInt64 = 0
    var receivedBefore: UInt64 = 0
}

/// The last one that ended, for the other end to ask.
struct EndedExchange {
    /// Where in the client's bytes it began, which both ends know.
    var offset = UInt64.max
    var queueTime = UInt64.max
    var time: UInt64 = 0
}
