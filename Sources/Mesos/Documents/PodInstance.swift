import JSON
import Workloads

/// One instance of a pod: all its containers are on one agent and share its addresses.
struct PodInstance {
    struct Container {
        var task = MarathonTask(id: "")
        var endpoints: [(name: String, host: UInt16?)] = []
    }

    var host: String?
    var agentID: String?
    var addresses: [String] = []
    var containers: [Container] = []

    /// Containers without the id of a task are of no use.
    func tasks(_ described: [PodEndpoint]) -> [MarathonTask] {
        containers.filter { !$0.task.id.isEmpty }.map { container in
            var task = container.task
            (task.host, task.agentID, task.addresses) = (host, agentID, addresses)
            task.ports = container.endpoints.compactMap { endpoint in
                let same = described.first { $0.name == endpoint.name }
                guard endpoint.host ?? same?.container != nil else { return nil }
                return TaskUpdate.Port(host: endpoint.host, container: same?.container, transport: same?.transport, name: endpoint.name)
            }
            return task
        }
    }

    static func read(_ reader: inout JSONReader) throws(JSONFault) -> PodInstance {
        var instance = PodInstance()
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "agentHostname": instance.host = try reader.string()
            case "agentId": instance.agentID = try reader.id()
            case "networks": try instance.readNetworks(&reader)
            case "containers":
                var elements = try reader.array()
                while try reader.nextElement(of: &elements) { instance.containers.append(try readContainer(&reader)) }
            default: break
            }
        }
        return instance
    }

    private mutating func readNetworks(_ reader: inout JSONReader) throws(JSONFault) {
        var elements = try reader.array()
        while try reader.nextElement(of: &elements) {
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) {
                guard case "addresses" = key else { continue }
                var texts = try reader.array()
                while try reader.nextElement(of: &texts) {
                    if let address = try reader.string(limit: 64) { addresses.add(address: address) }
                }
            }
        }
    }

    private static func readContainer(_ reader: inout JSONReader) throws(JSONFault) -> Container {
        var container = Container()
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "containerId": container.task.id = try reader.id() ?? ""
            case "status": container.task.state = try reader.taskState() ?? .running
            case "endpoints":
                var elements = try reader.array()
                while try reader.nextElement(of: &elements) {
                    guard let endpoint = try readEndpoint(&reader), container.endpoints.count < Limits.ports else { continue }
                    container.endpoints.append(endpoint)
                }
            default: break
            }
        }
        return container
    }

    private static func readEndpoint(_ reader: inout JSONReader) throws(JSONFault) -> (name: String, host: UInt16?)? {
        var (name, host): (String?, UInt16?)
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "name": name = try reader.string()
            case "allocatedHostPort": host = try reader.port()
            default: break
            }
        }
        return name.map { ($0, host) }
    }
}
