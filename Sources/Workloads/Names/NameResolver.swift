/// One link of the chain from evidence to hint. It adds to the answer what it knows and takes nothing back that stands already, so
/// the order of the chain is the order of trust.
protocol NameResolver: Sendable {
    func resolve(_ subject: NameSubject, _ tasks: TaskTable, into answer: inout Workload)
}

/// Whom a name is wanted for: what the kernel, the engine and the process itself say.
struct NameSubject {
    var node: CgroupTree.Node?
    /// What the engine says of the container in the cgroup.
    var facts: ContainerUpdate?
    /// Found below an executor that an agent named, where cgroups tell nothing: the executor's container.
    var executorContainer: String?
    /// What the process says of itself.
    var hints: EnvironmentHints?

    var container: ContainerIdentity? {
        if case .container(let identity)? = node?.match.meaning { identity } else { nil }
    }

    var unit: String? {
        if case .unit(let name)? = node?.match.meaning { name } else { nil }
    }

    func label(_ key: String) -> String? { facts?.labels?[key].flatMap { $0.isEmpty ? nil : $0 } }
}

enum ResolverChain {
    /// All of them, most trusted first.
    private static let links: [any NameResolver] = [
        CgroupResolver(), EngineResolver(), MesosContainerizerResolver(), MesosDockerResolver(), ProcessTreeResolver(), KubernetesResolver(),
        NomadResolver(), SwarmResolver(), ComposeResolver(), MesosLabelResolver(), EnvironmentResolver(), SystemdResolver(),
    ]

    static func resolve(_ subject: NameSubject, _ tasks: TaskTable, into answer: inout Workload) {
        for link in links { link.resolve(subject, tasks, into: &answer) }
        answer.name = DisplayName.of(answer, subject)
    }
}
