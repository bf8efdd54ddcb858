/// A piece of news about names, from whoever knows: an engine, a cluster, the network.
public enum NameUpdate: Hashable, Sendable, Codable {
    case container(ContainerUpdate)
    case task(TaskUpdate)
    case address(AddressUpdate)
    /// Below this path an agent of Mesos makes the cgroups of its containers; `mesos` unless its flags say otherwise.
    case cgroupsRoot(String)
}
