import Workloads

/// A framework whose tasks have ids as a certain scheduler makes them, and where that may listen. Whether it is one, it says itself.
public struct SchedulerCandidate: Hashable, Sendable {
    public var frameworkID: String
    public var name: String
    /// Most likely first.
    public var urls: [String]

    public init(frameworkID: String, name: String, urls: [String]) {
        self.frameworkID = frameworkID
        self.name = name
        self.urls = urls
    }
}

extension ClusterModel {
    public var marathonCandidates: [SchedulerCandidate] { candidates(.marathon, ports: [8080]) }
    public var chronosCandidates: [SchedulerCandidate] { candidates(.chronos, ports: [8080, 4400]) }
    public var metronomeCandidates: [SchedulerCandidate] { candidates(.metronome, ports: [9090, 9000]) }

    /// In the order of their ids. What a framework says of itself comes before what is usual.
    private func candidates(_ kind: Workload.App.Kind, ports: [UInt16]) -> [SchedulerCandidate] {
        shapes.filter { $0.value.contains(kind) && !completedFrameworks.contains($0.key) }.keys.sorted().compactMap { id in
            guard let framework = frameworks[id] else { return nil }
            var urls = [framework.webURL].compactMap(\.self)
            if let host = framework.hostname {
                let literal = host.contains(":") ? "[\(host)]" : host
                for url in ports.map({ "http://\(literal):\($0)" }) where !urls.contains(url) { urls.append(url) }
            }
            return SchedulerCandidate(frameworkID: id, name: framework.name, urls: urls)
        }
    }
}

/// How much a model knows.
public struct ClusterCounts: Hashable, Sendable {
    /// Present ones.
    public var tasks = 0
    public var executors = 0
    public var frameworks = 0
    public var agents = 0
    /// Different ones that present tasks belong to.
    public var apps = 0
    /// Addresses that have a name of their own.
    public var addresses = 0

    public init() {}
}

extension ClusterModel {
    public var counts: ClusterCounts {
        var counts = ClusterCounts()
        var apps: Set<Workload.App> = []
        for entry in entries.values {
            guard let update = entry.published, update.state == .present else { continue }
            if update.kind == .task { counts.tasks += 1 } else { counts.executors += 1 }
            if let app = update.app { apps.insert(app) }
        }
        counts.frameworks = frameworks.keys.count { !completedFrameworks.contains($0) }
        counts.agents = agents.count
        counts.apps = apps.count
        counts.addresses = names.published.count
        return counts
    }
}
