/// How much a server takes and gives. Sizes in bytes.
public struct WebLimits: Sendable, Hashable {
    /// Request line and headers together.
    public var head = 16 << 10
    /// Path and query as sent.
    public var target = 4 << 10
    public var headers = 64
    public var queryItems = 32
    public var connections = 256
    /// Of them, streams of events.
    public var streams = 32
    /// Of one answer, before compression. The memory for it is the content's.
    public var answer = 64 << 20
    /// Of all answers that wait for slow readers.
    public var unsent = 64 << 20
    /// Waiting for one reader of a stream.
    public var streamMessages = 1024
    public var streamBytes = 1 << 20

    /// From the first byte of a request to the last of its headers.
    public var headTime: Duration = .seconds(5)
    /// A connection without a request.
    public var idleTime: Duration = .seconds(60)
    /// For making an answer.
    public var answerTime: Duration = .seconds(30)
    /// For sending it. A stream's reader may stand still as long.
    public var sendTime: Duration = .seconds(30)
    /// A stream without events says that it lives.
    public var heartbeat: Duration = .seconds(15)
    /// For the last words when the server stops, and for a refused client to read why.
    public var farewell: Duration = .seconds(2)

    public init() {}
}
