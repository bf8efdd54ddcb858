public import Events
public import Traffic
public import Workloads

/// Resolves the parties of flows to what is printed about them, at the moment of printing: names learned late are in.
public struct Naming {
    public var host: String
    public var clock: WallClock
    public var workload: (WorkloadID) -> Workload
    public var path: (UInt32) -> String?

    public init(
        host: String, clock: WallClock, workload: @escaping (WorkloadID) -> Workload, path: @escaping (UInt32) -> String?
    ) {
        self.host = host
        self.clock = clock
        self.workload = workload
        self.path = path
    }

    /// For people: the best name, and the program behind it where that says more.
    public func title(_ party: Party) -> String { describe(party, \.title) }

    /// For people: the best name alone.
    public func name(_ party: Party) -> String { describe(party, \.name) }

    private func describe(_ party: Party, _ text: (Workload) -> String) -> String {
        switch party {
        case .workload(let id): text(workload(id))
        case .address(let address): address.description
        case .unknown: "–"
        }
    }

    /// `:80`, or the path of a unix socket.
    public func service(_ key: FlowKey) -> String {
        if key.transport == .unix { return path(key.service).map { "unix:\($0)" } ?? "unix" }
        return key.service == 0 ? "" : ":\(key.service)"
    }
}
