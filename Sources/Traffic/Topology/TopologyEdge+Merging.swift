extension TopologyEdge {
    /// Adds another edge of the same stretch, as if they had been one. The key stays.
    public mutating func merge(_ other: TopologyEdge) {
        protocolName = protocolName == other.protocolName ? protocolName : protocolName ?? other.protocolName
        observed.formUnion(other.observed)
        isTranslated = isTranslated || other.isTranslated
        isOlder = isOlder || other.isOlder
        isGuessed = isGuessed || other.isGuessed
        isPartial = isPartial || other.isPartial
        isStale = isStale && other.isStale
        counters += other.counters
        active = active.addingSaturated(other.active)
        times.merge(other.times)
        links.merge(other.links)
        if clientAddress != other.clientAddress { clientAddress = nil }
        if serverAddress != other.serverAddress { serverAddress = nil }
    }

    /// The other half of the same connections: the server's own times, and what is left for the network. What both ends counted stays as the
    /// client has it, but for retransmits, of which each end knows its own.
    mutating func take(_ server: TopologyEdge, shared: TopologyJoin.SharedLinks, isOnly: Bool) {
        observed = .both
        protocolName = protocolName ?? server.protocolName
        isOlder = isOlder || server.isOlder
        isPartial = isPartial || server.isPartial
        isStale = isStale || server.isStale
        guard isOnly else {
            takeMeans(shared, queue: server.times.queue.mean)
            return
        }
        counters.retransmits &+= server.counters.retransmits
        times.server.merge(server.times.request)
        times.queue.merge(server.times.queue)
        if shared.requests > 0, shared.serverRequests > 0 {
            network(client: shared.clientMean, server: shared.serverMean, queue: server.times.queue.mean)
        } else if let client = times.request.mean, let serverMean = server.times.request.mean {
            network(client: client, server: serverMean, queue: server.times.queue.mean)
        }
    }

    /// Several clients share the server's half: of each no more is known than the mean over the links that it has.
    private mutating func takeMeans(_ shared: TopologyJoin.SharedLinks, queue: UInt64?) {
        guard shared.requests > 0, shared.serverRequests > 0 else { return }
        times.server.merge(SparseHistogram(mean: shared.serverMean, count: times.request.count))
        if let queue { times.queue.merge(SparseHistogram(mean: queue, count: times.request.count)) }
        network(client: shared.clientMean, server: shared.serverMean, queue: queue)
    }

    /// No link tells them apart: the mean of all of them is taken for each, which for the network between two hosts it is.
    mutating func takePooled(_ server: TopologyEdge, _ clients: [TopologyEdge]) {
        var all = SparseHistogram()
        for client in clients { all.merge(client.times.request) }
        guard let client = all.mean, let mean = server.times.request.mean else { return }
        network(client: client, server: mean, queue: server.times.queue.mean)
    }

    private mutating func network(client: UInt64, server: UInt64, queue: UInt64?) {
        let inside = server.addingSaturated(queue ?? 0)
        let mean = client > inside ? client - inside : 0
        let requests = times.request.count
        let (time, overflow) = mean.multipliedReportingOverflow(by: requests)
        guard requests > 0, !overflow else { return }
        var sum = times.network ?? Network(requests: 0, time: 0)
        sum.merge(Network(requests: requests, time: time))
        times.network = sum
    }
}

extension TopologyEdge.Times {
    public mutating func merge(_ other: Self) {
        request.merge(other.request)
        firstByte.merge(other.firstByte)
        server.merge(other.server)
        queue.merge(other.queue)
        connect.merge(other.connect)
        if let theirs = other.network {
            if network == nil { network = theirs } else { network?.merge(theirs) }
        }
    }

    /// For keeping.
    public var coarse: Self {
        var times = self
        times.request = request.coarse
        times.firstByte = SparseHistogram() // the API tells of it only live
        times.server = server.coarse
        times.queue = queue.coarse
        times.connect = connect.coarse
        return times
    }
}

extension TopologyEdge.Network {
    mutating func merge(_ other: Self) {
        requests = requests.addingSaturated(other.requests)
        time = time.addingSaturated(other.time)
    }
}

extension TopologyJoin.SharedLinks {
    var clientMean: UInt64 { requests == 0 ? 0 : clientTime / requests }
    var serverMean: UInt64 { serverRequests == 0 ? 0 : serverTime / serverRequests }
}
