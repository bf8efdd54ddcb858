public import Events

extension AddressBook {
    /// The id of a removed container is never used again.
    public mutating func observe(_ update: ContainerUpdate) {
        let key = AddressHolder.Key.container(update.id)
        let known = holders[key]
        if update.state == .removed { return retire(key) }
        guard known?.removal == nil else { return }
        var all = known?.container ?? update.forAddresses
        all.merge(update.forAddresses)
        let isListing = update.addresses != nil || update.networks != nil
        install(AddressHolder(all), as: key, again: isListing && !stands(key))
    }

    /// A task that was lost may come back.
    public mutating func observe(_ update: TaskUpdate) {
        let key = AddressHolder.Key.task(framework: update.frameworkID, id: update.id, kind: update.kind)
        if update.state == .removed { return retire(key) }
        var holder = AddressHolder(update)
        holder.setHere(isHere(holder.hostAddress, localAddresses))
        install(holder, as: key)
    }

    public mutating func observe(_ update: AddressUpdate) {
        guard let place = AddressPlace(update.address, port: update.port ?? 0), !update.name.isEmpty else { return }
        let key = AddressHolder.Key.address(update.kind, name: update.name, source: update.source, place)
        switch update.state {
        case .present: install(AddressHolder(update, at: place), as: key)
        case .removed: if let slot = holders.slot(of: key) { forget(slot) }
        }
    }

    /// Forgets what has been gone for five minutes. To be called now and then; `now` is what later removals will be dated by.
    public mutating func tick(at now: MonotonicTime) {
        for removal in removals.tick(at: now) { forget(removal) }
    }
}

extension ContainerUpdate {
    /// Without what a book has no use for.
    fileprivate var forAddresses: ContainerUpdate {
        ContainerUpdate(id: id, runtime: runtime, addresses: addresses, ports: ports, networks: networks)
    }
}
