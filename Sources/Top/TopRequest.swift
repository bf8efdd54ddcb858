/// One request, told as it ended.
public struct TopRequest: Hashable, Sendable {
    /// When it ended, for people.
    public var clock: String
    /// Ids of both its ends and of all that these are part of; empty: not known, which is anybody's.
    public var nodes: Set<String>
    /// 0 where there is none.
    public var port: UInt16
    /// `wrk → shop/web :80`.
    public var title: String
    /// `GET /cart`, or the protocol's name.
    public var what: String
    public var status: String?
    public var isError = false
    /// Nanoseconds.
    public var requestTime: UInt64?
    public var queueTime: UInt64?
    public var firstByteTime: UInt64?
    public var sent: UInt64 = 0
    public var received: UInt64 = 0

    public init(clock: String, nodes: Set<String>, port: UInt16, title: String, what: String, status: String? = nil) {
        self.clock = clock
        self.nodes = nodes
        self.port = port
        self.title = title
        self.what = what
        self.status = status
    }
}
