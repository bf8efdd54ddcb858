import Events

/// All connections from one client to one service, with what they did since the last report.
struct Flow {
    var key: FlowKey
    var counters = FlowCounters()
    var residue = ConnectionEvent.Residue()
    /// Open now.
    var active: Int32 = 0
    var guess: ProtocolGuess?
    var observed: Observation = []
    var isPartial = false
    /// In some interval before.
    var wasPartial = false
    var isOlder = false
    var isGuessed = false
    /// Where the server was last reached, and the client's address while it has only one.
    var server: Endpoint
    var client: IPAddress?
    /// What was asked for instead of `server`, while it is one.
    var dialled: Endpoint?
    var lastSeen = MonotonicTime(nanoseconds: 0)
    var times = FlowTimes()
    /// Of its connections whose other end is elsewhere.
    var links = LinkSample()

    mutating func beginInterval() {
        counters = FlowCounters()
        residue = ConnectionEvent.Residue()
        observed = []
        isPartial = false
        links = LinkSample()
        times = active > 0 ? times.renewed : FlowTimes() // the report has the old ones
    }
}

/// Which ends of a flow told of it.
public struct Observation: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let client = Observation(rawValue: 1)
    public static let server = Observation(rawValue: 2)
    public static let both: Observation = [.client, .server]
}

/// Durations of a flow, in nanoseconds. A histogram exists once it has something in it.
public struct FlowTimes: Sendable {
    /// First request byte to last response byte; at the client when it is here, else at the server.
    public internal(set) var request: LatencyHistogram?
    /// First request byte to first response byte, at the same end.
    public internal(set) var firstByte: LatencyHistogram?
    /// Arrival of a request at the server's socket until the server read it.
    public internal(set) var queue: LatencyHistogram?
    /// The server's own view of `request`, when the client is here too.
    public internal(set) var server: LatencyHistogram?
    /// connect() to established, at the client.
    public internal(set) var connect: LatencyHistogram?

    public init() {}

    mutating func merge(_ other: FlowTimes) {
        Self.merge(other.request, into: &request)
        Self.merge(other.firstByte, into: &firstByte)
        Self.merge(other.queue, into: &queue)
        Self.merge(other.server, into: &server)
        Self.merge(other.connect, into: &connect)
    }

    private static func merge(_ other: LatencyHistogram?, into histogram: inout LatencyHistogram?) {
        guard let other else { return }
        if histogram == nil { histogram = other } else { histogram?.merge(other) }
    }

    static func record(_ nanoseconds: UInt64, in histogram: inout LatencyHistogram?) {
        if histogram == nil { histogram = LatencyHistogram() }
        histogram?.record(nanoseconds)
    }

    /// Empty ones in place of those that were used: whoever is busy finds its histograms there, and who is silent holds none.
    var renewed: FlowTimes {
        var times = FlowTimes()
        if request?.isEmpty == false { times.request = LatencyHistogram() }
        if firstByte?.isEmpty == false { times.firstByte = LatencyHistogram() }
        if queue?.isEmpty == false { times.queue = LatencyHistogram() }
        if server?.isEmpty == false { times.server = LatencyHistogram() }
        if connect?.isEmpty == false { times.connect = LatencyHistogram() }
        return times
    }
}
