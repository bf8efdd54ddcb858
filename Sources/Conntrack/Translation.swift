public import Events

/// A connection as the kernel's connection tracking (conntrack) knows it: what its packets look like each way.
///
/// Where nobody translates, the reply is the original turned around.
public struct Translation: Hashable, Sendable {
    /// A direction's source and destination.
    public struct Tuple: Hashable, Sendable {
        public var source: Endpoint
        public var destination: Endpoint

        public init(source: Endpoint, destination: Endpoint) {
            self.source = source
            self.destination = destination
        }
    }

    public var transport: ConnectionEvent.Transport
    /// As the client sends: from itself to the address that it dialled.
    public var original: Tuple
    /// As the server answers: from itself to the client that it sees.
    public var reply: Tuple
    /// Address spaces that an administrator keeps apart; mostly 0 for all.
    public var zone: UInt16
    /// Tells one connection from a later one with the same tuples. 0: not said.
    public var id: UInt32

    public init(transport: ConnectionEvent.Transport, original: Tuple, reply: Tuple, zone: UInt16 = 0, id: UInt32 = 0) {
        self.transport = transport
        self.original = original
        self.reply = reply
        self.zone = zone
        self.id = id
    }

    public var isTranslated: Bool { reply.source != original.destination || reply.destination != original.source }
}
