import JSON

extension AgentState {
    /// An agent's `/state` or `/state.json`, of all versions.
    public init(state bytes: UnsafeRawBufferPointer) throws(DocumentError) {
        self = try Document.read(bytes, as: "agent's /state", Self.read)
    }

    private static func read(_ reader: inout JSONReader) throws(JSONFault) -> AgentState {
        var state = AgentState(agent: MesosAgent(id: "", hostname: ""))
        var agent = MesosAgent.Draft()
        var lists = AgentLists()
        var hasFrameworks = false
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "frameworks": hasFrameworks = try lists.readFrameworks(&reader)
            case "completed_frameworks": _ = try lists.readFrameworks(&reader)
            case "slaves": throw .unexpected("it is a master's")
            case "version": state.version = try reader.string()
            case "master_hostname": state.masterHostname = try reader.string()
            case "flags": try state.readFlags(&reader)
            default: try agent.read(key, &reader)
            }
        }
        guard hasFrameworks else { throw .unexpected("no list of frameworks in it") }
        if agent.id == nil { agent.id = lists.tasks.all.lazy.map(\.agentID).first { !$0.isEmpty } }
        guard let agent = agent.agent else { throw .unexpected("no id in it") }
        state.agent = agent
        state.take(lists)
        return state
    }

    private mutating func readFlags(_ reader: inout JSONReader) throws(JSONFault) {
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "cgroups_root": cgroupsRoot = try reader.string() ?? cgroupsRoot
            case "launcher": launcher = try reader.string()
            case "runtime_dir": runtimeDirectory = try reader.string()
            case "work_dir": workDirectory = try reader.string()
            default: break
            }
        }
    }

    /// Tasks and executors of an agent name it seldom.
    private mutating func take(_ lists: AgentLists) {
        frameworks = lists.frameworks
        executors = lists.executors
        tasks = lists.tasks.all
        for place in executors.indices { executors[place].agentID = agent.id }
        for place in tasks.indices where tasks[place].agentID.isEmpty { tasks[place].agentID = agent.id }
        skipped = lists.skipped + lists.tasks.skipped
    }
}
