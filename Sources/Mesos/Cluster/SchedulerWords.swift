import Workloads

/// What Marathons, Chronos and Metronome have said, each by its URL.
struct SchedulerWords: Sendable {
    struct MarathonWord: Sendable {
        var app: Workload.App
        var labels: [String: String]
        var task: MarathonTask
    }

    struct Marathon: Sendable {
        var frameworkID: String?
        var name: String?
        /// Ids of apps and pods.
        var apps: Set<String> = []
        /// By the task's id.
        var tasks: [String: MarathonWord] = [:]
    }

    struct Metronome: Sendable {
        var jobs: Set<String> = []
        /// Jobs by the ids of their tasks.
        var tasks: [String: String] = [:]
    }

    var marathons: [String: Marathon] = [:]
    /// Names of jobs.
    var chronos: [String: Set<String>] = [:]
    var metronomes: [String: Metronome] = [:]

    /// Of the Marathon that is this framework.
    func marathonTask(_ key: ClusterEntry.Key) -> MarathonWord? {
        guard key.kind == .task else { return nil }
        return first(of: key.frameworkID) { $0.tasks[key.id] }
    }

    func name(of framework: String) -> String? { first(of: framework, \.name) }

    /// One Marathon may be there by several URLs: the first of the alphabet that tells it.
    private func first<Fact>(of framework: String, _ fact: (Marathon) -> Fact?) -> Fact? {
        var found: (url: String, fact: Fact)?
        for (url, marathon) in marathons where marathon.frameworkID == framework && url < found?.url ?? "\u{10ffff}" {
            if let fact = fact(marathon) { found = (url, fact) }
        }
        return found?.fact
    }

    /// nil when no scheduler has confirmed it. `shape`: what its id looks like.
    func app(of key: ClusterEntry.Key, shape: Workload.App?) -> (app: Workload.App, by: Evidence)? {
        if let word = marathonTask(key) { return (word.app, .marathon) }
        if key.kind == .task, let job = metronomes.values.lazy.compactMap({ $0.tasks[key.id] }).first {
            return (Workload.App(id: job, kind: .metronome), .metronome)
        }
        guard let shape else { return nil }
        return isKnown(shape, framework: key.frameworkID).map { (shape, $0) }
    }

    /// Who has such an app or job.
    private func isKnown(_ app: Workload.App, framework: String) -> Evidence? {
        switch app.kind {
        case .marathon: marathons.values.contains { $0.frameworkID == framework && $0.apps.contains(app.id) } ? .marathon : nil
        case .chronos: chronos.values.contains { $0.contains(app.id) } ? .chronos : nil
        case .metronome: metronomes.values.contains { $0.jobs.contains(app.id) } ? .metronome : nil
        default: nil
        }
    }
}
