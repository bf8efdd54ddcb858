import JSON

extension TaskState {
    /// `TASK_RUNNING`, `RUNNING`; what nobody knew in 2026 is `unknown`, and so is no text at all.
    init(text: JSONString) {
        self = Self.known.first { $0.name ~= text || $0.bare ~= text }?.state ?? .unknown
    }

    private static let known: [(name: StaticString, bare: StaticString, state: TaskState)] = [
        ("TASK_RUNNING", "RUNNING", .running), ("TASK_FINISHED", "FINISHED", .finished), ("TASK_FAILED", "FAILED", .failed),
        ("TASK_KILLED", "KILLED", .killed), ("TASK_STAGING", "STAGING", .staging), ("TASK_STARTING", "STARTING", .starting),
        ("TASK_KILLING", "KILLING", .killing), ("TASK_LOST", "LOST", .lost), ("TASK_ERROR", "ERROR", .error),
        ("TASK_UNREACHABLE", "UNREACHABLE", .unreachable), ("TASK_DROPPED", "DROPPED", .dropped), ("TASK_GONE", "GONE", .gone),
        ("TASK_GONE_BY_OPERATOR", "GONE_BY_OPERATOR", .goneByOperator),
    ]
}

extension JSONReader {
    mutating func taskState() throws(JSONFault) -> TaskState? { try rawText().map(TaskState.init(text:)) }
}
