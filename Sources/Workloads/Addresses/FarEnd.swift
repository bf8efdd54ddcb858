/// Who is at an address that is not a process of this host.
public struct FarEnd: Hashable, Sendable {
    public enum Thing: Hashable, Sendable {
        /// Of a cluster; with its framework's id it is unique. An executor that runs tasks may have the id of its task.
        case task(framework: String, id: String, kind: TaskUpdate.Kind)
        /// Of an engine on this host, by its id in full.
        case container(String)
        /// Virtual: somebody else answers.
        case service(String)
        /// A machine of the cluster.
        case host(String)
        /// Of DNS: what somebody asked for, or a record.
        case name(String)
    }

    public var thing: Thing
    /// The machine it runs on, by the cluster's name of it; nil when not known. Containers are on this one.
    public var host: String?
    /// Who told of it, most trusted first.
    public var evidence: [Evidence]
    /// Of the task that answers to a service's or a record's name, where whoever told of it knew.
    public var taskID: String?

    public init(thing: Thing, host: String? = nil, evidence: [Evidence], taskID: String? = nil) {
        self.thing = thing
        self.host = host
        self.evidence = evidence
        self.taskID = taskID
    }
}
