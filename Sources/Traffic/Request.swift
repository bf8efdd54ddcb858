public import Events

/// One request that has ended, with everything that a line about it needs.
public struct Request: Sendable {
    /// When its last byte moved.
    public var end: MonotonicTime
    public var key: FlowKey
    public var client: Endpoint
    public var server: Endpoint
    public var clientProcess: ProcessID
    public var serverProcess: ProcessID
    public var guess: ProtocolGuess?
    public var method: HTTP1.Method?
    /// Without query. `nil` when the protocol has none or it was not seen.
    public var path: String?
    public var status: UInt16?
    /// Durations in nanoseconds.
    public var requestTime: UInt64
    public var firstByteTime: UInt64
    public var queueTime: UInt64?
    /// The server's own view, when both ends are here.
    public var serverTime: UInt64?
    public var sent: UInt64
    public var received: UInt64
    public var observed: Observation

    public var isError: Bool { status.map { $0 >= 500 } ?? false }
}
