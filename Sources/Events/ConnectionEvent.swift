/// What a kernel program says of one connection at one moment.
///
/// Plain values without heap memory, passed by reference through the pipeline. The payload travels beside it, as a buffer that
/// is valid only during the call.
public struct ConnectionEvent: Sendable {
    public enum Kind: UInt8, Sendable {
        /// Established, or first seen.
        case open = 1
        /// The direction of bytes has turned: a message begins.
        case message = 2
        /// The socket is gone, or its connect failed.
        case close = 3
        /// Totals in the middle of a message, asked for by the reader.
        case snapshot = 4
    }

    public enum Transport: UInt8, Sendable, CaseIterable {
        case tcp = 1
        case udp = 2
        case unix = 3
    }

    /// By who connected, never by port number.
    public enum Role: UInt8, Sendable {
        case unknown = 0
        case client = 1
        case server = 2
    }

    /// Seen from this end.
    public enum Direction: UInt8, Sendable {
        case none = 0
        case send = 1
        case receive = 2
    }

    public struct Flags: OptionSet, Sendable {
        public let rawValue: UInt8
        @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// Older than the capture.
        public static let older = Flags(rawValue: 1)
        /// Nobody saw the connect: the role comes from listening ports or from who sent first.
        public static let roleGuessed = Flags(rawValue: 2)
        /// The owner is the process that listens; nobody has touched this socket yet.
        public static let ownerListens = Flags(rawValue: 4)
        /// Its ring was full: kept in the kernel and delivered later.
        public static let deferred = Flags(rawValue: 8)
    }

    /// What no delivered event of this connection has told before. Summing it over all events gives the truth, whatever was lost
    /// or reordered in between; single values may be negative when two processors report at once.
    public struct News: Equatable, Sendable {
        public var sent: Int64 = 0
        public var received: Int64 = 0
        /// Responses begun.
        public var exchanges: Int32 = 0
        public var retransmits: Int32 = 0
        public var resets: Int32 = 0
        public var opened: Int32 = 0
        public var failed: Int32 = 0
        public var closed: Int32 = 0
        @inlinable public init() {}
    }

    /// TCP: what the program moved and this capture did not count, each end for itself. Bytes.
    public struct Residue: Equatable, Sendable {
        /// Both ways, before the capture saw the connection.
        public var earlier: UInt64 = 0
        /// Both ways, in a manner that no hook tells: splice, zero-copy receive.
        public var unseen: UInt64 = 0
        /// Arrived, and not read by the program.
        public var unread: UInt64 = 0
        /// Written, and not confirmed by the peer.
        public var unacknowledged: UInt64 = 0
        @inlinable public init() {}
    }

    public var kind: Kind
    public var transport: Transport
    public var role: Role
    public var direction: Direction
    public var flags: Flags
    public var time: MonotonicTime
    /// SO_COOKIE of the socket: never used twice between two boots.
    public var cookie: UInt64
    /// Unix: the cookie of the other end. 0 unknown.
    public var peerCookie: UInt64
    /// n-th event of this connection, counting lost ones, from 0.
    public var sequence: UInt32
    /// Message: bytes of the operation that began it.
    public var length: UInt32
    /// Close: errno, 0 none.
    public var error: Int32
    public var news: News
    /// Cumulative, as of this event.
    public var sent: UInt64
    /// Cumulative, as of this event.
    public var received: UInt64
    public var started: MonotonicTime?
    public var established: MonotonicTime?
    /// Message received: when its first bytes reached the socket.
    public var arrived: MonotonicTime?
    /// First byte of the response to the request before this event. A response has an event of its own only where its payload is wanted.
    public var answered: MonotonicTime?
    /// Message: last byte of the message before. Else: last byte so far.
    public var last: MonotonicTime?
    public var local: Endpoint
    public var remote: Endpoint
    public var networkNamespace: UInt32
    public var owner: Owner
    public var thread: UInt32
    /// Unix: the process at the other end. 0 unknown.
    public var peerProcess: ProcessID
    /// TCP sequence numbers of the first byte each way: the same pair, swapped, at the other end, through any NAT. 0 unknown.
    public var initialSequenceSent: UInt32
    public var initialSequenceReceived: UInt32
    /// Close, and snapshot when the capture reconciles; else nothing.
    public var residue: Residue
}
