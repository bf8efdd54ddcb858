/// What an API of the cluster said lately, for `weir check` and `weir names`.
public struct EndpointStatus: Hashable, Sendable {
    public enum State: Hashable, Sendable {
        case neverAsked
        case ok
        /// What failed, why, what to try.
        case failing(String)
    }

    public enum Kind: String, Hashable, Sendable {
        case master, agent, marathon, chronos, metronome
        case mesosDNS = "mesos-dns"
        case dcosNet = "dcos-net"
    }

    /// How weir came to ask it.
    public enum Origin: String, Hashable, Sendable {
        case configured
        /// A process, an agent or a framework named it.
        case found
        /// It is usually there: that nobody answers is no failure.
        case guessed
    }

    public var kind: Kind
    /// Empty when the configuration has one that cannot be used.
    public var url: String
    public var origin: Origin
    public var state: State
    /// Who answered instead, after a redirect: the leader.
    public var answeredBy: String?
    /// Since the last good answer or event.
    public var age: Duration?
    /// Good answers.
    public var answers: UInt64 = 0
    /// Events of its stream.
    public var events: UInt64 = 0
    public var failures: UInt64 = 0
}

extension EndpointStatus {
    /// What failed, why, what to try; nil when all is well.
    public var problem: String? {
        guard case .failing(let text) = state else { return nil }
        return text
    }
}
