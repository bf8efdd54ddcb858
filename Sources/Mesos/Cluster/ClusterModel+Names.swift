public import Workloads

extension ClusterModel {
    /// All records of mesos-dns or dcos-net at `url`.
    public mutating func take(names records: [NameRecord], of url: String, at time: Double) -> [NameUpdate] {
        if names.records.updateValue(records, forKey: url) != records { changes.hasAddresses = true }
        return finish(at: time)
    }

    /// All virtual addresses of dcos-net at `url`.
    public mutating func take(services: [Service], of url: String, at time: Double) -> [NameUpdate] {
        if names.services.updateValue(services, forKey: url) != services { changes.hasAddresses = true }
        return finish(at: time)
    }

    /// Agents, services and names; of several names for one thing the one that is better to read.
    mutating func addressNews() -> [AddressUpdate] {
        var told = AddressCollection()
        for agent in agents.values {
            guard let address = agent.address, !AddressText.isLocal(address), !agent.hostname.isEmpty, agent.hostname != address else {
                continue
            }
            told.add(
                AddressUpdate(
                    address: address, kind: .host, name: agent.hostname, source: master == nil ? .mesosAgent : .mesosMaster))
        }
        let records = names.records.values.joined()
        for record in records where !AddressText.isLocal(record.address) {
            // on an agent's address there are many tasks: only a port tells which
            if record.port == nil, names.isAgent(record.address) { continue }
            told.add(
                AddressUpdate(
                    address: record.address, port: record.port, kind: .name, name: record.name, taskID: record.taskID, source: .mesosDNS))
        }
        addServices(to: &told, resolving: Dictionary(grouping: records.lazy.filter { $0.port == nil }, by: \.name))
        return names.publish(told.updates)
    }

    /// First those with an address that tasks' labels name, then those that dcos-net tells of beside them. A service with a name has it
    /// in dcos-net's zones, and its address from there.
    private func addServices(to told: inout AddressCollection, resolving records: [String: [NameRecord]]) {
        for (place, name) in names.labelled {
            told.add(AddressUpdate(address: place.address, port: place.port, kind: .service, name: name, source: .mesosMaster))
        }
        let labelled = told
        for service in names.services.values.joined() {
            let addresses = service.name.map { (records[$0] ?? []).map(\.address) } ?? [service.address]
            for address in addresses where !labelled.has(address, service.port, .service) {
                told.add(
                    AddressUpdate(
                        address: address, port: service.port, kind: .service, name: service.name ?? "\(service.address):\(service.port)",
                        source: .network))
            }
        }
    }

    /// The services that this entry's labels name by an address: `10.0.0.5:80`.
    func services(of entry: ClusterEntry, _ update: TaskUpdate) -> [NameWords.Labelled] {
        guard update.state == .present else { return [] }
        let name = entry.agent?.discoveryName ?? entry.master?.discoveryName ?? update.name ?? update.id
        return entry.virtualAddresses.compactMap { virtual in
            guard let target = HostPort(virtual.label[...]), AddressText.isAddress(target.host) else { return nil }
            return NameWords.Labelled(place: NameWords.Key(address: target.host, port: target.port, kind: .service), name: name)
        }
    }
}

/// What is to be told of addresses, whatever the order in which it comes.
private struct AddressCollection {
    private(set) var updates: [NameWords.Key: AddressUpdate] = [:]

    mutating func add(_ update: AddressUpdate) {
        let key = NameWords.Key(address: update.address, port: update.port, kind: update.kind)
        if let known = updates[key], !Self.isBetter(update, known) { return }
        updates[key] = update
    }

    func has(_ address: String, _ port: UInt16, _ kind: AddressUpdate.Kind) -> Bool {
        updates[NameWords.Key(address: address, port: port, kind: kind)] != nil
    }

    /// One that belongs to a task, then a short one, then the first of the alphabet.
    private static func isBetter(_ left: AddressUpdate, _ right: AddressUpdate) -> Bool {
        (left.taskID == nil ? 1 : 0, left.name.utf8.count, left.name, left.taskID ?? "")
            < (right.taskID == nil ? 1 : 0, right.name.utf8.count, right.name, right.taskID ?? "")
    }
}
