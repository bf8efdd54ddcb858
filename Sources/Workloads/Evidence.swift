/// Where a name comes from. What stands first in this list is believed over what stands later.
public enum Evidence: String, Hashable, Sendable, Codable, CaseIterable {
    /// The kernel: the path of a cgroup.
    case cgroup
    /// An engine on this host, by the container's id.
    case docker, podman, cri
    case mesosAgent = "mesos-agent"
    case mesosMaster = "mesos-master"
    case marathon, chronos, metronome
    /// The process tree below an executor that the agent named.
    case executor
    /// Labels that the engine keeps for whoever made the container.
    case labels
    /// The engine's network, the cluster's tables of addresses, conntrack, answers of DNS: for ends that are elsewhere.
    case network, conntrack
    case mesosDNS = "mesos-dns"
    case dns
    /// What an id looks like; nobody confirmed it.
    case id
    /// What a process says of itself: a hint, anybody can say anything.
    case environment

    /// The owner of the workload could have made it up.
    public var isHint: Bool { self == .environment }
}
