import Events

// Events out of sockets.
extension CallReplay {
    /// Tells of a socket as it is now; what has been told is no news any more.
    mutating func tell(
        _ socket: Int32, _ kind: ConnectionEvent.Kind, _ time: MonotonicTime, _ payload: UnsafeRawBufferPointer = .init(start: nil, count: 0)
    ) {
        sockets[socket].event.kind = kind
        sockets[socket].event.time = time
        sockets[socket].event.last = sockets[socket].last
        if !isMuted {
            sink.take(sockets[socket].event, payload: payload)
            sockets[socket].event.sequence &+= 1
        }
        sockets[socket].event.news = ConnectionEvent.News()
    }

    /// Everything that has not been told yet: the end of an interval, or of the capture.
    mutating func flush(at time: MonotonicTime) {
        if now < time { now = time }
        for socket in dirty {
            guard sockets[socket].isDirty else { continue } // closed meanwhile
            sockets[socket].isDirty = false
            if sockets[socket].event.news != ConnectionEvent.News() { tell(socket, .snapshot, now) }
        }
        dirty.removeAll(keepingCapacity: true)
    }

    /// From here on it is told; what happened until now is older.
    mutating func unmute() {
        guard isMuted else { return }
        isMuted = false
        for place in sockets.elements.indices where sockets.elements[place].references > 0 {
            sockets[Int32(place)].event.flags.insert(.older)
            if sockets[Int32(place)].isOpen { tell(Int32(place), .open, now) }
        }
    }

    /// Nothing is told until `unmute`.
    mutating func mute() { isMuted = true }

    /// It is there: told as established just now, or as older than the capture.
    mutating func open(_ socket: Int32, _ time: MonotonicTime) {
        sockets[socket].isOpen = true
        if !sockets[socket].event.flags.contains(.older) { sockets[socket].event.news.opened &+= 1 }
        pairUp(socket)
        let isUnix = sockets[socket].event.transport == .unix
        guard isUnix, !sockets[socket].path.isEmpty else { return tell(socket, .open, time) }
        let path = sockets[socket].path
        path.withUnsafeBytes { tell(socket, .open, time, $0) }
    }

    /// Both ends of a TCP connection have the same pair of numbers, and no other connection does: made of its addresses.
    private mutating func pairUp(_ socket: Int32) {
        let event = sockets[socket].event
        guard event.transport == .tcp, event.remote.port != 0 else { return }
        let (client, server) = event.role == .server ? (event.remote, event.local) : (event.local, event.remote)
        let place = server.address.isLoopback ? UInt64(event.networkNamespace) : 0
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for word in [client.address.high, client.address.low, server.address.high, server.address.low,
                     UInt64(client.port) << 16 | UInt64(server.port), place] {
            hash = (hash ^ word) &* 0x9e37_79b9_7f4a_7c15
            hash ^= hash >> 29
        }
        let (first, second) = (UInt32(truncatingIfNeeded: hash >> 32) | 1, UInt32(truncatingIfNeeded: hash))
        sockets[socket].event.initialSequenceSent = event.role == .server ? second : first
        sockets[socket].event.initialSequenceReceived = event.role == .server ? first : second
    }

    /// The last descriptor is gone.
    mutating func finish(_ socket: Int32, _ time: MonotonicTime) {
        if sockets[socket].isOpen {
            sockets[socket].event.news.closed &+= 1
            tell(socket, .close, time)
        }
        sockets[socket] = ReplicaSocket()
        sockets.remove(socket)
    }

    /// Who touches a socket has it.
    @inline(__always)
    mutating func use(_ socket: Int32, by process: Int32, thread: UInt64) {
        sockets[socket].event.thread = UInt32(truncatingIfNeeded: thread)
        if !processes[process].commandLine.isEmpty { tellProgram(process) }
        guard sockets[socket].event.owner != processes[process].owner else { return }
        sockets[socket].event.owner = processes[process].owner
        sockets[socket].event.networkNamespace = processes[process].place
    }
}
