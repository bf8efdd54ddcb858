import Events

/// Puts the reports of several hosts together: client's and server's half of one connection become one edge, addresses become whoever is
/// there, and who remains unknown stays outside.
///
/// Halves find each other by the links that both sampled; a connection's link is the same number on both hosts whatever was translated between
/// them. Where no link helps (connections older than the capture, reports out of metrics), the server's address and port do, unless several
/// hosts have the same ones.
struct TopologyJoin {
    /// One end elsewhere.
    struct Half {
        var report: Int
        var edge: TopologyEdge
    }

    let reports: [HostReport]
    /// Edges by key, as they will be.
    private(set) var edges: [TopologyEdge.Key: TopologyEdge] = [:]
    private var clients: [Half] = []
    var servers: [Half] = []
    /// Of server halves: by link, and by where they were reached.
    var byLink: [UInt64: Int] = [:]
    var byEndpoint: [Place: Holders] = [:]
    var serversByPlace: [Place: [Int]] = [:]
    /// Who connects from an address of its own, and hosts by theirs.
    var byAddress: [IPAddress: Holders] = [:]
    var hostsByAddress: [IPAddress: Set<Int>] = [:]

    struct Place: Hashable {
        var endpoint: Endpoint
        var transport: ConnectionEvent.Transport
    }

    /// Nodes that are found under one address; it takes one only to be an answer.
    struct Holders {
        private var only: String?
        private var isMany = false
        var single: String? { isMany ? nil : only }

        mutating func add(_ id: String) {
            if only == nil { only = id } else if only != id { isMany = true }
        }
    }

    init(_ reports: [HostReport]) {
        self.reports = reports
        for (index, report) in reports.enumerated() {
            for address in report.addresses where !address.isLoopback { hostsByAddress[address, default: []].insert(index) }
            let local = Set(report.nodes.lazy.filter { $0.level != .external }.map(\.id))
            for var edge in report.edges {
                edge.isStale = report.isStale
                sort(edge, of: index, local)
            }
        }
        for (index, half) in servers.enumerated() {
            for link in half.edge.links.links { byLink[link.id] = index }
            if let place = Place(half.edge) { serversByPlace[place, default: []].append(index) }
        }
    }

    private mutating func sort(_ edge: TopologyEdge, of report: Int, _ local: Set<String>) {
        let isServerHere = local.contains(edge.key.server)
        let isClientHere = local.contains(edge.key.client)
        if isServerHere, let place = Place(edge) { byEndpoint[place, default: Holders()].add(edge.key.server) }
        if isClientHere, let address = edge.clientAddress, !address.isLoopback {
            byAddress[address, default: Holders()].add(edge.key.client)
        }
        switch (isClientHere, isServerHere) {
        case (true, false): clients.append(Half(report: report, edge: edge))
        case (false, true): servers.append(Half(report: report, edge: edge))
        default: add(edge)
        }
    }

    /// Adds to the edge of the same key.
    mutating func add(_ edge: TopologyEdge) {
        var edge = edge
        edge.links = LinkSample() // it has served
        if edges[edge.key] == nil { edges[edge.key] = edge } else { edges[edge.key]?.merge(edge) }
    }

    mutating func run() {
        let matches = clients.map(match)
        var joined: [Int: [Int]] = [:]
        for (client, match) in matches.enumerated() {
            for server in match.servers { joined[server, default: []].append(client) }
        }
        for (client, match) in matches.enumerated() { addClient(clients[client], match, joined) }
        for (index, half) in servers.enumerated() where joined[index] == nil { addServer(half) }
    }

    private mutating func addClient(_ half: Half, _ match: Match, _ joined: [Int: [Int]]) {
        var edge = half.edge
        guard let server = match.server else { return add(edge) }
        edge.key.server = server
        if let first = match.servers.first { edge.key.port = servers[first].edge.key.port }
        for index in match.servers {
            let clients = joined[index] ?? []
            edge.take(servers[index].edge, shared: match.links, isOnly: clients.count == 1)
            if clients.count > 1, match.links.requests == 0 { edge.takePooled(servers[index].edge, clients.map { self.clients[$0].edge }) }
        }
        add(edge)
    }

    /// Nobody told of the client's side.
    private mutating func addServer(_ half: Half) {
        var edge = half.edge
        if let address = edge.clientAddress {
            if let client = byAddress[address]?.single {
                edge.key.client = client
            } else if let host = host(at: address, except: half.report) {
                edge.key.client = "host:\(host)"
            }
        }
        add(edge)
    }

    private func host(at address: IPAddress, except report: Int) -> String? {
        guard let hosts = hostsByAddress[address]?.subtracting([report]), hosts.count == 1, let host = hosts.first else { return nil }
        return reports[host].host
    }
}

extension TopologyJoin.Place {
    /// nil where an address says nothing beyond its host.
    init?(_ edge: TopologyEdge) {
        guard let endpoint = edge.serverAddress, !endpoint.address.isUnspecified, !endpoint.address.isLoopback, endpoint.port != 0 else { return nil }
        self.init(endpoint: endpoint, transport: edge.key.transport)
    }
}
