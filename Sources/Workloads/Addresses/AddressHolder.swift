import Events

/// Somebody who has addresses, and the claims that follow.
struct AddressHolder: Sendable {
    enum Key: Hashable, Sendable {
        case task(framework: String, id: String, kind: TaskUpdate.Kind)
        case container(String)
        case address(AddressUpdate.Kind, name: String, source: Evidence, AddressPlace)
    }

    struct Claim: Hashable, Sendable {
        var place: AddressPlace
        var rank: AddressRank
        var trust: UInt8 = 0
        var transports: AddressTransports = .both
        var network = 0
    }

    var farEnd: FarEnd
    var claims: [Claim]
    /// Of the agent that a task runs on.
    var hostAddress: IPAddress?
    /// What an engine said of a container by now, since later updates may say less.
    var container: ContainerUpdate?
    /// Set when it is gone: the number of its removal.
    var removal: UInt64?

    /// One that has thousands is cut: a claim costs memory, and a host's ports are 65,535.
    static let mostClaims = 512

    init(farEnd: FarEnd, claims: [Claim], hostAddress: IPAddress? = nil, container: ContainerUpdate? = nil) {
        self.farEnd = farEnd
        var seen: Set<Claim> = []
        self.claims = Array(claims.filter { !$0.transports.isEmpty && seen.insert($0).inserted }.prefix(Self.mostClaims))
        self.hostAddress = hostAddress
        self.container = container
    }
}

// MARK: Tasks

extension AddressHolder {
    /// Ports on its own addresses; where it has none of its own, or they are mapped, ports of its agent.
    init(_ task: TaskUpdate) {
        let host = task.hostAddress.flatMap { AddressPlace($0)?.address }
        let isTask = task.kind == .task
        let own = task.addresses.compactMap { AddressPlace($0)?.address }.filter { $0 != host }
        var claims = own.map { Claim(place: AddressPlace($0), rank: isTask ? .taskAddress : .executor) }
        for port in task.ports {
            let transports = AddressTransports(named: port.transport)
            let rank: AddressRank = isTask ? .taskPort : .executor
            if let number = port.container ?? port.host, number != 0 {
                claims += own.map { Claim(place: AddressPlace($0, port: number), rank: rank, transports: transports) }
            }
            if let number = port.host, number != 0, let host {
                claims.append(Claim(place: AddressPlace(host, port: number), rank: rank, transports: transports))
            }
        }
        let thing = FarEnd.Thing.task(framework: task.frameworkID, id: task.id, kind: task.kind)
        self.init(
            farEnd: FarEnd(thing: thing, host: task.host, evidence: task.sources), claims: claims, hostAddress: host)
    }

    /// Its claims as of a task of this host, or of another one.
    mutating func setHere(_ isHere: Bool) {
        for index in claims.indices {
            switch claims[index].rank {
            case .taskPort, .taskPortHere: claims[index].rank = isHere ? .taskPortHere : .taskPort
            case .taskAddress, .taskAddressHere: claims[index].rank = isHere ? .taskAddressHere : .taskAddress
            default: break
            }
        }
    }
}

// MARK: Containers

extension AddressHolder {
    /// `update`: all that is known by now.
    init(_ update: ContainerUpdate) {
        var claims: [Claim] = []
        var named: Set<String> = []
        for (network, addresses) in (update.networks ?? [:]).sorted(by: { $0.key < $1.key }) {
            claims += addresses.compactMap { Self.claim($0, in: Self.network(update.runtime, network)) }
            named.formUnion(addresses)
        }
        claims += (update.addresses ?? []).filter { !named.contains($0) }.compactMap { Self.claim($0, in: 0) }
        claims += (update.ports ?? []).compactMap { Self.claim($0, runtime: update.runtime) }
        let evidence = [update.evidence, .network].compactMap(\.self)
        self.init(farEnd: FarEnd(thing: .container(update.id), evidence: evidence), claims: claims, container: update)
    }

    private static func claim(_ address: String, in network: Int) -> Claim? {
        AddressPlace(address).map { Claim(place: $0, rank: .container, network: network) }
    }

    /// Of two containers that publish one port, the later runs and the earlier does not.
    private static func claim(_ port: ContainerUpdate.Port, runtime: String) -> Claim? {
        guard port.host != 0 else { return nil }
        let address = port.address.map { IPAddress(text: $0) } ?? IPAddress(high: 0, low: 0)
        guard let address, !address.isLoopback else { return nil }
        let place = address.isUnspecified ? AddressPlace.anywhereHere(port: port.host) : AddressPlace(address, port: port.host)
        return Claim(
            place: place, rank: .publishedPort, transports: AddressTransports(named: port.transport), network: network(runtime, ""))
    }

    /// Stands for a network's name while this process lives. 0 stands for none.
    private static func network(_ runtime: String, _ name: String) -> Int {
        var hasher = Hasher()
        hasher.combine(runtime)
        hasher.combine(name)
        return hasher.finalize() | 1
    }
}

// MARK: Hosts, services, names

extension AddressHolder {
    init(_ update: AddressUpdate, at place: AddressPlace) {
        let thing: FarEnd.Thing, rank: AddressRank
        switch update.kind {
        case .host: (thing, rank) = (.host(update.name), place.port == 0 ? .host : .hostPort)
        case .service: (thing, rank) = (.service(update.name), place.port == 0 ? .service : .servicePort)
        case .name: (thing, rank) = (.name(update.name), place.port == 0 ? .name : .namePort)
        }
        let trust = UInt8(Evidence.allCases.firstIndex(of: update.source) ?? 0)
        self.init(
            farEnd: FarEnd(
                thing: thing, host: update.kind == .host ? update.name : nil, evidence: [update.source], taskID: update.taskID),
            claims: [Claim(place: place, rank: rank, trust: trust)])
    }
}
