import FoundationEssentials

/// Docker's JSON, as far as it is read, and what it means. All of it is from outside: absent or odd fields make less of an update.
enum DockerMessages {
    static func version(_ json: [UInt8]) throws(DockerError) -> DockerVersion {
        guard let answer = try? JSONDecoder().decode(DockerJSON.Version.self, from: Data(json)) else {
            throw .badAnswer("GET /version: no version")
        }
        return DockerVersion(engine: answer.version, api: answer.api)
    }

    /// An entry that cannot be read is left out and counted.
    static func containers(_ json: [UInt8], runtime: String) throws(DockerError) -> (updates: [ContainerUpdate], bad: Int) {
        guard let entries = try? JSONDecoder().decode([DockerJSON.Lenient<DockerJSON.Container>].self, from: Data(json)) else {
            throw .badAnswer("GET /containers/json: not a list")
        }
        let updates = entries.compactMap { $0.value?.update(runtime: runtime) }
        return (updates, entries.count - updates.count)
    }

    /// nil for what is no container's event of interest.
    static func event(_ json: [UInt8], runtime: String) throws(DockerError) -> DockerEvent? {
        guard let event = try? JSONDecoder().decode(DockerJSON.Event.self, from: Data(json)) else {
            throw .badAnswer("GET /events: not an event")
        }
        return event.meaning(runtime: runtime)
    }

    /// Listings write names with a slash before them.
    static func plainName(_ name: String) -> String? {
        let plain = name.hasPrefix("/") ? String(name.dropFirst()) : name
        return plain.isEmpty ? nil : plain
    }

    static func isID(_ id: String) -> Bool { (1...128).contains(id.utf8.count) && id.utf8.allSatisfy(\.isAlphanumeric) }

    /// A container may have any number of labels of any size; more than these, in the order of their keys, would be an attack.
    static func bounded(_ labels: [String: String]) -> [String: String] {
        let fitting = labels.filter { $0.key.utf8.count + $0.value.utf8.count <= 4096 }
        return fitting.count <= 64 ? fitting : Dictionary(uniqueKeysWithValues: fitting.sorted { $0.key < $1.key }.prefix(64).map { $0 })
    }
}

struct DockerEvent: Hashable {
    var update: ContainerUpdate
    /// The update lacks what only a listing has: addresses, and labels apart from other attributes.
    var wantsListing: Bool
}

extension DockerJSON.Container {
    fileprivate func update(runtime: String) -> ContainerUpdate? {
        guard DockerMessages.isID(id) else { return nil }
        let networks = networks
        let addresses = networks.flatMap(\.addresses)
        return ContainerUpdate(
            id: id, runtime: runtime, name: names?.first.flatMap(DockerMessages.plainName), image: image,
            labels: DockerMessages.bounded(labels ?? [:]), addresses: Array(addresses.prefix(64)), ports: published,
            networks: settings?.networks.map { _ in Dictionary(uniqueKeysWithValues: networks) })
    }

    /// Those in which it has an address, by name: at most 32.
    private var networks: [(name: String, addresses: [String])] {
        let named = (settings?.networks ?? [:]).sorted { $0.key < $1.key }.filter { $0.key.utf8.count <= 256 }
        let addressed = named.map { name, network in
            (name: name, addresses: [network?.v4, network?.v6].compactMap(\.self).filter { !$0.isEmpty })
        }
        return Array(addressed.filter { !$0.addresses.isEmpty }.prefix(32))
    }

    /// At most 256; nil when the engine says nothing of ports.
    private var published: [ContainerUpdate.Port]? {
        ports.map { ports in
            Array(ports.lazy.compactMap(\.value).compactMap { port in
                port.host.map { ContainerUpdate.Port(address: port.address, host: $0, container: port.container, transport: port.transport) }
            }.prefix(256))
        }
    }
}

extension DockerJSON.Event {
    /// Attributes are the labels, with `name`, `image` and facts of the event among them.
    fileprivate func meaning(runtime: String) -> DockerEvent? {
        guard type == nil || type == "container", DockerMessages.isID(actor.id),
            ["create", "start", "rename", "destroy"].contains(action)
        else { return nil }
        let attributes = actor.attributes ?? [:]
        let facts: Set = ["name", "image", "oldName", "exitCode", "signal", "execDuration"]
        let update = ContainerUpdate(
            state: action == "destroy" ? .removed : .present, id: actor.id, runtime: runtime,
            name: attributes["name"].flatMap(DockerMessages.plainName), image: attributes["image"],
            labels: DockerMessages.bounded(attributes.filter { !facts.contains($0.key) }))
        return DockerEvent(update: update, wantsListing: action == "start" || action == "rename")
    }
}
