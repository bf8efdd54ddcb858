public import Events

/// A flow as it was during one interval.
public struct FlowReport: Sendable {
    public var key: FlowKey
    public var server: Endpoint
    /// What clients asked for, where that was translated on the way (conntrack) and is one.
    public var dialled: Endpoint?
    /// `nil` when there were several, or none is known.
    public var client: IPAddress?
    public var counters: FlowCounters
    /// Of the connections that closed, and of all others when the capture ends.
    public var residue: ConnectionEvent.Residue
    /// Open at the end of the interval.
    public var active: Int
    public var guess: ProtocolGuess?
    public var observed: Observation
    /// Events of it were lost: counts are whole, times are a part.
    public var isPartial: Bool
    /// Some of its connections are older than the capture.
    public var isOlder: Bool
    /// Who connected was not seen but concluded.
    public var isGuessed: Bool
    public var times: FlowTimes
    /// Of connections whose other end is on another host; empty unless the tracker keeps them.
    public var links: LinkSample

    init(_ flow: Flow) {
        key = flow.key
        server = flow.server
        dialled = flow.dialled
        client = flow.client
        counters = flow.counters
        residue = flow.residue
        active = Int(max(flow.active, 0))
        guess = flow.guess
        observed = flow.observed
        isPartial = flow.isPartial
        isOlder = flow.isOlder
        isGuessed = flow.isGuessed
        times = flow.times
        links = flow.links
    }

    /// Takes in another flow of the same interval, as if they had been one. Its key stays.
    public mutating func merge(_ other: FlowReport) {
        if server.address != other.server.address { server.address = IPAddress(high: 0, low: 0) }
        if client != other.client { client = nil }
        if dialled != other.dialled { dialled = nil }
        counters += other.counters
        residue += other.residue
        active += other.active
        if guess != other.guess { guess = guess ?? other.guess }
        observed.formUnion(other.observed)
        isPartial = isPartial || other.isPartial
        isOlder = isOlder || other.isOlder
        isGuessed = isGuessed || other.isGuessed
        times.merge(other.times)
        links.merge(other.links)
    }
}

/// Sums since the capture began.
public struct CaptureTotals: Sendable {
    public var counters = FlowCounters()
    public var residue = ConnectionEvent.Residue()
    public var events: UInt64 = 0
    /// Flows that were partial in some interval, counted once each.
    public var partialFlows: UInt64 = 0
    /// Open connections dropped from a full table, and those whose flow found no place.
    public var evicted: UInt64 = 0
    public var overflowed: UInt64 = 0
    /// Bytes of flows of which no end has a name.
    public var unnamedBytes: Int64 = 0

    public init() {}

    /// Of two captures that have nothing in common.
    public static func += (sum: inout Self, other: Self) {
        sum.counters += other.counters
        sum.residue += other.residue
        sum.events &+= other.events
        sum.partialFlows &+= other.partialFlows
        sum.evicted &+= other.evicted
        sum.overflowed &+= other.overflowed
        sum.unnamedBytes &+= other.unnamedBytes
    }
}
