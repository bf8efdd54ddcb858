import Events

// Bytes that move, and what the kernel programs would say of them.
extension CallReplay {
    mutating func transfer(_ event: ScapEvent, _ shape: ReplayShape, _ direction: ConnectionEvent.Direction) {
        let (thread, isPaired) = exit(event)
        guard thread >= 0, let result = event.number(Int(shape.result)) else { return }
        let descriptor = descriptor(event, shape, thread, isPaired)
        let process = threads[thread].process
        var socket = tables[processes[process].table][descriptor]
        if result <= 0 {
            if result < 0, socket >= 0 { failed(socket, Int32(clamping: result.magnitude)) }
            return
        }
        if socket < 0 || sockets[socket].event.transport == .udp {
            socket = datagram(event, shape, thread, isPaired, descriptor, socket, direction)
            guard socket >= 0 else { return }
        }
        let payload = shape.data >= 0 ? event[Int(shape.data)] : UnsafeRawBufferPointer(start: nil, count: 0)
        moved(socket, direction, UInt64(result), process, payload, event)
    }

    mutating func sendFile(_ event: ScapEvent, _ shape: ReplayShape) {
        let (thread, isPaired) = exit(event)
        guard thread >= 0, let result = event.number(0), result > 0 else { return }
        let process = threads[thread].process
        let socket = tables[processes[process].table][descriptor(event, shape, thread, isPaired)]
        if socket >= 0 { moved(socket, .send, UInt64(result), process, UnsafeRawBufferPointer(start: nil, count: 0), event) }
    }

    mutating func splice(_ event: ScapEvent, _ shape: ReplayShape) {
        let (thread, isPaired) = exit(event)
        guard thread >= 0, let result = event.number(0), result > 0 else { return }
        let process = threads[thread].process
        let from = isPaired ? threads[thread].first : event.number(1) ?? -1
        let to = isPaired ? threads[thread].second : event.number(2) ?? -1
        let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
        let source = tables[processes[process].table][from], target = tables[processes[process].table][to]
        if source >= 0 { moved(source, .receive, UInt64(result), process, nothing, event) }
        if target >= 0 { moved(target, .send, UInt64(result), process, nothing, event) }
    }

    private mutating func moved(
        _ socket: Int32, _ direction: ConnectionEvent.Direction, _ count: UInt64, _ process: Int32, _ payload: UnsafeRawBufferPointer,
        _ event: ScapEvent
    ) {
        let time = MonotonicTime(nanoseconds: event.time)
        if sockets[socket].isConnecting { established(socket, time) }
        use(socket, by: process, thread: event.thread)
        if sockets[socket].event.role == .unknown { // who speaks first asks
            sockets[socket].event.role = direction == .send ? .client : .server
            sockets[socket].event.flags.insert(.roleGuessed)
        }
        if !sockets[socket].isOpen { open(socket, time) }
        let before = sockets[socket].direction
        if direction == .send {
            sockets[socket].event.sent &+= count
            sockets[socket].event.news.sent &+= Int64(bitPattern: count)
        } else {
            sockets[socket].event.received &+= count
            sockets[socket].event.news.received &+= Int64(bitPattern: count)
        }
        sockets[socket].event.direction = direction
        if before != direction {
            turn(socket, direction, before, count, time, payload)
        } else if !sockets[socket].isDirty {
            sockets[socket].isDirty = true
            dirty.append(socket)
        }
        sockets[socket].last = time
    }

    private mutating func turn(
        _ socket: Int32, _ direction: ConnectionEvent.Direction, _ before: ConnectionEvent.Direction, _ count: UInt64,
        _ time: MonotonicTime, _ payload: UnsafeRawBufferPointer
    ) {
        sockets[socket].direction = direction
        let asks = direction == (sockets[socket].event.role == .client ? .send : .receive)
        if !asks, before != .none {
            sockets[socket].event.news.exchanges &+= 1
            sockets[socket].event.answered = time
        }
        sockets[socket].event.length = UInt32(clamping: count)
        tell(socket, .message, time, payload)
        if asks { sockets[socket].event.answered = nil }
    }

    /// The connection was cut: what waits for an answer has none.
    private mutating func failed(_ socket: Int32, _ errno: Int32) {
        let connectionReset: Int32 = 104
        guard errno == connectionReset, sockets[socket].event.transport == .tcp, sockets[socket].isOpen else { return }
        sockets[socket].event.news.resets &+= 1
        if !sockets[socket].isDirty {
            sockets[socket].isDirty = true
            dirty.append(socket)
        }
    }

    /// The socket of a datagram, whose peer may be another each time; one whose making nobody saw is made now.
    private mutating func datagram(
        _ event: ScapEvent, _ shape: ReplayShape, _ thread: Int32, _ isPaired: Bool, _ descriptor: Int64, _ known: Int32,
        _ direction: ConnectionEvent.Direction
    ) -> Int32 {
        var peer: Endpoint?
        var local: Endpoint?
        if shape.tuple >= 0, let tuple = ScapTuple(event[Int(shape.tuple)]), tuple.family != ScapFamily.unix {
            peer = direction == .send ? tuple.destination : tuple.source
            local = direction == .send ? tuple.source : tuple.destination
        }
        if peer == nil, isPaired, direction == .send { peer = threads[thread].peer }
        var socket = known
        if socket < 0 {
            guard let peer, peer.port != 0 else { return -1 }
            socket = addSocket(.udp, process: threads[thread].process)
            guard socket >= 0 else { return -1 }
            sockets[socket].event.flags.insert(.older)
            guard set(descriptor, socket, in: processes[threads[thread].process].table) else { return -1 }
        }
        if let peer, peer.port != 0, sockets[socket].event.remote != peer { sockets[socket].event.remote = peer }
        if let local, local.port != 0 { sockets[socket].event.local = local }
        return socket
    }
}
