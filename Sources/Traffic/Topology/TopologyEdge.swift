public import Events

/// Who talks to whom on one port, over a stretch of time: between leaves as a host tells it, between anything once it is rolled up.
public struct TopologyEdge: Hashable, Sendable {
    public struct Key: Hashable, Sendable {
        /// Ids of nodes: who connected, who accepted.
        public var client: String
        public var server: String
        public var transport: ConnectionEvent.Transport
        /// 0 of unix sockets, and where it is not known.
        public var port: UInt16
        /// Of a unix socket.
        public var path: String?

        public init(client: String, server: String, transport: ConnectionEvent.Transport, port: UInt16, path: String? = nil) {
            self.client = client
            self.server = server
            self.transport = transport
            self.port = port
            self.path = path
        }
    }

    /// Durations in nanoseconds.
    public struct Times: Hashable, Sendable {
        /// At the client where it is seen, else at the server.
        public var request = SparseHistogram()
        public var firstByte = SparseHistogram()
        /// The server's own view of `request`.
        public var server = SparseHistogram()
        public var queue = SparseHistogram()
        public var connect = SparseHistogram()
        /// What was left of the client's time when the server's and the queue's were taken off, over as many requests as could be held against
        /// each other. Known only where both ends are seen.
        public var network: Network?

        public init() {}
    }

    /// A sum over requests, so that it adds up.
    public struct Network: Hashable, Sendable {
        public var requests: UInt64
        /// Nanoseconds.
        public var time: UInt64

        public init(requests: UInt64, time: UInt64) {
            self.requests = requests
            self.time = time
        }

        /// Nanoseconds.
        public var mean: UInt64? { requests == 0 ? nil : time / requests }
    }

    public var key: Key
    public var protocolName: String?
    public var observed: Observation
    /// Somebody's address was translated on the way, and conntrack said whose.
    public var isTranslated = false
    /// Some of its connections are older than the capture.
    public var isOlder = false
    /// Who connected was concluded, not seen.
    public var isGuessed = false
    /// Records of it were lost: counts are whole, times are a part.
    public var isPartial = false
    /// Whoever told of it has been silent.
    public var isStale = false
    public var counters = FlowCounters()
    /// Connections open at the end.
    public var active = 0
    public var times = Times()
    /// Of an edge whose other end is elsewhere.
    public var links = LinkSample()
    /// On the wire, behind all translation: the client's address while it is one, and where the server was reached.
    public var clientAddress: IPAddress?
    public var serverAddress: Endpoint?

    public init(key: Key, observed: Observation) {
        self.key = key
        self.observed = observed
    }
}
