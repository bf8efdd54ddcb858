import Workloads

// One entry, as it is told.
extension ClusterModel {
    func update(of entry: ClusterEntry, _ key: ClusterEntry.Key) -> TaskUpdate {
        let marathon = schedulers.marathonTask(key)
        let words = [entry.agent, entry.master].compactMap(\.self)
        let agentID = entry.agentID ?? marathon?.task.agentID
        let agent = agentID.flatMap { agents[$0] }
        let told = app(of: entry)
        var update = TaskUpdate(kind: key.kind, id: key.id, frameworkID: key.frameworkID)
        update.name = words.lazy.map(\.name).first { !$0.isEmpty }
        update.framework = frameworks[key.frameworkID].flatMap { $0.name.isEmpty ? nil : $0.name } ?? schedulers.name(of: key.frameworkID)
        update.executorID = words.lazy.compactMap(\.executorID).first
        update.agentID = agentID
        update.host = agent.flatMap { $0.hostname.isEmpty ? nil : $0.hostname } ?? marathon?.task.host
        update.hostAddress = agent?.address
        update.containerID = words.lazy.compactMap(\.containerID).first
        update.executorProcess = agentID.flatMap { localAgents[$0] } == nil ? nil : words.lazy.compactMap(\.executorProcess).first
        update.app = told?.app
        update.labels = labels(words, marathon?.labels ?? [:])
        update.addresses = agent == nil ? [] : addresses(words.map(\.addresses) + [marathon?.task.addresses ?? []])
        update.ports = ports(words, marathon?.task.ports ?? [])
        update.sources = sources(entry, marathon != nil, told?.by)
        return update
    }

    private func labels(_ words: [MesosTask], _ ofApp: [String: String]) -> [String: String] {
        var labels = words.first?.labels ?? [:]
        for more in words.dropFirst().map(\.labels) + [ofApp] where more != labels {
            for (name, value) in more.sorted(by: { $0.key < $1.key }) where labels[name] == nil { labels.add(label: name, value) }
        }
        return labels
    }

    /// The first who tells of any that are the task's own: agents' and those of every host are not.
    private func addresses(_ told: [[String]]) -> [String] {
        for addresses in told {
            let own = addresses.filter { !AddressText.isLocal($0) && !names.isAgent($0) }
            if !own.isEmpty { return own }
        }
        return []
    }

    /// Those of Mesos, with the names that Marathon has for them, and what only Marathon has.
    private func ports(_ words: [MesosTask], _ marathon: [TaskUpdate.Port]) -> [TaskUpdate.Port] {
        var ports = words.lazy.map(\.ports).first { !$0.isEmpty } ?? []
        for port in marathon {
            let same = ports.indices.first {
                port.host != nil ? ports[$0].host == port.host : ports[$0].container == port.container
            }
            if let same {
                ports[same].container = ports[same].container ?? port.container
                ports[same].transport = ports[same].transport ?? port.transport
                ports[same].name = ports[same].name ?? port.name
            } else if ports.count < Limits.ports {
                ports.append(port)
            }
        }
        return ports
    }

    private func sources(_ entry: ClusterEntry, _ isOfMarathon: Bool, _ app: Evidence?) -> [Evidence] {
        var sources: Set<Evidence> = []
        if entry.agent != nil { sources.insert(.mesosAgent) }
        if entry.master != nil { sources.insert(.mesosMaster) }
        if isOfMarathon { sources.insert(.marathon) }
        if let app { sources.insert(app) }
        return Evidence.allCases.filter(sources.contains)
    }
}

// Apps: what a scheduler confirmed, else what the id looks like.
extension ClusterModel {
    private func app(of entry: ClusterEntry) -> (app: Workload.App, by: Evidence)? {
        entry.confirmed ?? entry.shape.map { ($0, .id) }
    }

    /// Once confirmed, an app stays: schedulers forget their tasks before Mesos does.
    mutating func confirm(_ entry: inout ClusterEntry, _ key: ClusterEntry.Key) {
        if entry.shape == nil { entry.shape = shape(of: entry, key) }
        if let kind = entry.shape?.kind { shapes[key.frameworkID, default: []].insert(kind) }
        if let app = schedulers.app(of: key, shape: entry.shape) { entry.confirmed = app }
    }

    /// A pod's executor tells its app also where a task's id does not.
    private func shape(of entry: ClusterEntry, _ key: ClusterEntry.Key) -> Workload.App? {
        if key.kind == .executor { return TaskIDs.app(executor: key.id) }
        let executor = entry.agent?.executorID ?? entry.master?.executorID
        return TaskIDs.app(task: key.id, executor: executor) ?? executor.flatMap { TaskIDs.app(executor: $0) }
    }
}
