import Events

// Which server's halves belong to a client's half.
extension TopologyJoin {
    struct Match {
        /// Who answers; nil: nobody who is known here.
        var server: String?
        /// Halves of the same connections.
        var servers: [Int] = []
        var links = SharedLinks()
    }

    /// What both ends sampled of the same connections.
    struct SharedLinks {
        var requests: UInt64 = 0
        /// Nanoseconds, at the client and at the server.
        var clientTime: UInt64 = 0
        var serverRequests: UInt64 = 0
        var serverTime: UInt64 = 0
    }

    func match(_ half: Half) -> Match {
        var match = Match()
        for link in half.edge.links.links {
            guard let index = byLink[link.id], servers[index].report != half.report else { continue }
            if !match.servers.contains(index) { match.servers.append(index) }
            match.links.add(link, servers[index].edge.links.links.first { $0.id == link.id })
        }
        if let server = mostLinked(match.servers, half) {
            match.server = server
            match.servers.removeAll { servers[$0].edge.key.server != server }
            return match
        }
        guard let place = Place(half.edge), let server = byEndpoint[place]?.single else { return match }
        match.server = server
        match.servers = serversByPlace[place, default: []].filter { isSameByAddress(servers[$0], half, server) }
        return match
    }

    /// One address leads to one server, but for a balancer that nobody here knows: then the one with most links.
    private func mostLinked(_ found: [Int], _ half: Half) -> String? {
        if found.count < 2 { return found.first.map { servers[$0].edge.key.server } }
        var counts: [String: Int] = [:]
        for link in half.edge.links.links {
            if let index = byLink[link.id] { counts[servers[index].edge.key.server, default: 0] += 1 }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// The server saw this client's address, or that of its host.
    private func isSameByAddress(_ server: Half, _ client: Half, _ id: String) -> Bool {
        guard server.report != client.report, server.edge.key.server == id, let address = server.edge.clientAddress
        else { return false }
        return address == client.edge.clientAddress || hostsByAddress[address] == [client.report]
    }
}

extension TopologyJoin.SharedLinks {
    fileprivate mutating func add(_ client: LinkSample.Link, _ server: LinkSample.Link?) {
        requests = requests.addingSaturated(client.requests)
        clientTime = clientTime.addingSaturated(client.time)
        serverRequests = serverRequests.addingSaturated(server?.requests ?? 0)
        serverTime = serverTime.addingSaturated(server?.time ?? 0)
    }
}
