public import Events

/// Who is at an address, as engines and clusters say. A value, fed with their news; it reads nothing by itself.
///
/// An address may be claimed by several: bridges of different hosts, or networks of one, use the same numbers. Claims are ranked
/// (`AddressRank`), and a rank on which the claims differ gives no answer: the next one is asked, which knows less, and if that is none
/// there is no name, which is better than a wrong one. In one network of one engine the later claim is true, since a stopped
/// container's address is given away. What is gone keeps its addresses for some minutes, but never over one that lives.
///
/// Loopback addresses have no name here: both their ends are processes of one host.
public struct AddressBook: Sendable {
    /// Addresses of this host's own: what containers publish is there, and tasks whose agent has one of them are here. Seldom set: it
    /// takes a step for each task.
    public var localAddresses: Set<IPAddress> = [] {
        didSet { if localAddresses != oldValue { place(everyone: localAddresses) } }
    }
    /// Updates for which there was no room.
    public internal(set) var dropped: UInt64 = 0

    var holders = AddressHolders()
    var claims: [AddressPlace: AddressClaims] = [:]
    var claimCount = 0
    var removals = AddressRemovals()
    let limit: Int

    public init() { self.init(limit: 524_288) }

    /// `limit`: most claims: places of all holders together.
    init(limit: Int) { self.limit = limit }

    /// Who is at `port` of `address`: two or three dictionary hits, no text.
    ///
    /// - Parameter asked: the name for which the same workload was given this address (`DNSAnswers`), believed over names and hosts
    ///   of the cluster, not over tasks, containers and services.
    public func name(
        of address: IPAddress, port: UInt16, transport: ConnectionEvent.Transport, asked: String? = nil
    ) -> FarEnd? {
        let transports = AddressTransports(transport)
        guard !transports.isEmpty, !address.isUnspecified else { return nil }
        var best = claim(at: AddressPlace(address, port: port), transports)
        if port != 0 { best = Self.better(best, claim(at: AddressPlace(address), transports)) }
        if localAddresses.contains(address) { best = Self.better(best, claim(at: .anywhereHere(port: port), transports)) }
        if let asked, best.map({ $0.rank.rawValue > AddressRank.asked.rawValue }) ?? true {
            return FarEnd(thing: .name(asked), evidence: [.dns])
        }
        return best.flatMap { holders.farEnd($0.holder) }
    }

    private func claim(at place: AddressPlace, _ transports: AddressTransports) -> AddressClaim? {
        claims[place]?.best(for: transports) { holders.farEnd($0)?.thing == holders.farEnd($1)?.thing }
    }

    /// The first of equals.
    private static func better(_ one: AddressClaim?, _ other: AddressClaim?) -> AddressClaim? {
        guard let one, let other else { return one ?? other }
        return other.rank.rawValue < one.rank.rawValue ? other : one
    }
}
