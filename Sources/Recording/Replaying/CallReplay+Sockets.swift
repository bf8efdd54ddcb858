import Events

// Sockets are made, connect, are accepted, doubled and closed.
extension CallReplay {
    /// A socket without descriptors; -1 when there is no room.
    mutating func addSocket(_ transport: ConnectionEvent.Transport, process: Int32) -> Int32 {
        guard sockets.count < limits.sockets else {
            dropped += 1
            return -1
        }
        var socket = ReplicaSocket()
        socket.event.transport = transport
        socket.event.cookie = nextCookie
        socket.event.owner = processes[process].owner
        socket.event.networkNamespace = processes[process].place
        nextCookie += 1
        return sockets.add(socket)
    }

    /// Gives a descriptor its meaning; -1 is no socket. What it meant before is closed if nothing else means it.
    ///
    /// False when there is no such descriptor or no room for it; a socket that nothing else means is gone then.
    @discardableResult
    mutating func set(_ descriptor: Int64, _ socket: Int32, in table: Int32) -> Bool {
        if socket >= 0 { sockets[socket].references += 1 }
        let (before, isSet) = tables[table].set(descriptor, socket)
        if before >= 0 { release(before) }
        if !isSet, socket >= 0 { release(socket) }
        return isSet
    }

    mutating func release(_ socket: Int32) {
        sockets[socket].references -= 1
        if sockets[socket].references <= 0 { finish(socket, now) }
    }

    private func table(_ thread: Int32) -> Int32 { processes[threads[thread].process].table }

    /// AF_UNIX 1, AF_INET 2, AF_INET6 10; SOCK_STREAM 1, SOCK_DGRAM 2, SOCK_SEQPACKET 5.
    private static func transport(domain: Int64, type: Int64) -> ConnectionEvent.Transport? {
        switch (domain, type & 15) {
        case (1, 1), (1, 2), (1, 5): .unix
        case (2, 1), (10, 1): .tcp
        case (2, 2), (10, 2): .udp
        default: nil
        }
    }

    mutating func makeSocket(_ event: ScapEvent) {
        let (thread, isPaired) = exit(event)
        guard thread >= 0, let descriptor = event.number(0), descriptor >= 0 else { return }
        let domain = isPaired ? threads[thread].first : event.number(1) ?? 0
        let type = isPaired ? threads[thread].second : event.number(2) ?? 0
        let socket = Self.transport(domain: domain, type: type).map { addSocket($0, process: threads[thread].process) } ?? -1
        set(descriptor, socket, in: table(thread))
    }

    mutating func makePair(_ event: ScapEvent) {
        let (thread, _) = exit(event)
        guard thread >= 0, event.number(0) == 0, let first = event.number(1), let second = event.number(2) else { return }
        let (one, other) = (
            addSocket(.unix, process: threads[thread].process), addSocket(.unix, process: threads[thread].process))
        if one >= 0, other >= 0 {
            sockets[one].event.peerCookie = sockets[other].event.cookie
            sockets[other].event.peerCookie = sockets[one].event.cookie
        }
        set(first, one, in: table(thread))
        set(second, other, in: table(thread))
    }

    mutating func connect(_ event: ScapEvent, _ shape: ReplayShape) {
        let (thread, isPaired) = exit(event)
        guard thread >= 0, let result = event.number(0) else { return }
        let descriptor = descriptor(event, shape, thread, isPaired)
        let inProgress: Int64 = -115
        let tuple = ScapTuple(event[1])
        var socket = tables[table(thread)][descriptor]
        if socket < 0 { // made before the capture, or lost
            guard let tuple, result == 0 || result == inProgress else { return }
            socket = addSocket(tuple.family == ScapFamily.unix ? .unix : .tcp, process: threads[thread].process)
            guard socket >= 0, set(descriptor, socket, in: table(thread)) else { return }
        }
        use(socket, by: threads[thread].process, thread: event.thread)
        let time = MonotonicTime(nanoseconds: event.time)
        place(socket, tuple, isClient: true)
        if sockets[socket].event.remote.port == 0, isPaired, let peer = threads[thread].peer { sockets[socket].event.remote = peer }
        guard sockets[socket].event.transport != .udp else { return } // it only says to whom
        sockets[socket].event.role = .client
        sockets[socket].event.started = isPaired ? threads[thread].entered : time
        if result == 0 {
            established(socket, time)
        } else if result == inProgress {
            sockets[socket].isConnecting = true
        } else {
            refused(socket, Int32(clamping: result.magnitude), time)
        }
    }

