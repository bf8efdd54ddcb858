import JSON

extension MasterState {
    /// The master's `/state` or `/state.json`, of Mesos 0.19 and later.
    public init(state bytes: UnsafeRawBufferPointer) throws(DocumentError) {
        self = try Document.read(bytes, as: "master's /state", Self.readState)
    }

    /// The master's answer to GET_STATE.
    public init(getState bytes: UnsafeRawBufferPointer) throws(DocumentError) {
        self = try Document.read(bytes, as: "master's GET_STATE") { (reader) throws(JSONFault) in
            var state: MasterState?
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) {
                if case "get_state" = key { state = try Self.readGetState(&reader) }
            }
            guard let state else { throw .unexpected("no get_state in it") }
            return state
        }
    }

    private static func readState(_ reader: inout JSONReader) throws(JSONFault) -> MasterState {
        var state = MasterState()
        var (hasAgents, hasFrameworks) = (false, false)
        var lists = TaskLists()
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "frameworks": hasFrameworks = try lists.readFrameworks(&reader, into: &state.frameworks)
            case "completed_frameworks": _ = try lists.readFrameworks(&reader, into: &state.completedFrameworks)
            case "slaves": hasAgents = try state.readAgents(&reader, into: \.agents)
            case "recovered_slaves": _ = try state.readAgents(&reader, into: \.recoveredAgents)
            case "orphan_tasks": try lists.read(&reader, into: \.present)
            default: try state.readFact(key, &reader)
            }
        }
        guard hasFrameworks else { throw .unexpected("no list of frameworks in it") }
        guard hasAgents else { throw .unexpected("no list of slaves in it") }
        state.tasks = lists.all
        state.skipped += lists.skipped
        return state
    }

    private mutating func readFact(_ key: JSONString, _ reader: inout JSONReader) throws(JSONFault) {
        switch key {
        case "id": id = try reader.id()
        case "version": version = try reader.string()
        case "cluster": cluster = try reader.string()
        case "pid": pid = try reader.string()
        case "leader": leader = try reader.string()
        case "elected_time": hasElectedTime = try reader.double() != nil
        case "leader_info":
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) {
                if case "hostname" = key { leaderHostname = try reader.string() }
            }
        default: break
        }
    }

    fileprivate mutating func readAgents(
        _ reader: inout JSONReader, into list: WritableKeyPath<MasterState, [MesosAgent]>
    ) throws(JSONFault) -> Bool {
        guard let listing = try Listing.read(&reader, MesosAgent.read) else { return false }
        self[keyPath: list] += listing.entries
        skipped += listing.skipped
        return true
    }
}

// v1. protobuf leaves out lists that are empty.
extension MasterState {
    /// The inside of GET_STATE, or of SUBSCRIBED's `get_state`.
    static func readGetState(_ reader: inout JSONReader) throws(JSONFault) -> MasterState? {
        var state = MasterState(hasElectedTime: true)
        var lists = TaskLists()
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "get_tasks": try lists.readGetTasks(&reader)
            case "get_frameworks": try state.readGetFrameworks(&reader)
            case "get_agents": try state.readGetAgents(&reader)
            default: break
            }
        }
        state.tasks = lists.all
        state.skipped += lists.skipped
        return members.isObject ? state : nil
    }

    private mutating func readGetFrameworks(_ reader: inout JSONReader) throws(JSONFault) {
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "frameworks": frameworks += try readList(&reader, MesosFramework.read)
            case "completed_frameworks": completedFrameworks += try readList(&reader, MesosFramework.read)
            default: break
            }
        }
    }

    private mutating func readGetAgents(_ reader: inout JSONReader) throws(JSONFault) {
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "agents": agents += try readList(&reader, MesosAgent.read)
            case "recovered_agents": recoveredAgents += try readList(&reader, MesosAgent.read)
            default: break
            }
        }
    }

    private mutating func readList<Entry>(
        _ reader: inout JSONReader, _ entry: (inout JSONReader) throws(JSONFault) -> Entry?
    ) throws(JSONFault) -> [Entry] {
        let listing = try Listing.read(&reader, entry) ?? Listing()
        skipped += listing.skipped
        return listing.entries
    }
}
