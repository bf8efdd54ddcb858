public import Events

/// One side of a flow.
public enum Party: Hashable, Sendable {
    /// Somebody on this host.
    case workload(WorkloadID)
    /// Somebody elsewhere, or outside what is watched.
    case address(IPAddress)
    /// Neither is known, as of the sender of a datagram that got no reply.
    case unknown
}

/// What makes a flow: all connections from one client to one service of one server. The client's own port is no part of it.
public struct FlowKey: Hashable, Sendable {
    public var client: Party
    public var server: Party
    public var transport: ConnectionEvent.Transport
    /// The server's port; of a unix socket, the number of its path (`FlowTracker.path`), 0 unnamed.
    public var service: UInt32

    public init(client: Party, server: Party, transport: ConnectionEvent.Transport, service: UInt32) {
        self.client = client
        self.server = server
        self.transport = transport
        self.service = service
    }
}
