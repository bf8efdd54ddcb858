/// What the path of a cgroup says: which container of which engine, and the uid of its pod. LXC, nspawn and garden name their
/// containers there.
struct CgroupResolver: NameResolver {
    func resolve(_ subject: NameSubject, _ tasks: TaskTable, into answer: inout Workload) {
        guard let node = subject.node else { return }
        answer.cgroup = node.path
        if case .host = node.match.meaning { return }
        answer.believe([.cgroup])
        guard let container = subject.container else { return }
        answer.container = Workload.Container(id: container.id, runtime: container.runtime)
        if let uid = container.pod { answer.pod = Workload.Pod(uid: uid) }
    }
}
