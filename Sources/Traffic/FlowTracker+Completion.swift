import Events

// A request has ended: its times go to the flow and, if somebody wants it, it is told whole.
extension FlowTracker {
    mutating func complete(_ slot: Int32) {
        tellFlow(slot)
        let exchange = connections[slot].exchange
        let requestTime = exchange.last.nanoseconds(since: exchange.start)
        let firstByteTime = exchange.firstByte.nanoseconds(since: exchange.start)
        connections[slot].exchange.endedNumber = exchange.number
        connections[slot].exchange.endedQueueTime = exchange.queueTime
        connections[slot].exchange.endedTime = requestTime
        let flow = connections[slot].flow
        flows[flow].observed.insert(connections[slot].role == .server ? .server : .client)
        if exchange.queueTime != .max { FlowTimes.record(exchange.queueTime, in: &flows[flow].times.queue) }
        guard connections[slot].counts else {
            FlowTimes.record(requestTime, in: &flows[flow].times.server)
            return
        }
        FlowTimes.record(requestTime, in: &flows[flow].times.request)
        FlowTimes.record(firstByteTime, in: &flows[flow].times.firstByte)
        if let onRequest { onRequest(request(slot, requestTime, firstByteTime)) }
    }

    private mutating func request(_ slot: Int32, _ requestTime: UInt64, _ firstByteTime: UInt64) -> Request {
        let connection = connections[slot]
        let exchange = connection.exchange
        let isServer = connection.role == .server
        let partner = connection.partner == 0 ? -1 : connections.find(connection.partner)
        let there = partner >= 0 ? connections[partner].exchange : nil
        let sent = UInt64(clamping: Int64(bitPattern: bytesSent(connection)))
        let received = UInt64(clamping: Int64(bitPattern: bytesReceived(connection)))
        return Request(
            end: exchange.last,
            key: flows[connection.flow].key,
            client: isServer ? connection.remote : connection.local,
            server: isServer ? connection.local : connection.remote,
            clientProcess: isServer ? 0 : connection.process,
            serverProcess: isServer ? connection.process : partner >= 0 ? connections[partner].process : 0,
            guess: connection.guess,
            head: requestHeads.removeValue(forKey: slot),
            status: exchange.status == 0 ? nil : exchange.status,
            requestTime: requestTime,
            firstByteTime: firstByteTime,
            queueTime: exchange.queueTime != .max ? exchange.queueTime : there?.queueTime(of: exchange.number),
            serverTime: there?.serverTime(of: exchange.number),
            sent: isServer ? received : sent,
            received: isServer ? sent : received,
            observed: partner >= 0 ? .both : isServer ? .server : .client)
    }

    private func bytesSent(_ connection: Connection) -> UInt64 { connection.sent &- connection.exchange.sentBefore }
    private func bytesReceived(_ connection: Connection) -> UInt64 { connection.received &- connection.exchange.receivedBefore }
}

extension Exchange {
    /// Of the n-th request, when that is the one under way or the last that ended.
    fileprivate func queueTime(of number: UInt32) -> UInt64? {
        let time = number == self.number ? queueTime : number == endedNumber ? endedQueueTime : .max
        return time == .max ? nil : time
    }

    fileprivate func serverTime(of number: UInt32) -> UInt64? {
        if number == endedNumber { return endedTime }
        return number == self.number && phase == .response ? last.nanoseconds(since: start) : nil
    }
}
