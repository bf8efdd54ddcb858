public import Logging
import Synchronization
public import Workloads

/// Follows a Mesos cluster: agents of this host, masters, schedulers, tables of names, and says what all that is called.
///
/// Read-only: it asks, and changes nothing. Any thread; its handler is called from Swift's own threads, one batch at a time. Whoever
/// does not answer is tried again, ever slower; what was known stays. Nobody needs to be there at start.
public final class ClusterFollower: Sendable {
    private let configuration: ClusterConfiguration
    private let authorities: Authorities
    private let configured: ConfiguredSites
    private let sites: Sites
    private let board: StatusBoard
    private let desk: ClusterDesk
    private let unknown = UnknownContainers()

    /// Reads the CA file; connects to nothing yet.
    public init(configuration: ClusterConfiguration, logger: Logger, handler: @escaping @Sendable ([NameUpdate]) -> Void) {
        self.configuration = configuration
        authorities = Authorities(caFile: configuration.caFile)
        configured = ConfiguredSites(configuration)
        sites = Sites(configured, configuration)
        board = StatusBoard(logger: logger)
        desk = ClusterDesk(sites, handler)
        for error in configured.errors { logger.error("\(error.kind.rawValue): \(error.problem ?? "")") }
        for site in sites.masters + sites.all { board.list(site.endpoint(site.urls[0])) }
    }

    /// Until its task is cancelled. Once only.
    public func run() async {
        let client = ClusterClient(configuration, authorities)
        let following = Following(
            client: client, desk: desk, board: board, sites: sites, unknown: unknown,
            intervals: configuration.intervals, documentLimit: configuration.documentLimit)
        await withDiscardingTaskGroup { group in
            group.addTask { await MasterFollowing(following: following).run() }
            group.addTask { await self.forget(following) }
            await follow(following, in: &group)
            group.cancelAll()
        }
        await client.close()
    }

    /// Begins to follow whoever turns up.
    private func follow(_ following: Following, in group: inout DiscardingTaskGroup) async {
        let followed = Followed()
        while !Task.isCancelled {
            let heard = sites.bell.rings
            for site in sites.all where followed.begin(site.id) {
                if let url = site.urls.first { board.list(site.endpoint(url)) }
                group.addTask {
                    await Self.follow(site.id, following)
                    following.board.remove(site.id)
                    followed.end(site.id)
                    // It may have turned up again meanwhile.
                    following.sites.bell.ring()
                }
            }
            _ = await sites.bell.wait(heard: heard, atMost: .seconds(3600))
        }
    }

    private static func follow(_ id: Site.ID, _ following: Following) async {
        switch id.kind {
        case .agent: await AgentFollowing(following: following, id: id).run()
        case .marathon: await MarathonFollowing(following: following, id: id).run()
        case .chronos, .metronome, .mesosDNS, .dcosNet: await PolledFollowing(following: following, id: id).run()
        case .master: break
        }
    }

    private func forget(_ following: Following) async {
        while !Task.isCancelled {
            await following.rest(configuration.intervals.memory / 10)
            await following.desk.forget(after: configuration.intervals.memory)
        }
    }
}

extension ClusterFollower {
    /// weir saw this process, at start or later.
    public func notice(process: MesosProcess) { sites.notice(process) }

    /// weir saw a container of Mesos that nobody has named yet; nested ones as `parent.child`.
    public func unknownContainer(_ id: String) { unknown.add(id) }

    /// How much is known by now.
    public var counts: ClusterCounts { get async { await desk.counts } }

    /// In the order in which they turned up.
    public var status: [EndpointStatus] { configured.errors + board.all }
}

/// Who is being followed.
private final class Followed: Sendable {
    private let ids = Mutex<Set<Site.ID>>([])

    /// False when it is already.
    func begin(_ id: Site.ID) -> Bool { ids.withLock { $0.insert(id).inserted } }

    func end(_ id: Site.ID) { ids.withLock { _ = $0.remove(id) } }
}
