import Workloads

/// All that masters, agents, schedulers and name servers have said of one cluster, merged: whoever speaks, it answers what is new.
///
/// A value without clock or network: times are seconds of whichever clock the caller has, and only ever grow. What an agent says of its own
/// tasks is believed over the master, and the master over schedulers. News are whole each time and come in the order of what was said.
public struct ClusterModel: Sendable {
    /// By id, completed ones too: their tasks still want a name.
    var frameworks: [String: MesosFramework] = [:]
    var completedFrameworks: Set<String> = []
    var agents: [String: MesosAgent] = [:]
    /// Those that spoke themselves: agents of the host that weir runs on.
    var localAgents: [String: LocalAgent] = [:]
    /// Tasks and executors: present ones, and those that have ended, until `forget`.
    var entries: [ClusterEntry.Key: ClusterEntry] = [:]
    /// How many entries were published in each container.
    var containers: [String: Int] = [:]
    /// Entries that have ended, oldest first.
    var ended: [(key: ClusterEntry.Key, time: Double)] = []
    /// What kinds of apps the ids of a framework's tasks look like.
    var shapes: [String: Set<Workload.App.Kind>] = [:]
    var schedulers = SchedulerWords()
    var names = NameWords()
    var master: MasterWord?
    /// What has to be looked at before the next answer.
    var changes = ClusterChanges()

    public init() {}

    /// Whether a task, an executor or a local agent has this container: with its parents, `a.b`.
    public func knows(container id: String) -> Bool {
        containers[id] != nil || localAgents.values.contains { $0.containers[id] != nil }
    }
}

/// What a master has said of itself, and when.
struct MasterWord: Sendable {
    /// Of its term.
    var id: String?
    var termBegan: Double
    /// Each whole state is one round.
    var round = 0
    /// Ended tasks of the last state that are not kept.
    var completed: Set<ClusterEntry.Key> = []
    /// Of the last state.
    var completedFrameworks: Set<String> = []

    /// Seconds that agents have to come back after an election, as masters have it by default.
    static let grace: Double = 600
}

/// What an agent of this host has said.
struct LocalAgent: Sendable {
    var round = 0
    var cgroupsRoot = "mesos"
    /// By id, with all parents.
    var containers: [String: AgentContainer] = [:]
    var completed: Set<ClusterEntry.Key> = []
}
