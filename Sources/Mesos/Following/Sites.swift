import Synchronization

/// Everyone worth following, by now: from the configuration, from processes of this host, from what the cluster says. Any thread.
final class Sites: Sendable {
    struct State {
        var configured: [Site] = []
        var found: [Site] = []
        /// From the frameworks of the model.
        var candidates: [Site] = []
        var masters: [Site] = []
        /// The one through which a leader answered last.
        var way: Site.ID?
        /// Which site speaks for a framework: two addresses may be the same scheduler.
        var speakers: [String: Site] = [:]
    }

    /// Rings when there may be someone new.
    let bell = Bell()
    /// Rings when a process of Mesos has begun here, wherever it listens: whoever did not answer may answer now.
    let noticed = Bell()
    let discovers: Bool
    private let isDCOS: Bool
    let state: Mutex<State>

    /// Any process can call itself a master.
    private static let mostFound = 16
    static let mostMasters = 16
    private static let mostCandidates = 64

    init(_ configured: ConfiguredSites, _ configuration: ClusterConfiguration) {
        discovers = configuration.discovers
        isDCOS = configuration.discovers && SystemFile.exists(configuration.dcosMarker)
        state = Mutex(State(configured: configured.sites, masters: configured.masters))
        if isDCOS { add([Site(.dcosNet, ClusterURL(scheme: .http, host: "127.0.0.1", port: 62080), origin: .guessed)]) }
    }

    /// All but the masters, of whom only one is followed.
    var all: [Site] {
        state.withLock { state in
            var seen: Set<Site.ID> = []
            return (state.configured + state.found + state.candidates).filter { seen.insert($0.id).inserted }
        }
    }

    /// As it is now; nil when it is gone.
    func site(_ id: Site.ID) -> Site? { all.first { $0.id == id } }

    /// weir saw one of Mesos' own processes here. Any process can call itself so: what is configured is not added to.
    func notice(_ process: MesosProcess) {
        defer { noticed.ring() }
        guard discovers, let first = process.urls.first else { return }
        switch process.role {
        case .agent:
            guard !isConfigured(.agent) else { return }
            add([Site(.agent, key: "\(first)", urls: process.urls)])
            if let master = process.master { find(Site(.master, master, origin: .found)) }
        case .master:
            find(Site(.master, key: "\(first)", urls: process.urls))
            // Where people run Marathon.
            add([Site(.marathon, ClusterURL(scheme: .http, host: "127.0.0.1", port: 8080), origin: .guessed)])
            if isDCOS { add([Site(.mesosDNS, ClusterURL(scheme: .http, host: "127.0.0.1", port: 8123), origin: .guessed)]) }
        }
    }

    func isConfigured(_ kind: EndpointStatus.Kind) -> Bool {
        state.withLock { state in (state.configured + state.masters).contains { $0.id.kind == kind && $0.origin == .configured } }
    }

    private func add(_ sites: [Site]) {
        state.withLock { state in
            for site in sites where state.found.count < Self.mostFound {
                if !(state.configured + state.found).contains(where: { $0.id == site.id }) { state.found.append(site) }
            }
        }
        bell.ring()
    }

    func propose(_ candidates: [Site]) {
        guard discovers else { return }
        state.withLock { $0.candidates = Array(candidates.prefix(Self.mostCandidates)) }
        bell.ring()
    }
}
