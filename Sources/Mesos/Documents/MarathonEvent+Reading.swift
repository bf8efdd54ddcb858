import JSON

extension MarathonInfo {
    /// `/v2/info`.
    public init(info bytes: UnsafeRawBufferPointer) throws(DocumentError) {
        self = try Document.read(bytes, as: "Marathon's /v2/info") { (reader) throws(JSONFault) in
            var info = MarathonInfo()
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) {
                switch key {
                case "frameworkId": info.frameworkID = try reader.id()
                case "name": info.name = try reader.string()
                case "version": info.version = try reader.string()
                case "leader": info.leader = try reader.string()
                default: break
                }
            }
            // anything may listen where a Marathon was looked for
            guard info.frameworkID ?? info.name ?? info.version != nil else { throw .unexpected("neither a name nor a version in it") }
            return info
        }
    }
}

extension MarathonEvent {
    /// An event of `/v2/events`: its type, and the JSON of its data.
    public init(type: String, data bytes: UnsafeRawBufferPointer) throws(DocumentError) {
        switch type {
        case "status_update_event": self = try Document.read(bytes, as: "Marathon's status_update_event", Self.statusUpdate)
        case _ where Self.changing.contains(type): self = .changed
        default: self = .other(type)
        }
    }

    /// Those after which apps or pods, or their labels and places, may be others.
    private static let changing: Set = [
        "api_post_event", "app_terminated_event", "pod_created_event", "pod_updated_event", "pod_deleted_event",
        "instance_changed_event", "unknown_instance_terminated_event", "deployment_success", "deployment_failed",
        "deployment_step_success", "deployment_step_failure", "group_change_success", "group_change_failed",
        "scheduler_registered_event", "scheduler_reregistered_event",
    ]

    private static func statusUpdate(_ reader: inout JSONReader) throws(JSONFault) -> MarathonEvent {
        var draft = MarathonTaskDraft()
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) { try draft.read(key, &reader) }
        guard let app = draft.appID, !draft.task.id.isEmpty else { throw .unexpected("neither task nor app in it") }
        return .task(draft.task(of: MarathonPorts()), appID: app, state: draft.task.state)
    }
}
