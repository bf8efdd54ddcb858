import JSON

extension MarathonApp {
    /// `/v2/apps?embed=apps.tasks`; also `/v2/apps/<id>`.
    public static func list(apps bytes: UnsafeRawBufferPointer) throws(DocumentError) -> Listing<MarathonApp> {
        try Document.read(bytes, as: "Marathon's /v2/apps") { (reader) throws(JSONFault) in
            var listing: Listing<MarathonApp>?
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) {
                switch key {
                case "apps": listing = try Listing.read(&reader, readApp)
                case "app":
                    listing = listing ?? Listing()
                    listing?.add(try readApp(&reader))
                default: break
                }
            }
            guard let listing else { throw .unexpected("no list of apps in it") }
            return listing
        }
    }

    /// `/v2/groups` with everything embedded: apps and pods of all groups.
    public static func list(groups bytes: UnsafeRawBufferPointer) throws(DocumentError) -> Listing<MarathonApp> {
        try Document.read(bytes, as: "Marathon's /v2/groups") { (reader) throws(JSONFault) in
            var listing = Listing<MarathonApp>()
            guard try readGroup(&reader, into: &listing) else { throw .unexpected("no group in it") }
            return listing
        }
    }

    /// `/v2/pods/::status`; also `/v2/pods/<id>::status`.
    public static func list(pods bytes: UnsafeRawBufferPointer) throws(DocumentError) -> Listing<MarathonApp> {
        try Document.read(bytes, as: "Marathon's pods") { (reader) throws(JSONFault) in
            if try reader.isNext("[") { return try Listing.read(&reader, readPod) ?? Listing() }
            guard let pod = try readPod(&reader) else { throw .unexpected("neither a list of pods nor a pod") }
            return Listing(entries: [pod])
        }
    }

    /// `/v2/tasks`: apps without labels, in the order of their first tasks.
    public static func list(tasks bytes: UnsafeRawBufferPointer) throws(DocumentError) -> Listing<MarathonApp> {
        try Document.read(bytes, as: "Marathon's /v2/tasks") { (reader) throws(JSONFault) in
            var tasks: Listing<MarathonTaskDraft>?
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) {
                if case "tasks" = key { tasks = try Listing.read(&reader, MarathonTaskDraft.read) }
            }
            guard let tasks else { throw .unexpected("no list of tasks in it") }
            return grouped(tasks)
        }
    }

    /// An app. nil without an id.
    private static func readApp(_ reader: inout JSONReader) throws(JSONFault) -> MarathonApp? {
        var app = MarathonApp(id: "")
        var ports = MarathonPorts()
        var tasks: [MarathonTaskDraft] = []
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "id": app.id = try reader.id() ?? ""
            case "labels": app.labels = try reader.texts()
            case "container": try ports.readContainer(&reader)
            case "portDefinitions": ports.definitions = try MarathonPorts.read(&reader)
            case "tasks": tasks = try Listing.read(&reader, MarathonTaskDraft.read)?.entries ?? []
            default: break
            }
        }
        app.tasks = tasks.map { $0.task(of: ports) }
        return app.id.isEmpty ? nil : app
    }

    /// False when it is no object.
    private static func readGroup(_ reader: inout JSONReader, into listing: inout Listing<MarathonApp>) throws(JSONFault) -> Bool {
        var members = try reader.object()
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "apps": listing.add(try Listing.read(&reader, readApp))
            case "pods": listing.add(try Listing.read(&reader, readPod))
            case "groups":
                var groups = try reader.array()
                while try reader.nextElement(of: &groups) {
                    if try !readGroup(&reader, into: &listing) { listing.skipped += 1 }
                }
            default: break
            }
        }
        return members.isObject
    }

    private static func grouped(_ tasks: Listing<MarathonTaskDraft>) -> Listing<MarathonApp> {
        var listing = Listing<MarathonApp>(skipped: tasks.skipped)
        var places: [String: Int] = [:]
        for draft in tasks.entries {
            guard let id = draft.appID else {
                listing.skipped += 1
                continue
            }
            let place = places[id] ?? listing.entries.count
            if places.updateValue(place, forKey: id) == nil { listing.entries.append(MarathonApp(id: id)) }
            listing.entries[place].tasks.append(draft.task(of: MarathonPorts()))
        }
        return listing
    }
}
