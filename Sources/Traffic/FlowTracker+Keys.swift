import Events

// Which flow a connection belongs to.
extension FlowTracker {
    mutating func findFlow(_ slot: Int32) -> Int32 {
        let ends = Ends(of: connections[slot], partner: partnerOf(slot), translations)
        let flow = flows.slot(of: ends.key, server: ends.server, client: ends.client.address, dialled: ends.dialled)
        if let guess = connections[slot].guess { flows[flow].guess = guess }
        if connections[slot].flags.contains(.older) { flows[flow].isOlder = true }
        if connections[slot].flags.contains(.roleGuessed) { flows[flow].isGuessed = true }
        return flow
    }

    private func partnerOf(_ slot: Int32) -> Connection? {
        let other = partner(of: slot)
        return other >= 0 ? connections[other] : nil
    }
}

/// Both ends of a connection, as far as this one, its other end here, and whoever translates addresses know.
private struct Ends {
    var key: FlowKey
    var client: Endpoint
    var server: Endpoint
    /// What the client asked for, where that is not where it got.
    var dialled: Endpoint?

    init(of connection: Connection, partner: Connection?, _ translations: (any AddressTranslating)?) {
        let isServer = connection.role == .server
        var service = connection.service
        var remote = connection.remote
        if let partner {
            // The other end knows best where it is, as behind a published port.
            if !partner.local.address.isUnspecified { remote = partner.local }
            if !isServer, partner.service != 0 { service = partner.service }
        } else if let far = translations?.far(
            local: connection.local, remote: remote, isServer: isServer, transport: connection.transport)
        {
            remote = far
            if !isServer { service = UInt32(far.port) }
        }
        client = isServer ? remote : connection.local
        server = isServer ? connection.local : remote
        let asked = isServer ? partner?.remote : connection.remote
        if connection.transport != .unix, let asked, asked.port != 0, !asked.address.isUnspecified, !server.address.isUnspecified, asked != server {
            dialled = asked
        }
        let there = partner?.party ?? connection.remoteParty(at: remote)
        key = FlowKey(
            client: isServer ? there : connection.party, server: isServer ? connection.party : there, transport: connection.transport,
            service: service)
    }
}

extension Connection {
    /// Who is at the other end when that is not on this host. From whom a datagram came is not known until it is answered.
    fileprivate func remoteParty(at remote: Endpoint) -> Party {
        if transport == .unix || remote.address.isUnspecified || transport == .udp && remote.port == 0 { return .unknown }
        return .address(remote.address)
    }
}
