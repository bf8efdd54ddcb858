import JSON

extension MasterEvent {
    /// One record of the stream that SUBSCRIBE opens.
    public init(_ bytes: UnsafeRawBufferPointer) throws(DocumentError) {
        self = try Document.read(bytes, as: "master's event", Self.read)
    }

    private static func read(_ reader: inout JSONReader) throws(JSONFault) -> MasterEvent {
        var type: String?
        var event: MasterEvent?
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            if case "type" = key {
                type = try reader.string()
            } else {
                event = try content(key, &reader) ?? event
            }
        }
        if let event { return event }
        switch type {
        case nil: throw .unexpected("no type in it")
        case "HEARTBEAT": return .heartbeat
        case "SUBSCRIBED", "TASK_ADDED", "TASK_UPDATED", "AGENT_ADDED", "AGENT_REMOVED", "FRAMEWORK_ADDED", "FRAMEWORK_UPDATED",
            "FRAMEWORK_REMOVED":
            throw .unexpected("nothing in it of what its type tells")
        case let type?: return .other(type)
        }
    }

    /// The member that is named as the type is, in small letters. nil when it is none that is known, or lacks what it needs.
    private static func content(_ key: JSONString, _ reader: inout JSONReader) throws(JSONFault) -> MasterEvent? {
        switch key {
        case "subscribed": try subscribed(&reader)
        case "task_added": try inside("task", &reader) { (reader) throws(JSONFault) in try MesosTask.read(&reader) }.map { .taskAdded($0) }
        case "task_updated": try taskUpdated(&reader)
        case "agent_added": try inside("agent", &reader, MesosAgent.read).map { .agentAdded($0) }
        case "agent_removed":
            try inside("agent_id", &reader) { (reader) throws(JSONFault) in try reader.id() }.map { .agentRemoved(id: $0) }
        case "framework_added": try inside("framework", &reader, MesosFramework.read).map { .frameworkAdded($0) }
        case "framework_updated": try inside("framework", &reader, MesosFramework.read).map { .frameworkUpdated($0) }
        case "framework_removed": try inside("framework_info", &reader, MesosFramework.read).map { .frameworkRemoved(id: $0.id) }
        default: nil
        }
    }

    /// The value of one member of an object.
    private static func inside<Value>(
        _ name: StaticString, _ reader: inout JSONReader, _ read: (inout JSONReader) throws(JSONFault) -> Value?
    ) throws(JSONFault) -> Value? {
        var value: Value?
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            if name ~= key { value = try read(&reader) }
        }
        return value
    }

    private static func subscribed(_ reader: inout JSONReader) throws(JSONFault) -> MasterEvent? {
        var state: MasterState?
        var heartbeat: Double?
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "get_state": state = try MasterState.readGetState(&reader)
            case "heartbeat_interval_seconds": heartbeat = try reader.double()
            default: break
            }
        }
        return state.map { .subscribed($0, heartbeat: heartbeat ?? 15) }
    }

    /// `state` is the latest one; the status' own may be an earlier one that the framework has only now confirmed.
    private static func taskUpdated(_ reader: inout JSONReader) throws(JSONFault) -> MasterEvent? {
        var (frameworkID, latest): (String?, TaskState?)
        var told: (taskID: String?, state: TaskState?)
        var status = TaskStatus()
        var ports = TaskPorts()
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "framework_id": frameworkID = try reader.id()
            case "state": latest = try reader.taskState()
            case "status": told = try status.read(&reader, &ports)
            // the first versions had no status
            case "task_id": told.taskID = try reader.id() ?? told.taskID
            case "agent_id": status.agentID = try reader.id() ?? status.agentID
            case "executor_id": status.executorID = try reader.id() ?? status.executorID
            default: break
            }
        }
        guard let frameworkID, let taskID = told.taskID, let state = latest ?? told.state else { return nil }
        return .taskUpdated(frameworkID: frameworkID, taskID: taskID, state: state, status: status)
    }
}
