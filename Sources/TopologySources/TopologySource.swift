public import Traffic

/// Where a view of hosts comes from: their own APIs, a store of metrics, captures.
public protocol TopologySource: Sendable {
    /// What is known of the stretch of `window` nanoseconds that ends `at` that many nanoseconds since 1970; nil: now. Hosts that do not answer
    /// are in it as far as they are known, with the reason. Throws when the source as a whole says nothing. May be called again.
    func view(at time: UInt64?, window: UInt64) async throws -> TopologyView

    /// Must be called once, after the last view.
    func close() async
}

/// How sources are asked.
public struct SourceOptions: Sendable {
    /// Sent to every address that is given, and to nobody else: redirects are not followed.
    public var token: AccessToken?
    /// Authorities beside those that the system trusts.
    public var caFile: String?
    /// Such as `X-Scope-OrgID` of Mimir.
    public var headers: [(name: String, value: String)] = []
    /// The longest wait for an answer with its body.
    public var patience: Duration = .seconds(10)
    /// Bytes of an answer, also of one that came compressed.
    public var limit = 64 << 20

    public init() {}
}
