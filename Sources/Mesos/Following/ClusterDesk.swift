import Workloads

/// Where all news come together: one piece at a time, in the order of its arrival, and the handler hears what it changes.
actor ClusterDesk {
    private var model = ClusterModel()
    private var candidates: [Site] = []
    private let sites: Sites
    private let handler: @Sendable ([NameUpdate]) -> Void

    init(_ sites: Sites, _ handler: @escaping @Sendable ([NameUpdate]) -> Void) {
        self.sites = sites
        self.handler = handler
    }

    /// The time is in seconds.
    func take(_ change: @Sendable (inout ClusterModel, Double) -> [NameUpdate]) {
        let updates = change(&model, SystemFile.monotonicSeconds())
        if !updates.isEmpty { handler(updates) }
        propose()
    }

    /// Frameworks come, go and move.
    private func propose() {
        let current =
            Self.sites(.marathon, model.marathonCandidates) + Self.sites(.chronos, model.chronosCandidates)
            + Self.sites(.metronome, model.metronomeCandidates)
        guard current != candidates else { return }
        candidates = current
        sites.propose(current)
    }

    private static func sites(_ kind: EndpointStatus.Kind, _ candidates: [SchedulerCandidate]) -> [Site] {
        candidates.map { candidate in
            let urls = candidate.urls.compactMap { try? ClusterURL($0) }
            return Site(kind, key: candidate.frameworkID, urls: urls, frameworkID: candidate.frameworkID)
        }
    }

    func forget(after memory: Duration) { take { model, now in model.forget(before: now - memory / .seconds(1)) } }

    func unknown(of ids: [String]) -> [String] { ids.filter { !model.knows(container: $0) } }

    var counts: ClusterCounts { model.counts }
}
