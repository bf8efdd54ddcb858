import Events

@testable import Workloads

// What clusters and engines would say, so that a test changes only what it is about.

extension TaskUpdate {
    /// On `agent`, which is 10.1.0.<agent>.
    static func web(
        _ id: String = "web.1", on agent: UInt8 = 7, addresses: [String] = [], ports: [Port] = [], kind: Kind = .task
    ) -> TaskUpdate {
        TaskUpdate(
            kind: kind, id: id, frameworkID: "f", host: "node-\(agent)", hostAddress: "10.1.0.\(agent)", addresses: addresses, ports: ports,
            sources: [.mesosMaster])
    }

    var gone: TaskUpdate {
        TaskUpdate(state: .removed, kind: kind, id: id, frameworkID: frameworkID)
    }
}

extension ContainerUpdate {
    static func box(_ id: String, _ networks: [String: [String]], ports: [Port] = []) -> ContainerUpdate {
        ContainerUpdate(id: id, runtime: "docker", addresses: networks.values.flatMap(\.self), ports: ports, networks: networks)
    }

    var gone: ContainerUpdate { ContainerUpdate(state: .removed, id: id, runtime: runtime) }
}

extension AddressUpdate {
    static func host(_ address: String, _ name: String, source: Evidence = .mesosMaster) -> AddressUpdate {
        AddressUpdate(address: address, kind: .host, name: name, source: source)
    }

    static func service(_ address: String, _ port: UInt16?, _ name: String) -> AddressUpdate {
        AddressUpdate(address: address, port: port, kind: .service, name: name, source: .network)
    }

    static func record(_ address: String, _ name: String, port: UInt16? = nil) -> AddressUpdate {
        AddressUpdate(address: address, port: port, kind: .name, name: name, source: .mesosDNS)
    }

    var gone: AddressUpdate {
        var copy = self
        copy.state = .removed
        return copy
    }
}

extension FarEnd.Thing {
    static func web(_ id: String = "web.1", kind: TaskUpdate.Kind = .task) -> Self { .task(framework: "f", id: id, kind: kind) }
}

extension AddressBook {
    func thing(
        _ address: String, _ port: UInt16 = 0, _ transport: ConnectionEvent.Transport = .tcp, asked: String? = nil
    ) -> FarEnd.Thing? {
        IPAddress(text: address).flatMap { name(of: $0, port: port, transport: transport, asked: asked)?.thing }
    }

    mutating func tick(seconds: UInt64) { tick(at: MonotonicTime(nanoseconds: seconds * 1_000_000_000)) }
}
