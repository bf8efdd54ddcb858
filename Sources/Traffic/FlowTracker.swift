public import Events

/// Turns connection events into flows and timed requests: the heart of the hot path.
///
/// One thread owns it. Time comes with the events; nothing here asks a clock, and in the steady state nothing allocates. Its parts:
/// `FlowTracker+Connections` (birth, ends, owners), `+Pairs` (both ends here), `+Exchanges` (requests by the turn of direction),
/// `+Completion` (a request ended), `+Residue` (what TCP counted and this capture did not), `+Flows` (what is counted, and when a flow is told), `+Keys` (which flow), `+Tick` (what an
/// interval's end does).
public struct FlowTracker: ~Copyable {
    public struct Limits: Sendable {
        /// Ends of connections: two for each of which both are here.
        public var connections = 262_144
        public var flows = 4_096
        /// How long a closed connection stays for late events and for its other end, nanoseconds.
        public var linger: UInt64 = 3_000_000_000
        /// After how long a silent datagram or unix socket is forgotten: the kernel does not tell of their end.
        public var idle: UInt64 = 120_000_000_000
        /// A response is over when nothing of it moved for so long; it ends with its last byte, not with this wait.
        public var settle: UInt64 = 150_000_000
        public init() {}
    }

    let limits: Limits
    let naming: any WorkloadNaming
    /// Called with each request that ends; its cost is paid only when there is one.
    public var onRequest: ((Request) -> Void)? {
        didSet { if onRequest == nil { requestHeads.removeAll() } }
    }
    /// Ports of services to look at; empty for all.
    public let ports: Set<UInt16>
    /// Who knows of translated addresses, if anybody does.
    public var translations: (any AddressTranslating)?

    var connections: ConnectionTable
    var pairs = CookieIndex()
    var flows: FlowTable
    var paths: [String: UInt32] = [:]
    var pathNames: [String] = [""]
    /// Of the request under way on a connection, kept only when somebody wants requests.
    var requestHeads: [Int32: RequestHead] = [:]
    /// Processes that ended since connections were last settled.
    var ended: Set<ProcessID> = []
    /// The capture asks for what is left of every connection: snapshots tell it.
    public var isReconciling = false
    /// Somebody will hold the two halves of a connection against each other, each seen on its own host.
    public var keepsLinks = false
    /// Latest event time seen.
    public internal(set) var now = MonotonicTime(nanoseconds: 0)
    var totals = CaptureTotals()

    public init(
        naming: any WorkloadNaming, limits: Limits = Limits(), ports: Set<UInt16> = [],
        onRequest: ((Request) -> Void)? = nil
    ) {
        self.naming = naming
        self.limits = limits
        self.ports = ports
        self.onRequest = onRequest
        connections = ConnectionTable(limit: limits.connections)
        flows = FlowTable(limit: limits.flows)
    }

    /// Takes one event. The payload is valid during the call only.
    public mutating func handle(_ event: ConnectionEvent, payload: UnsafeRawBufferPointer) {
        totals.events += 1
        if now < event.time { now = event.time }
        if !ports.isEmpty, !ports.contains(event.servicePort) { return }
        let slot = connection(of: event, payload)
        let isLate = !follow(event, slot)
        count(event, slot)
        if isLate { return }
        switch event.kind {
        case .open: break
        case .message: message(event, payload, slot)
        case .snapshot:
            progress(event, slot)
            if isReconciling { reconcile(event, slot) }
        case .close:
            progress(event, slot)
            close(event, slot)
            reconcile(event, slot)
        }
    }

    /// More of the message under way.
    private mutating func progress(_ event: ConnectionEvent, _ slot: Int32) {
        learnAnswer(event, slot)
        connections[slot].sent = event.sent
        connections[slot].received = event.received
        if let last = event.last, connections[slot].exchange.last < last { connections[slot].exchange.last = last }
    }

    /// The path that a unix flow's `service` stands for.
    public func path(_ service: UInt32) -> String? {
        service > 0 && service < pathNames.count ? pathNames[Int(service)] : nil
    }

    public var connectionCount: Int { connections.count }
    public var flowCount: Int { flows.count }
}

extension ConnectionEvent {
    /// The port of the service: of the end that was connected to.
    var servicePort: UInt16 { role == .server ? local.port : remote.port }
}
