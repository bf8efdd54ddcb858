import Events

extension AddressBook {
    /// Most holders say the same again and again. `again`: claims even so.
    mutating func install(_ holder: AddressHolder, as key: AddressHolder.Key, again: Bool = false) {
        if !again, let known = holders[key], known.removal == nil, known.claims == holder.claims {
            holders.update(key) { $0 = holder }
            return
        }
        if let slot = holders.slot(of: key) { withdraw(slot) }
        guard claimCount + holder.claims.count <= limit else {
            dropped += 1
            if let slot = holders.slot(of: key) { holders.remove(slot) }
            return
        }
        claim(holders.insert(holder, as: key))
    }

    /// Whether no later container of a network has taken an address of this one, which had stopped.
    func stands(_ key: AddressHolder.Key) -> Bool {
        guard let slot = holders.slot(of: key), let holder = holders[slot] else { return false }
        return holder.claims.allSatisfy { claims[$0.place]?.contains(slot) ?? false }
    }

    mutating func claim(_ slot: Int32) {
        for claim in holders[slot]?.claims ?? [] {
            change(claim.place) {
                $0.insert(
                    AddressClaim(
                        rank: claim.rank, trust: claim.trust, transports: claim.transports, network: claim.network, holder: slot))
            }
        }
    }

    mutating func withdraw(_ slot: Int32) {
        for claim in holders[slot]?.claims ?? [] { change(claim.place) { $0.remove(slot) } }
    }

    mutating func change(_ place: AddressPlace, _ body: (inout AddressClaims) -> Void) {
        claimCount += Self.growth(of: &claims[place, default: AddressClaims()], by: body)
        if claims[place]?.isEmpty == true { claims[place] = nil }
    }

    /// In place: a copy of thousands of claims would be made for one.
    private static func growth(of claims: inout AddressClaims, by body: (inout AddressClaims) -> Void) -> Int {
        let before = claims.count
        body(&claims)
        return claims.count - before
    }

    mutating func retire(_ key: AddressHolder.Key) {
        guard let slot = holders.slot(of: key), let holder = holders[slot], holder.removal == nil else { return }
        for place in Set(holder.claims.map(\.place)) { change(place) { $0.demote(slot) } }
        let (number, leaving) = removals.add(key)
        holders.update(key) { $0.removal = number }
        if let leaving { forget(leaving) }
    }

    mutating func forget(_ removal: AddressRemovals.Removal) {
        guard let slot = holders.slot(of: removal.key), holders[slot]?.removal == removal.number else { return }
        forget(slot)
    }

    mutating func forget(_ slot: Int32) {
        withdraw(slot)
        holders.remove(slot)
    }

    func isHere(_ host: IPAddress?, _ local: Set<IPAddress>) -> Bool { host.map { local.isEmpty || local.contains($0) } ?? true }

    mutating func place(everyone local: Set<IPAddress>) {
        for slot in holders.slots where holders[slot]?.removal == nil && holders[slot]?.hostAddress != nil {
            withdraw(slot)
            let isHere = isHere(holders[slot]?.hostAddress, local)
            holders.update(slot) { $0.setHere(isHere) }
            claim(slot)
        }
    }
}
