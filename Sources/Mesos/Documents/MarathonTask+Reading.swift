import JSON
import Workloads

/// A task of Marathon while it is read: its ports have their names from its app, which may stand behind it.
struct MarathonTaskDraft {
    var task = MarathonTask(id: "")
    var appID: String?
    /// Of the agent, in the order of the app's.
    var ports: [UInt16?] = []

    /// nil without an id.
    static func read(_ reader: inout JSONReader) throws(JSONFault) -> MarathonTaskDraft? {
        var draft = MarathonTaskDraft()
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) { try draft.read(key, &reader) }
        return draft.task.id.isEmpty ? nil : draft
    }

    /// Of a task, or of an event about one.
    mutating func read(_ key: JSONString, _ reader: inout JSONReader) throws(JSONFault) {
        switch key {
        case "id", "taskId": task.id = try reader.id() ?? task.id
        case "appId": appID = try reader.id()
        case "host": task.host = try reader.string()
        case "slaveId": task.agentID = try reader.id()
        case "state", "taskStatus": task.state = try reader.taskState() ?? task.state
        case "ports": ports = try reader.ports()
        case "ipAddresses": try TaskPorts.readAddresses(&reader, "ipAddress", into: &task.addresses)
        default: break
        }
    }

    /// The task, with its ports as the app describes them.
    func task(of app: MarathonPorts) -> MarathonTask {
        var task = task
        task.ports = app.ports(allocated: ports)
        return task
    }
}

extension JSONReader {
    /// A list of ports; what is none (0 before it is chosen) leaves its place empty.
    mutating func ports() throws(JSONFault) -> [UInt16?] {
        var ports: [UInt16?] = []
        var elements = try array()
        while try nextElement(of: &elements) {
            let port = try port()
            if ports.count < Limits.ports { ports.append(port) }
        }
        return ports
    }
}

/// The ports that an app of Marathon describes: of a container (`portMappings`), else of the host (`portDefinitions`).
struct MarathonPorts {
    struct Port {
        var container: UInt16?
        var transport: String?
        var name: String?
    }

    var mappings: [Port] = []
    var definitions: [Port] = []

    /// Each with the port of the agent that this task has got. A container in a network of its own may have fewer of these than it
    /// describes: then nobody knows which is whose.
    func ports(allocated: [UInt16?]) -> [TaskUpdate.Port] {
        let described = mappings.isEmpty ? definitions : mappings
        if allocated.count >= described.count {
            return allocated.enumerated().compactMap { place, host in
                let port = place < described.count ? described[place] : Port()
                return host ?? port.container == nil ? nil : Self.port(host, port)
            }
        }
        let hosts = allocated.compactMap(\.self).map { Self.port($0, Port()) }
        return hosts + described.filter { $0.container != nil }.map { Self.port(nil, $0) }
    }

    private static func port(_ host: UInt16?, _ port: Port) -> TaskUpdate.Port {
        TaskUpdate.Port(host: host, container: port.container, transport: port.transport, name: port.name)
    }

    /// `container`: its mappings, since 1.5 its own, before that of its `docker`.
    mutating func readContainer(_ reader: inout JSONReader) throws(JSONFault) {
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "portMappings": mappings = try Self.read(&reader)
            case "docker":
                var docker = try reader.object()
                while let key = try reader.nextKey(of: &docker) {
                    guard case "portMappings" = key else { continue }
                    let told = try Self.read(&reader)
                    if mappings.isEmpty { mappings = told }
                }
            default: break
            }
        }
    }

    /// `portMappings` or `portDefinitions`.
    static func read(_ reader: inout JSONReader) throws(JSONFault) -> [Port] {
        var ports: [Port] = []
        var elements = try reader.array()
        while try reader.nextElement(of: &elements) {
            var port = Port()
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) {
                switch key {
                case "containerPort": port.container = try reader.port()
                case "protocol": port.transport = try reader.transport()
                case "name": port.name = try reader.string()
                default: break
                }
            }
            if ports.count < Limits.ports { ports.append(port) }
        }
        return ports
    }
}
