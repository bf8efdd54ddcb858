import JSON

/// The lists of tasks in a document. Ended ones come first in the end, so that of a task that was started anew with the same id the
/// present one is the last.
struct TaskLists {
    var present: [MesosTask] = []
    var unreachable: [MesosTask] = []
    var ended: [MesosTask] = []
    var skipped = 0

    var all: [MesosTask] { ended + unreachable + present }

    mutating func read(
        _ reader: inout JSONReader, into list: WritableKeyPath<TaskLists, [MesosTask]>,
        around: MesosTask.Surroundings = MesosTask.Surroundings()
    ) throws(JSONFault) {
        var elements = try reader.array()
        while try reader.nextElement(of: &elements) {
            if let task = try MesosTask.read(&reader, around: around) {
                self[keyPath: list].append(task)
            } else {
                skipped += 1
            }
        }
    }

    /// A master's `frameworks` or `completed_frameworks`, v0, with their tasks. False when it is no list.
    mutating func readFrameworks(_ reader: inout JSONReader, into frameworks: inout [MesosFramework]) throws(JSONFault) -> Bool {
        var elements = try reader.array()
        while try reader.nextElement(of: &elements) {
            var framework = MesosFramework.Draft()
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) {
                switch key {
                case "tasks": try read(&reader, into: \.present)
                case "unreachable_tasks": try read(&reader, into: \.unreachable)
                case "completed_tasks": try read(&reader, into: \.ended)
                default: try framework.read(key, &reader)
                }
            }
            if let framework = framework.framework { frameworks.append(framework) } else { skipped += 1 }
        }
        return elements.isList
    }

    /// `get_tasks` of v1, of a master or of an agent.
    mutating func readGetTasks(_ reader: inout JSONReader) throws(JSONFault) {
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "tasks", "launched_tasks", "orphan_tasks": try read(&reader, into: \.present)
            case "unreachable_tasks": try read(&reader, into: \.unreachable)
            case "completed_tasks", "terminated_tasks": try read(&reader, into: \.ended)
            default: break
            }
        }
    }
}
