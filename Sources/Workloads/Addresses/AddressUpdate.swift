/// What an address, or a port of it, is called: an agent of the cluster, a service behind a virtual address, a name of DNS.
///
/// Tasks and containers need none: their addresses are in their own updates.
public struct AddressUpdate: Hashable, Sendable, Codable {
    public enum State: String, Sendable, Codable { case present, removed }
    public enum Kind: String, Sendable, Codable { case host, service, name }

    public var state: State
    /// As text, IPv4 or IPv6.
    public var address: String
    /// nil: the whole address.
    public var port: UInt16?
    public var kind: Kind
    /// What people know it by: `node-7`, `web.marathon.l4lb.thisdcos.directory`.
    public var name: String
    /// Of the task that answers there, where that is known.
    public var taskID: String?
    public var source: Evidence

    public init(
        state: State = .present, address: String, port: UInt16? = nil, kind: Kind, name: String, taskID: String? = nil, source: Evidence
    ) {
        self.state = state
        self.address = address
        self.port = port
        self.kind = kind
        self.name = name
        self.taskID = taskID
        self.source = source
    }
}
