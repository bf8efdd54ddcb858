import JSON

extension MesosTask {
    /// A task of v0 or v1. What it leaves out is `around` it: queued tasks of agents name neither framework nor agent. nil without an id.
    static func read(_ reader: inout JSONReader, around: Surroundings = Surroundings()) throws(JSONFault) -> MesosTask? {
        var task = MesosTask(id: "", frameworkID: around.frameworkID ?? "", state: around.state)
        task.agentID = around.agentID ?? ""
        var ports = TaskPorts()
        var status = TaskStatus()
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "id", "task_id": task.id = try reader.id() ?? ""
            case "name": task.name = try reader.string() ?? ""
            case "framework_id": task.frameworkID = try reader.id() ?? task.frameworkID
            case "executor_id": task.executorID = try reader.id()
            case "slave_id", "agent_id": task.agentID = try reader.id() ?? task.agentID
            case "state": task.state = try reader.taskState() ?? task.state
            case "labels": task.labels = try reader.labels()
            case "statuses": try status.read(history: &reader, &ports)
            case "resources": try ports.readResources(&reader)
            case "discovery": task.discoveryName = try ports.readDiscovery(&reader)
            case "container": try ports.readContainer(&reader)
            default: break
            }
        }
        guard !task.id.isEmpty, !task.frameworkID.isEmpty else { return nil }
        task.take(status)
        task.ports = ports.ports
        task.virtualAddresses = ports.virtualAddresses
        return task
    }

    /// What a list of tasks need not repeat.
    struct Surroundings {
        var frameworkID: String?
        var agentID: String?
        var state = TaskState.running
    }

    /// What a status tells replaces what was known; what it leaves out stays.
    mutating func take(_ status: TaskStatus) {
        containerID = status.containerID ?? containerID
        executorProcess = status.executorProcess ?? executorProcess
        if !status.addresses.isEmpty { addresses = status.addresses }
    }
}

extension TaskStatus {
    /// All statuses of a task, oldest first: of each fact the last that is told. The last status of all is often a master's own, which
    /// tells nothing.
    mutating func read(history reader: inout JSONReader, _ ports: inout TaskPorts) throws(JSONFault) {
        var elements = try reader.array()
        while try reader.nextElement(of: &elements) { _ = try read(&reader, &ports) }
    }

    /// One status: gives its task's id and state.
    mutating func read(
        _ reader: inout JSONReader, _ ports: inout TaskPorts
    ) throws(JSONFault) -> (taskID: String?, state: TaskState?) {
        var (taskID, state): (String?, TaskState?)
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "task_id": taskID = try reader.id()
            case "state": state = try reader.taskState()
            case "agent_id", "slave_id": agentID = try reader.id() ?? agentID
            case "executor_id": executorID = try reader.id() ?? executorID
            case "container_status": try read(containerStatus: &reader, &ports)
            default: break
            }
        }
        return (taskID, state)
    }

    /// Of a task's status or of an agent's container.
    mutating func read(containerStatus reader: inout JSONReader, _ ports: inout TaskPorts) throws(JSONFault) {
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "container_id": containerID = try reader.containerID() ?? containerID
            case "executor_pid": executorProcess = try reader.integer().flatMap { UInt32(exactly: $0) } ?? executorProcess
            case "network_infos":
                let addresses = try ports.readNetworks(&reader)
                if !addresses.isEmpty { self.addresses = addresses }
            default: break
            }
        }
    }
}
