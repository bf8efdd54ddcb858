import Synchronization

/// What a server has seen since its start.
public struct WebCounters: Sendable, Hashable {
    /// Answers by class of status; a stream of events counts when it begins. Refusals are answers too.
    public var succeeded: UInt64 = 0
    public var redirected: UInt64 = 0
    public var clientErrors: UInt64 = 0
    public var serverErrors: UInt64 = 0
    public var refused: [WebRefusal: UInt64] = [:]
    /// Bytes given to sockets, before TLS.
    public var sentBytes: UInt64 = 0
    public var acceptedConnections: UInt64 = 0
    public var openConnections = 0
    public var openStreams = 0
    /// Connections without a request that were closed, for their age or to make room.
    public var droppedIdle: UInt64 = 0
    /// Readers that did not keep up, of answers and of streams.
    public var droppedReaders: UInt64 = 0
    /// Messages that were published faster than the server could hand them to its readers, once per reader. They are told how many.
    public var lostMessages: UInt64 = 0

    public init() {}

    /// Refusals of all causes.
    public var refusals: UInt64 { refused.values.reduce(0, &+) }

    mutating func count(status: Int) {
        switch status {
        case ..<300: succeeded &+= 1
        case ..<400: redirected &+= 1
        case ..<500: clientErrors &+= 1
        default: serverErrors &+= 1
        }
    }
}

/// Why the server itself, and not its content, said no.
public enum WebRefusal: String, Sendable, Hashable, CaseIterable {
    case malformed, tooLarge = "too_large", method, body, slow, path, host, origin, token, peer, connections, streams, unsent, late
    case answerTooLarge = "answer_too_large", stopping
}

/// The counters of one server; any thread.
final class Ledger: Sendable {
    private let state = Mutex(WebCounters())

    var counters: WebCounters { state.withLock { $0 } }

    func change(_ change: (inout WebCounters) -> Void) { state.withLock { change(&$0) } }
}
