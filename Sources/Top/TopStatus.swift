/// What a source says of itself, beyond its graph.
public struct TopStatus: Hashable, Sendable {
    /// Where it is from: `kernel 6.18, socket backend`, a node's URL, a file's name.
    public var source: String
    /// The time that the graph is of, for people: `09:00:01`.
    public var clock: String
    public var eventsPerSecond: Double?
    /// Of weir itself: processors used, bytes resident.
    public var ownProcessors: Double?
    public var ownBytes: UInt64?
    /// What is not as it should be: told less than all, a node that does not answer, a capture that is over.
    public var warning: String?

    public init(source: String, clock: String) {
        self.source = source
        self.clock = clock
    }
}
