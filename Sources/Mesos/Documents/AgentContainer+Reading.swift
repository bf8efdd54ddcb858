import JSON

extension AgentContainer {
    /// An agent's `/containers` (a list), or its answer to GET_CONTAINERS.
    public static func list(containers bytes: UnsafeRawBufferPointer) throws(DocumentError) -> Listing<AgentContainer> {
        try Document.read(bytes, as: "agent's containers") { (reader) throws(JSONFault) in
            if try reader.isNext("[") { return try Listing.read(&reader, read) ?? Listing() }
            var listing: Listing<AgentContainer>?
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) {
                if case "get_containers" = key { listing = try readInside(&reader) }
            }
            guard let listing else { throw .unexpected("neither a list nor get_containers in it") }
            return listing
        }
    }

    private static func readInside(_ reader: inout JSONReader) throws(JSONFault) -> Listing<AgentContainer>? {
        var listing = Listing<AgentContainer>()
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            if case "containers" = key { listing = try Listing.read(&reader, read) ?? listing }
        }
        return members.isObject ? listing : nil
    }

    /// The entry's own id is the last part only; its parents stand in the status.
    private static func read(_ reader: inout JSONReader) throws(JSONFault) -> AgentContainer? {
        var (id, framework, executor): (String?, String?, String?)
        var status = TaskStatus()
        var ports = TaskPorts()
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "container_id": id = try reader.containerID()
            case "framework_id": framework = try reader.id()
            case "executor_id": executor = try reader.id()
            case "status", "container_status": try status.read(containerStatus: &reader, &ports)
            default: break
            }
        }
        guard let id else { return nil }
        let full = status.containerID.flatMap { $0 == id || $0.hasSuffix(".\(id)") ? $0 : nil }
        return AgentContainer(
            id: full ?? id, frameworkID: framework, executorID: executor, executorProcess: status.executorProcess,
            addresses: status.addresses)
    }
}

extension MesosTask {
    /// An agent's answer to GET_TASKS or GET_STATE: what its `/state` has, and the process of each task's executor.
    public static func list(agentTasks bytes: UnsafeRawBufferPointer) throws(DocumentError) -> Listing<MesosTask> {
        try Document.read(bytes, as: "agent's GET_TASKS") { (reader) throws(JSONFault) in
            var lists: TaskLists?
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) {
                switch key {
                case "get_tasks": try readTasks(&reader, into: &lists)
                case "get_state":
                    var state = try reader.object()
                    while let key = try reader.nextKey(of: &state) {
                        if case "get_tasks" = key { try readTasks(&reader, into: &lists) }
                    }
                default: break
                }
            }
            guard let lists else { throw .unexpected("no get_tasks in it") }
            return Listing(entries: lists.all, skipped: lists.skipped)
        }
    }

    private static func readTasks(_ reader: inout JSONReader, into lists: inout TaskLists?) throws(JSONFault) {
        var read = TaskLists()
        try read.readGetTasks(&reader)
        lists = read
    }
}

extension AgentState {
    /// Adds what GET_TASKS tells beyond `/state`: processes and nested containers. Tasks that are not in the state stay outside.
    public mutating func complete(with tasks: [MesosTask]) {
        let told = Dictionary(tasks.map { ($0.key, $0) }) { $1 }
        for place in self.tasks.indices {
            guard let task = told[self.tasks[place].key] else { continue }
            self.tasks[place].executorProcess = task.executorProcess ?? self.tasks[place].executorProcess
            self.tasks[place].containerID = self.tasks[place].containerID ?? task.containerID
        }
    }
}
