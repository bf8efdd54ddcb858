/// One who says to be at a place.
struct AddressClaim: Sendable {
    var rank: AddressRank
    /// Among claims of one rank the smaller is believed.
    var trust: UInt8
    var transports: AddressTransports
    /// 0, or a network in which one address belongs to one holder at a time: the later claim is true.
    var network: Int
    var holder: Int32

    fileprivate var order: UInt16 { UInt16(rank.rawValue) << 8 | UInt16(trust) }
}

/// All who say to be at one place, the most believed first.
///
/// Asked often and changed seldom; and though mostly there is one, a bridge's address may have a claim from every host of a cluster. So
/// asking takes a few steps however many there are.
struct AddressClaims: Sendable {
    private var claims: [AddressClaim] = []

    var isEmpty: Bool { claims.isEmpty }
    var count: Int { claims.count }

    /// Of the most believed claims, the one on which all of that rank agree. Where they do not, the next rank is asked: it knows less,
    /// and is not wrong.
    func best(for transports: AddressTransports, agree: (Int32, Int32) -> Bool) -> AddressClaim? {
        var index = 0
        while index < claims.count {
            let order = claims[index].order
            var best: AddressClaim?
            var isDisputed = false
            while index < claims.count, claims[index].order == order, !isDisputed {
                let claim = claims[index]
                index += 1
                guard !claim.transports.isDisjoint(with: transports) else { continue }
                if let known = best { isDisputed = !agree(known.holder, claim.holder) } else { best = claim }
            }
            if !isDisputed, let best { return best }
            if isDisputed { index = end(of: order) }
        }
        return nil
    }

    /// Takes the place of claims that it proves wrong: earlier ones in its network, and those of holders that are gone.
    mutating func insert(_ claim: AddressClaim) {
        if claim.rank.rawValue < AddressRank.removedTaskPort.rawValue {
            claims.removeAll { $0.rank.isRemoved || claim.network != 0 && $0.network == claim.network && $0.rank == claim.rank
                && !$0.transports.isDisjoint(with: claim.transports) }
        }
        claims.insert(claim, at: end(of: claim.order))
    }

    func contains(_ holder: Int32) -> Bool { claims.contains { $0.holder == holder } }

    mutating func remove(_ holder: Int32) { claims.removeAll { $0.holder == holder } }

    /// The holder is gone: what it claimed is believed less.
    mutating func demote(_ holder: Int32) {
        let demoted = claims.filter { $0.holder == holder }
        remove(holder)
        guard claims.allSatisfy({ $0.rank.rawValue >= AddressRank.removedTaskPort.rawValue }) else { return }
        for var claim in demoted {
            claim.rank = claim.rank.removed
            claims.insert(claim, at: end(of: claim.order))
        }
    }

    /// Behind the last claim of this order.
    private func end(of order: UInt16) -> Int {
        var (low, high) = (0, claims.count)
        while low < high {
            let middle = (low + high) / 2
            if claims[middle].order <= order { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
