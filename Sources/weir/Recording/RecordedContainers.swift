import Events
import Recording
import Workloads

/// What engines have told of the containers that a capture may name: those that are watched. Others wait, since a container may be told of
/// before its cgroup is made.
final class RecordedContainers {
    private struct Told: Equatable {
        var update: ContainerUpdate
        /// Of Mesos, in it: told with the container for other readers.
        var task: String?

        var texts: (json: String?, update: String) { (update.scapJSON(task: task), update.captured) }
    }

    private var told: [String: Told] = [:]
    private var waiting: [ContainerUpdate] = []
    /// Where the processes of the start are.
    private(set) var places: Set<CgroupPlace> = []

    private static let mostTold = 16_384
    private static let mostWaiting = 1024

    func observe(_ update: ContainerUpdate) {
        waiting.append(update)
        if waiting.count > Self.mostWaiting { waiting.removeFirst() }
    }

    func note(_ memberships: [HostTables.Membership]) {
        for membership in memberships { places.insert(CgroupPlace(hierarchy: membership.hierarchy, path: membership.path)) }
    }

    /// All that is known, for the beginning of a file.
    var known: [(json: String?, update: String)] { told.values.sorted { $0.update.id < $1.update.id }.map(\.texts) }

    /// What is told from now on.
    func news(_ names: LocalNames, _ watched: WatchedHost) -> [(json: String?, update: String)] {
        guard !waiting.isEmpty else { return [] }
        var news: [(json: String?, update: String)] = []
        var unwatched: [ContainerUpdate] = []
        for update in waiting {
            guard told[update.id] != nil || isWatched(update, names, watched) else {
                if update.state == .present { unwatched.append(update) }
                continue
            }
            let now = Told(update: update.over(told[update.id]?.update), task: names.directory.taskID(inContainer: update.id))
            guard now != told[update.id] else { continue }
            news.append(now.texts)
            if now.update.state == .removed || told.count >= Self.mostTold { told[update.id] = nil } else { told[update.id] = now }
        }
        waiting = unwatched
        return news
    }

    /// Those whose task has become known since they were told.
    func retold(_ directory: WorkloadDirectory) -> [(json: String?, update: String)] {
        var again: [(json: String?, update: String)] = []
        for (id, known) in told.sorted(by: { $0.key < $1.key }) {
            guard let task = directory.taskID(inContainer: id), task != known.task else { continue }
            told[id]?.task = task
            again.append(Told(update: known.update, task: task).texts)
        }
        return again
    }

    private func isWatched(_ update: ContainerUpdate, _ names: LocalNames, _ watched: WatchedHost) -> Bool {
        if watched.isEverything { return true }
        let tree = names.directory.cgroups
        return tree.cgroups(ofContainer: update.id).contains { cgroup in
            tree.path(of: cgroup).map { isWatched(cgroup, $0, watched) } ?? false
        }
    }

    /// Below what the filter names, or where a watched process was at the start.
    func isWatched(_ cgroup: CgroupID, _ path: String, _ watched: WatchedHost) -> Bool {
        watched.isEverything || watched.isInside(cgroup.hierarchy, path)
            || places.contains(CgroupPlace(hierarchy: cgroup.hierarchy, path: path))
    }
}

extension ContainerUpdate {
    /// What it leaves out stays as it was.
    fileprivate func over(_ earlier: ContainerUpdate?) -> ContainerUpdate {
        var merged = self
        merged.name = name ?? earlier?.name
        merged.image = image ?? earlier?.image
        merged.labels = labels ?? earlier?.labels
        merged.addresses = addresses ?? earlier?.addresses
        merged.ports = ports ?? earlier?.ports
        merged.networks = networks ?? earlier?.networks
        return merged
    }
}
