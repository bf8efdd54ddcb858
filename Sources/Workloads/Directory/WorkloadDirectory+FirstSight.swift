import Events

// The first sight of an owner: whose it is, as far as anybody can tell by now.
extension WorkloadDirectory {
    func introduce(_ owner: Owner, _ key: OwnerKey) -> WorkloadID {
        if owner.process == 0 && key.cgroups.isEmpty { return .unknown }
        let mayLearnMore = learn(cgroups: key, of: owner.process)
        let node = node(of: key)
        ask(about: node)
        let isShared = isShared(node)
        let hints = hints(of: owner.process, node, isShared: isShared)
        let place = isShared ? placeOfTask(owner.process, hints) ?? place(of: key, node) : place(of: key, node)
        let identity = WorkloadIdentity(place: place, command: key.command)
        let met = table.id(of: identity)
        guard let id = met ?? table.insert(WorkloadTable.Entry(identity: identity, node: node, hints: hints)) else {
            identifiedAsOther += 1
            return .other
        }
        if isShared {
            trees.learn(owner.process, key.command, id)
        } else if !mayLearnMore && known.count < mostKnown {
            known[key] = id
        }
        if !mayLearnMore || met == nil {
            for cgroup in missing(from: key) { orphans.add(key, id, waitingFor: cgroup) }
        }
        return id
    }

    /// What the known cgroups say; nil when none is known.
    func node(of key: OwnerKey) -> CgroupTree.Node? {
        let nodes = key.cgroups.compactMap(cgroups.node)
        return nodes.dropFirst().reduce(nodes.first) { best, next in
            best.map { next.saysMore(than: $0) ? next : $0 }
        }
    }

    /// Half an answer counts when it names a container or a unit.
    func place(of key: OwnerKey, _ node: CgroupTree.Node?) -> WorkloadPlace {
        if let node, missing(from: key).isEmpty || node.match.depth > 0 { return WorkloadPlace(node) }
        return missing(from: key).first.map(WorkloadPlace.unseen) ?? .nowhere
    }

    /// Who is in a container that nobody told of is asked at once.
    func ask(about node: CgroupTree.Node?) {
        guard case .container(let container)? = node?.match.meaning else { return }
        switch container.runtime {
        case "mesos": if !tasks.isKnown(container: container.id) { questions.ask(container.id) }
        case "containerd", "crio", "kubernetes": if containers[container.id] == nil { engineQuestions.ask(container.id) }
        default: break
        }
    }

    func isShared(_ node: CgroupTree.Node?) -> Bool {
        guard let node, !node.match.isContainer else { return false }
        return trees.isShared(node.path)
    }

    /// The task that a process without a cgroup of its own belongs to.
    private func placeOfTask(_ process: ProcessID, _ hints: EnvironmentHints?) -> WorkloadPlace? {
        if let container = trees.container(of: process) { return .container(container) }
        return hints?.taskID.map(WorkloadPlace.claimed)
    }

    /// A unit of systemd is named by the unit, a container that an engine told of by the engine.
    private func hints(of process: ProcessID, _ node: CgroupTree.Node?, isShared: Bool) -> EnvironmentHints? {
        switch node?.match.meaning {
        case .unit? where !isShared: return nil
        case .container(let container)? where containers[container.id] != nil || tasks.isKnown(container: container.id): return nil
        default: return environment(process)
        }
    }

    /// Executors have been told of: processes that were nobody's may be below them.
    func replaceProcesses() {
        for (process, command, id) in trees.unplaced {
            guard let container = trees.container(of: process), let entry = table[id] else { continue }
            let identity = WorkloadIdentity(place: .container(container), command: command)
            if entry.identity.place == identity.place { continue }
            table.move(id, to: identity, node: entry.node)
        }
    }

    func missing(from key: OwnerKey) -> [CgroupID] { key.cgroups.filter { cgroups.node($0) == nil } }

    func learnCommandLine(of owner: Owner, for id: WorkloadID) {
        let arguments = commandLines.commandLine(of: owner.process, named: owner.command)
            ?? proc?.commandLine(of: owner.process, named: owner.command)
        if let arguments { table.setCommandLine(arguments, of: id) }
    }
}
