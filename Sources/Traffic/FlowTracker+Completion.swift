import Events

// A request has ended: its times go to the flow and, if somebody wants it, it is told whole.
extension FlowTracker {
    mutating func complete(_ slot: Int32) {
        if !connections[slot].isTold { tellFlow(slot) }
        let end = connections.place(of: slot)
        let exchange = end.pointee.exchange
        let requestTime = exchange.last.nanoseconds(since: exchange.start)
        let firstByteTime = exchange.firstByte.nanoseconds(since: exchange.start)
        if end.pointee.isPaired {
            end.pointee.ended = EndedExchange(
                offset: end.pointee.requestOffset, queueTime: exchange.queueTime, time: requestTime)
        }
        let flow = flows.place(of: knownFlow(slot))
        flow.pointee.observed.insert(end.pointee.role == .server ? .server : .client)
        if exchange.queueTime != .max { FlowTimes.record(exchange.queueTime, in: &flow.pointee.times.queue) }
        guard end.pointee.counts else {
            FlowTimes.record(requestTime, in: &flow.pointee.times.server)
            return
        }
        FlowTimes.record(requestTime, in: &flow.pointee.times.request)
        FlowTimes.record(firstByteTime, in: &flow.pointee.times.firstByte)
        if keepsLinks, let id = end.pointee.linkID { flow.pointee.links.note(LinkSample.Link(id: id, requests: 1, time: requestTime)) }
        if let onRequest { onRequest(request(slot, requestTime, firstByteTime)) }
    }

    private mutating func request(_ slot: Int32, _ requestTime: UInt64, _ firstByteTime: UInt64) -> Request {
        let connection = connections[slot]
        let exchange = connection.exchange
        let isServer = connection.role == .server
        let partner = partner(of: slot)
        let there = partner >= 0 ? connections[partner] : nil
        let sent = UInt64(clamping: Int64(bitPattern: bytesSent(connection)))
        let received = UInt64(clamping: Int64(bitPattern: bytesReceived(connection)))
        return Request(
            end: exchange.last,
            key: flows[connection.flow].key,
            client: isServer ? connection.remote : connection.local,
            server: isServer ? connection.local : connection.remote,
            clientProcess: isServer ? 0 : connection.process,
            serverProcess: isServer ? connection.process : there?.process ?? 0,
            guess: connection.guess,
            head: requestHeads.removeValue(forKey: slot),
            status: exchange.status == 0 ? nil : exchange.status,
            requestTime: requestTime,
            firstByteTime: firstByteTime,
            queueTime: exchange.queueTime != .max ? exchange.queueTime : there?.queueTime(at: connection.requestOffset),
            serverTime: there?.serverTime(at: connection.requestOffset),
            sent: isServer ? received : sent,
            received: isServer ? sent : received,
            observed: there != nil ? .both : isServer ? .server : .client)
    }

    private func bytesSent(_ connection: Connection) -> UInt64 { connection.sent &- connection.exchange.sentBefore }
    private func bytesReceived(_ connection: Connection) -> UInt64 { connection.received &- connection.exchange.receivedBefore }
}

extension Connection {
    /// Where in the client's bytes the request under way begins: the same number at both ends.
    fileprivate var requestOffset: UInt64 { role == .server ? exchange.receivedBefore : exchange.sentBefore }

    /// Of the request that begins there, when it is the one under way or the last that ended.
    fileprivate func queueTime(at offset: UInt64) -> UInt64? {
        let time = isUnderWay(offset) ? exchange.queueTime : offset == ended.offset ? ended.queueTime : .max
        return time == .max ? nil : time
    }

    fileprivate func serverTime(at offset: UInt64) -> UInt64? {
        if offset == ended.offset { return ended.time }
        return isUnderWay(offset) && exchange.phase == .response ? exchange.last.nanoseconds(since: exchange.start) : nil
    }

    private func isUnderWay(_ offset: UInt64) -> Bool { exchange.phase != .idle && offset == requestOffset }
}
