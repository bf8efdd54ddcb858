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
    /// `nil` when the protocol has none or it was not seen.
    public var head: RequestHead?
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

/// What names a request.
public struct RequestHead: Sendable, Equatable {
    public var method: String
    /// Without query.
    public var path: String

    init(_ head: HTTP1Request, in payload: UnsafeRawBufferPointer) {
        method = String(decoding: payload[head.methodRange], as: UTF8.self)
        path = head.path.isEmpty ? "/" : String(decoding: payload[head.path], as: UTF8.self)
    }
}
