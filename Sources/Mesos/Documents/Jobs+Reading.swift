import JSON

extension ChronosJob {
    /// `/v1/scheduler/jobs`, before 3.0 `/scheduler/jobs`.
    public static func list(jobs bytes: UnsafeRawBufferPointer) throws(DocumentError) -> Listing<ChronosJob> {
        try Document.read(bytes, as: "Chronos' jobs") { (reader) throws(JSONFault) in
            guard let listing = try Listing.read(&reader, read) else { throw .unexpected("no list") }
            return listing
        }
    }

    private static func read(_ reader: inout JSONReader) throws(JSONFault) -> ChronosJob? {
        var job = ChronosJob(name: "")
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "name": job.name = try reader.string(limit: Limits.id) ?? ""
            case "owner": job.owner = try reader.string().flatMap { $0.isEmpty ? nil : $0 }
            case "disabled": job.isDisabled = try reader.bool() ?? false
            case "parents":
                var parents = try reader.array()
                while try reader.nextElement(of: &parents) {
                    if let parent = try reader.string(limit: Limits.id), job.parents.count < 64 { job.parents.append(parent) }
                }
            default: break
            }
        }
        return job.name.isEmpty ? nil : job
    }
}

extension MarathonApp {
    /// Metronome's `/v1/jobs?embed=activeRuns`: jobs, with the tasks of all their runs.
    public static func list(metronomeJobs bytes: UnsafeRawBufferPointer) throws(DocumentError) -> Listing<MarathonApp> {
        try Document.read(bytes, as: "Metronome's jobs") { (reader) throws(JSONFault) in
            guard let listing = try Listing.read(&reader, readJob) else { throw .unexpected("no list") }
            return listing
        }
    }

    private static func readJob(_ reader: inout JSONReader) throws(JSONFault) -> MarathonApp? {
        var job = MarathonApp(id: "")
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "id": job.id = try reader.id() ?? ""
            case "labels": job.labels = try reader.texts()
            case "activeRuns":
                var runs = try reader.array()
                while try reader.nextElement(of: &runs) { job.tasks += try readRun(&reader) }
            default: break
            }
        }
        return job.id.isEmpty ? nil : job
    }

    /// Metronome's states have other names (`TASK_STARTED`): that a task has ended, its `completedAt` tells.
    private static func readRun(_ reader: inout JSONReader) throws(JSONFault) -> [MarathonTask] {
        var tasks: [MarathonTask] = []
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            guard case "tasks" = key else { continue }
            var elements = try reader.array()
            while try reader.nextElement(of: &elements) {
                var task = MarathonTask(id: "")
                var members = try reader.object()
                while let key = try reader.nextKey(of: &members) {
                    switch key {
                    case "id": task.id = try reader.id() ?? ""
                    case "completedAt": if try reader.rawText() != nil { task.state = .finished }
                    default: break
                    }
                }
                if !task.id.isEmpty { tasks.append(task) }
            }
        }
        return tasks
    }
}
