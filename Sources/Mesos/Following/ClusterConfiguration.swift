/// Where the cluster is, and what may be done to follow it. Addresses are `host:port` or URLs.
public struct ClusterConfiguration: Sendable {
    public var masters: [String] = []
    public var agent: String?
    public var marathons: [String] = []
    public var chronos: [String] = []
    public var metronome: [String] = []
    /// mesos-dns: `host:8123`.
    public var mesosDNS: [String] = []
    /// dcos-net: `127.0.0.1:62080`.
    public var dcosNet: [String] = []
    /// The Admin Router of DC/OS: `https://dcos.example`.
    public var dcos: String?
    /// Certificates in PEM that are trusted beside the system's.
    public var caFile: String?
    public var credentials = ClusterCredentials()
    /// Follow masters, agents and schedulers that were found, too.
    public var discovers = true
    /// This file means that the host belongs to DC/OS.
    public var dcosMarker = "/opt/mesosphere/etc/dcos-version.json"
    public var intervals = Intervals()
    /// Bytes of one answer.
    public var maxDocument = 128 << 20

    public init() {}

    /// How often, and how long.
    public struct Intervals: Sendable {
        /// Between two answers of an agent, and of a master that cannot be subscribed to. Never less than ten times the answer's time.
        public var poll = Duration.seconds(10)
        /// The same of Marathon, whose events come at once.
        public var schedulers = Duration.seconds(30)
        /// The same of Chronos, Metronome and tables of names.
        public var names = Duration.seconds(60)
        /// After a failure, then doubled up to the longest.
        public var firstPause = Duration.milliseconds(500)
        public var longestPause = Duration.seconds(30)
        /// The longest wait for an answer to begin, and three times that for its end.
        public var patience = Duration.seconds(20)
        /// The least between two answers that containers nobody knows ask for.
        public var betweenRefreshes = Duration.milliseconds(200)
        /// The least between two logins.
        public var betweenLogins = Duration.seconds(30)
        /// How long names outlive those that told them.
        public var memory = Duration.seconds(600)

        public init() {}
    }
}

extension ClusterConfiguration {
    static let largestDocument = 256 << 20

    var documentLimit: Int { min(max(maxDocument, 1 << 16), Self.largestDocument) }

    /// Those that get credentials.
    var addresses: [(Realm, [ClusterURL])] {
        [
            (.mesos, Self.urls(masters, 5050) + Self.urls(agent.map { [$0] } ?? [], 5051)),
            (.marathon, Self.urls(marathons, 8080) + Self.urls(metronome, 9000)),
            (.chronos, Self.urls(chronos, 4400)),
            (.dcos, Self.urls(dcos.map { [$0] } ?? [], 443) + Self.urls(mesosDNS, 8123) + Self.urls(dcosNet, 62080)),
        ]
    }

    private static func urls(_ texts: [String], _ port: UInt16) -> [ClusterURL] {
        texts.compactMap { try? ClusterURL($0, defaultPort: port) }
    }
}
