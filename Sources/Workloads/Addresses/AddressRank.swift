/// How much a claim to an address says. What stands first in this list is believed over what stands later.
enum AddressRank: UInt8, Sendable {
    /// A port that a task of this host, or of an unknown one, said is its own.
    case taskPortHere
    /// A container of this host: before tasks of others, since bridges of many hosts have the same addresses, and only ours is reached.
    case container
    case taskPort
    /// On the host's addresses, led on to a container.
    case publishedPort
    case servicePort
    case taskAddressHere
    case taskAddress
    /// An executor shares the address of its tasks.
    case executor
    case service
    // The same, of those that are gone: their connections end after them.
    case removedTaskPort
    case removedContainer
    case removedPublishedPort
    case removedTaskAddress
    case removedExecutor
    /// What the workload that speaks to this address had asked DNS for.
    case asked
    case namePort
    case name
    case hostPort
    case host

    var removed: Self {
        switch self {
        case .taskPortHere, .taskPort: .removedTaskPort
        case .container: .removedContainer
        case .publishedPort: .removedPublishedPort
        case .taskAddressHere, .taskAddress: .removedTaskAddress
        case .executor: .removedExecutor
        default: self
        }
    }

    var isRemoved: Bool { Self.removedTaskPort.rawValue...Self.removedExecutor.rawValue ~= rawValue }
}
