import Events

// Which flow a connection belongs to.
extension FlowTracker {
    mutating func findFlow(_ slot: Int32) -> Int32 {
        let connection = connections[slot]
        let other = partner(of: slot)
        let isServer = connection.role == .server
        let there = other >= 0 ? connections[other].party : connection.remoteParty
        var service = connection.service
        var server = isServer ? connection.local : connection.remote
        if other >= 0, !isServer { // the server knows best, as behind a published port
            if connections[other].service != 0 { service = connections[other].service }
            if !connections[other].local.address.isUnspecified { server = connections[other].local }
        }
        let key = FlowKey(
            client: isServer ? there : connection.party, server: isServer ? connection.party : there,
            transport: connection.transport, service: service)
        let flow = flows.slot(of: key, server: server, client: (isServer ? connection.remote : connection.local).address)
        if let guess = connection.guess { flows[flow].guess = guess }
        if connection.flags.contains(.older) { flows[flow].isOlder = true }
        if connection.flags.contains(.roleGuessed) { flows[flow].isGuessed = true }
        return flow
    }
}

extension Connection {
    /// Who is at the other end when that is not on this host. From whom a datagram came is not known until it is answered.
    fileprivate var remoteParty: Party {
        if transport == .unix || remote.address.isUnspecified || transport == .udp && remote.port == 0 { return .unknown }
        return .address(remote.address)
    }
}
