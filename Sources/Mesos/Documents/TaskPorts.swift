import Workloads

/// What a task's description says of ports, collected from its corners: together they are its `ports`.
struct TaskPorts {
    /// A port of the agent that leads to one of the container.
    struct Mapping: Equatable {
        var host: UInt16?
        var container: UInt16?
        var transport: String?
    }

    /// A port that the framework tells the world of: on which side it is, follows from the rest.
    struct Discovery {
        var number: UInt16
        var name: String?
        var transport: String?
        var isOfContainer: Bool?
        var virtual: [String]
    }

    var mappings: [Mapping] = []
    var discovery: [Discovery] = []
    /// Ports of the agent that the task has been given.
    var resources: [ClosedRange<UInt16>] = []
    /// It is in a network with a name: has addresses of its own.
    var isInNetwork = false

    /// Mappings first, then what discovery adds, then the rest of what it has been given.
    var ports: [TaskUpdate.Port] {
        var ports = mappings.prefix(Limits.ports).map {
            TaskUpdate.Port(host: $0.host, container: $0.container, transport: $0.transport)
        }
        for port in discovery { add(port, to: &ports) }
        for range in resources {
            for number in range where ports.count < Limits.ports && !ports.contains(where: { $0.host == number }) {
                ports.append(TaskUpdate.Port(host: number))
            }
            if ports.count >= Limits.ports { break }
        }
        return ports
    }

    var virtualAddresses: [VirtualAddress] {
        discovery.flatMap { port in port.virtual.map { VirtualAddress(label: $0, port: port.number) } }
    }

    private func add(_ port: Discovery, to ports: inout [TaskUpdate.Port]) {
        let isOfContainer = isOfContainer(port)
        let same = ports.indices.first {
            (isOfContainer ? ports[$0].container : ports[$0].host) == port.number && Self.agree(ports[$0].transport, port.transport)
        }
        if let same, ports[same].name == nil {
            ports[same].name = port.name
            ports[same].transport = ports[same].transport ?? port.transport
        } else if same == nil, ports.count < Limits.ports {
            ports.append(
                TaskUpdate.Port(
                    host: isOfContainer ? nil : port.number, container: isOfContainer ? port.number : nil, transport: port.transport,
                    name: port.name))
        }
    }

    private func isOfContainer(_ port: Discovery) -> Bool {
        if let isOfContainer = port.isOfContainer { return isOfContainer }
        if resources.contains(where: { $0.contains(port.number) }) || mappings.contains(where: { $0.host == port.number }) { return false }
        return isInNetwork || mappings.contains { $0.container == port.number }
    }

    private static func agree(_ left: String?, _ right: String?) -> Bool { left == nil || right == nil || left == right }
}
