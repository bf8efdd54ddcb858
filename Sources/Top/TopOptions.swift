/// How the screen begins, and what its source can do.
public struct TopOptions: Hashable, Sendable {
    public var tab = TopTab.flows
    /// What makes two ends two in a list of flows.
    public var grouping = TopGrouping.process
    /// nil: the busiest first.
    public var sort: TopColumn?
    public var hidesSystem = false
    /// Why the source tells no requests; nil: it does.
    public var noRequests: String?

    public init() {}
}
