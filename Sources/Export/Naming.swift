public import Events
public import Traffic
public import Workloads

/// Resolves the parties of flows to what is printed about them, at the moment of printing: names learned late are in.
public struct Naming {
    public var host: String
    public var clock: WallClock
    public var workload: (WorkloadID) -> Workload
    public var path: (UInt32) -> String?
    /// Who is at an address elsewhere.
    public var farEnd: (FarAddress) -> Workload?

    /// A workload without a host of its own may be on several; else it is on this one.
    var knowsHomes = false

    public init(
        host: String, clock: WallClock, workload: @escaping (WorkloadID) -> Workload, path: @escaping (UInt32) -> String?,
        farEnd: @escaping (FarAddress) -> Workload? = { _ in nil }
    ) {
        self.host = host
        self.clock = clock
        self.workload = workload
        self.path = path
        self.farEnd = farEnd
    }

    /// Who a client is: a workload of this host, or whoever is at its address.
    public func client(_ key: FlowKey) -> Workload? { who(key.client, port: 0, key.transport, asker: nil) }

    /// Who a server is.
    public func server(_ key: FlowKey) -> Workload? {
        who(key.server, port: UInt16(truncatingIfNeeded: key.service), key.transport, asker: key.client)
    }

    private func who(_ party: Party, port: UInt16, _ transport: ConnectionEvent.Transport, asker: Party?) -> Workload? {
        switch party {
        case .workload(let id): return workload(id)
        case .address(let address):
            var far = FarAddress(address: address, port: port, transport: transport)
            if case .workload(let id)? = asker { far.asker = id }
            return farEnd(far)
        case .unknown: return nil
        }
    }

    /// For people: the best name, and the program behind it where that says more; of an end elsewhere its address and who is there.
    public func title(client key: FlowKey) -> String { title(key.client, client(key), \.title) }
    public func title(server key: FlowKey) -> String { title(key.server, server(key), \.title) + usual(key) }

    /// For people: the best name alone.
    public func name(client key: FlowKey) -> String { title(key.client, client(key), \.name) }
    public func name(server key: FlowKey) -> String { title(key.server, server(key), \.name) }

    private func title(_ party: Party, _ who: Workload?, _ text: (Workload) -> String) -> String {
        switch party {
        case .workload: who.map(text) ?? "unknown"
        case .address(let address): who.map { "\(address) (\(Self.place($0)))" } ?? address.description
        case .unknown: "–"
        }
    }

    /// Of a server that nobody names: what usually answers on its port, which is a guess.
    private func usual(_ key: FlowKey) -> String {
        guard case .address = key.server, server(key) == nil, let port = UInt16(exactly: key.service),
            let name = WellKnownPorts.name(of: port, transport: key.transport)
        else { return "" }
        return " (\(name)~)"
    }

    /// `node-7: payments`, `node-7`, `payments`.
    private static func place(_ workload: Workload) -> String {
        guard let host = workload.host, host != workload.name else { return workload.name }
        return "\(host): \(workload.name)"
    }

    /// `:80`, or the path of a unix socket.
    public func service(_ key: FlowKey) -> String {
        if key.transport == .unix { return path(key.service).map { "unix:\($0)" } ?? "unix" }
        return key.service == 0 ? "" : ":\(key.service)"
    }
}

/// An end that is not on this host.
public struct FarAddress: Sendable {
    public var address: IPAddress
    /// The service's; 0 for a client's end.
    public var port: UInt16
    public var transport: ConnectionEvent.Transport
    /// Who connected to it.
    public var asker: WorkloadID?
}
