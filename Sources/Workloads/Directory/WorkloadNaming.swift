public import Events

extension WorkloadDirectory {
    /// Everything known of a workload by now: names learned after `identify` are in it. Builds a new value: for output, not for
    /// every event. An id that has been retired is `unknown`.
    public func workload(_ id: WorkloadID) -> Workload {
        if id == .other { return Workload(name: "other") }
        guard let entry = table[id] else { return Workload(name: "unknown") }
        var answer = Workload(name: "")
        answer.process = process(of: entry, id)
        answer.commandLine = entry.commandLine
        ResolverChain.resolve(subject(of: entry), tasks, into: &answer)
        return answer
    }

    /// The processes that were seen under a workload, of many the last; some may have ended.
    public func processes(of id: WorkloadID) -> [ProcessID] { table[id] == nil ? [] : table.processes(of: id).latest }

    /// Whoever is in a container, as far as cgroups, engines and clusters tell: no process is known of it.
    func workload(inContainer node: CgroupTree.Node) -> Workload {
        var answer = Workload(name: "")
        ResolverChain.resolve(subject(of: node), tasks, into: &answer)
        return answer
    }

    private func subject(of entry: WorkloadTable.Entry) -> NameSubject {
        var subject = subject(of: entry.node)
        if case .container(let id) = entry.identity.place, subject.container == nil { subject.executorContainer = id }
        subject.hints = entry.hints
        return subject
    }

    private func subject(of node: CgroupTree.Node?) -> NameSubject {
        var subject = NameSubject(node: node)
        subject.facts = subject.container.flatMap { containers[$0.id] }
        return subject
    }

    private func process(of entry: WorkloadTable.Entry, _ id: WorkloadID) -> Workload.Process? {
        let name = entry.identity.command.description
        return name.isEmpty ? nil : Workload.Process(pid: table.processes(of: id).only, name: name)
    }
}
