extension TaskUpdate {
    /// Says all that is known of this task.
    func fill(_ answer: inout Workload) {
        answer.task = Workload.Task(
            id: kind == .task ? id : nil, name: name, framework: framework, frameworkID: frameworkID, agentID: agentID,
            part: containerID?.contains(".") == true ? name : nil)
        answer.app = app ?? answer.app
        answer.host = host
        answer.labels.merge(labels) { engine, _ in engine }
        answer.believe(sources)
    }
}