    mutating func established(_ socket: Int32, _ time: MonotonicTime) {
        sockets[socket].isConnecting = false
        guard !sockets[socket].isOpen else { return }
        sockets[socket].event.established = time
        open(socket, time)
    }

    /// It may be tried again.
    private mutating func refused(_ socket: Int32, _ errno: Int32, _ time: MonotonicTime) {
        let (interrupted, alreadyConnected, again): (Int32, Int32, Int32) = (4, 106, 114)
        guard ![interrupted, alreadyConnected, again].contains(errno), !sockets[socket].isOpen else { return }
        sockets[socket].isConnecting = false
        guard sockets[socket].event.transport == .tcp else { return }
        sockets[socket].event.error = errno
        sockets[socket].event.news.failed &+= 1
        tell(socket, .close, time)
        sockets[socket].event.error = 0
    }

    /// SO_ERROR tells how a connect ended that went on in the background.
    mutating func readOption(_ event: ScapEvent, _ shape: ReplayShape) {
        let (thread, _) = exit(event)
        let (levelSocket, optionError): (Int64, Int64) = (1, 4)
        guard thread >= 0, event.number(0) == 0, event.number(2) == levelSocket, event.number(3) == optionError,
            let descriptor = event.number(1)
        else { return }
        let socket = tables[table(thread)][descriptor]
        guard socket >= 0, sockets[socket].isConnecting else { return }
        let time = MonotonicTime(nanoseconds: event.time)
        let value = event[4]
        let error = value.count >= 9 ? value.loadUnaligned(fromByteOffset: 1, as: Int64.self) : 0
        if error == 0 { established(socket, time) } else { refused(socket, Int32(clamping: error.magnitude), time) }
    }

    mutating func accept(_ event: ScapEvent, _ shape: ReplayShape) {
        let (thread, _) = exit(event)
        guard thread >= 0, let descriptor = event.number(0), descriptor >= 0 else { return }
        let tuple = ScapTuple(event[1])
        let transport: ConnectionEvent.Transport = tuple?.family == ScapFamily.unix ? .unix : .tcp
        let socket = addSocket(transport, process: threads[thread].process)
        guard set(descriptor, socket, in: table(thread)), socket >= 0 else { return }
        let time = MonotonicTime(nanoseconds: event.time)
        sockets[socket].event.role = .server
        place(socket, tuple, isClient: false)
        sockets[socket].event.started = time
        sockets[socket].event.thread = UInt32(truncatingIfNeeded: event.thread)
        established(socket, time)
    }

    /// Tuples go from the client to the server.
    private mutating func place(_ socket: Int32, _ tuple: ScapTuple?, isClient: Bool) {
        guard let tuple, (tuple.family == ScapFamily.unix) == (sockets[socket].event.transport == .unix) else { return }
        guard tuple.family == ScapFamily.unix else {
            sockets[socket].event.local = isClient ? tuple.source : tuple.destination
            sockets[socket].event.remote = isClient ? tuple.destination : tuple.source
            return
        }
        let (own, other) = isClient ? (tuple.sourceAddress, tuple.destinationAddress) : (tuple.destinationAddress, tuple.sourceAddress)
        nameUnix(socket, own: own, other: other, path: tuple.path)
    }

    /// The ends of a unix pair find each other by where they lie in the kernel's memory.
    mutating func nameUnix(_ socket: Int32, own: UInt64, other: UInt64, path: UnsafeRawBufferPointer) {
        if own != 0, !sockets[socket].isOpen { sockets[socket].event.cookie = cookie(ofUnix: own) }
        if other != 0 { sockets[socket].event.peerCookie = cookie(ofUnix: other) }
        guard !path.isEmpty else { return }
        sockets[socket].path = Array(path.prefix(108))
        if path.first == UInt8(ascii: "@") { sockets[socket].path[0] = 0 }
    }

    private mutating func cookie(ofUnix address: UInt64) -> UInt64 {
        if let known = unixCookies[address] { return known }
        if unixCookies.count >= limits.sockets { unixCookies.removeAll() }
        defer { nextCookie += 1 }
        unixCookies[address] = nextCookie
        return nextCookie
    }
}
