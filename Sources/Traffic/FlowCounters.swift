/// What is counted of a flow, a connection or a whole capture. Plain sums: any order of adding gives the same.
/// They go round rather than trap, since what a record claims is not ours.
public struct FlowCounters: Hashable, Sendable {
    /// Client to server, bytes.
    public var sent: Int64 = 0
    /// Server to client, bytes.
    public var received: Int64 = 0
    /// Requests whose response began.
    public var requests: Int64 = 0
    /// Of those, with a status that says the server failed.
    public var errors: Int64 = 0
    /// Requests that a reset or an error of the connection left without a response.
    public var unanswered: Int64 = 0
    public var opened: Int64 = 0
    public var closed: Int64 = 0
    /// Connects that were refused, timed out or given up.
    public var failed: Int64 = 0
    public var retransmits: Int64 = 0
    public var resets: Int64 = 0

    public init() {}

    public static func += (left: inout Self, right: Self) {
        left.sent &+= right.sent
        left.received &+= right.received
        left.requests &+= right.requests
        left.errors &+= right.errors
        left.unanswered &+= right.unanswered
        left.opened &+= right.opened
        left.closed &+= right.closed
        left.failed &+= right.failed
        left.retransmits &+= right.retransmits
        left.resets &+= right.resets
    }

    public static func -= (left: inout Self, right: Self) {
        left.sent &-= right.sent
        left.received &-= right.received
        left.requests &-= right.requests
        left.errors &-= right.errors
        left.unanswered &-= right.unanswered
        left.opened &-= right.opened
        left.closed &-= right.closed
        left.failed &-= right.failed
        left.retransmits &-= right.retransmits
        left.resets &-= right.resets
    }

    public var isZero: Bool { self == FlowCounters() }
}
