import Events

// Both ends of one connection on this host find each other.
extension FlowTracker {
    /// Enters this end under the key that both have, and links it to the other end if that is there.
    mutating func pair(_ event: ConnectionEvent, _ slot: Int32) {
        let key = event.pairKey
        guard key != 0 else { return }
        let other = pairs.find(key) { connections[$0].pairKey == key }
        connections[slot].pairKey = key
        guard other >= 0, connections[other].role != connections[slot].role || event.transport == .unix else {
            if other >= 0 { pairs.replace(key, slot: other, by: slot) } else { pairs.insert(key, slot: slot) }
            return
        }
        link(slot, other)
        link(other, slot)
    }

    private mutating func link(_ slot: Int32, _ other: Int32) {
        leaveFlow(slot)
        let counted = connections[slot].counts
        connections[slot].partner = connections[other].cookie
        connections[slot].isPaired = true
        if counted, !connections[slot].counts { standDown(slot, for: other) }
    }

    /// The other end keeps its place under their key, to be found when this end comes back.
    mutating func unpair(_ slot: Int32) {
        let key = connections[slot].pairKey
        if key != 0, pairs.find(key, where: { connections[$0].pairKey == key }) == slot {
            let other = partner(of: slot)
            if other >= 0, connections[other].pairKey == key {
                pairs.replace(key, slot: slot, by: other)
            } else {
                pairs.remove(key, slot: slot)
            }
        }
        connections[slot].pairKey = 0
        connections[slot].partner = 0
    }

    /// The other end on this host, -1 none.
    func partner(of slot: Int32) -> Int32 {
        let cookie = connections[slot].partner
        return cookie == 0 ? -1 : connections.find(cookie)
    }
}

extension ConnectionEvent {
    /// The same number at both ends, and at no other connection; 0 when there is none.
    ///
    /// TCP: the pair of initial sequence numbers, which any NAT between the ends leaves as they are. Datagrams: both ports and the
    /// client's address, or the network namespace of a loopback. Unix: the client's cookie, or both.
    var pairKey: UInt64 {
        let isClient = role == .client
        switch transport {
        case .tcp:
            guard initialSequenceSent != 0 || initialSequenceReceived != 0 else { return 0 }
            let (client, server) =
                isClient
                ? (initialSequenceSent, initialSequenceReceived) : (initialSequenceReceived, initialSequenceSent)
            return mixed(UInt64(client) << 32 | UInt64(server), 1)
        case .udp:
            guard local.port != 0, remote.port != 0 else { return 0 }
            let (client, server) = isClient ? (local, remote) : (remote, local)
            let ports = UInt64(client.port) << 16 | UInt64(server.port)
            // Inside one host's loopback the ends need no address of their own, and datagram sockets often have none.
            if remote.address.isLoopback { return mixed(UInt64(networkNamespace), ports) }
            guard !client.address.isUnspecified else { return 0 }
            return mixed(client.address.high ^ client.address.low, ports)
        case .unix:
            // Of a pair without a path, who asks shows only with the first bytes.
            if role == .unknown || flags.contains(.roleGuessed) {
                return peerCookie == 0 ? 0 : mixed(min(cookie, peerCookie), max(cookie, peerCookie))
            }
            // A client may speak before anybody has accepted it, and be answered by one that is gone when it hears: only its own cookie is
            // known to both for sure.
            let client = isClient ? cookie : peerCookie
            return client == 0 ? 0 : mixed(client, 2)
        }
    }

    private func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
        var hash = (a ^ (b &* 0x9e37_79b9_7f4a_7c15)) &* 0xff51_afd7_ed55_8ccd
        hash ^= hash >> 32
        hash = hash &* 0xc4ce_b9fe_1a85_ec53
        return (hash ^ (hash >> 29)) | 1
    }
}
