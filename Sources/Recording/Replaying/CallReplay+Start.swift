import Events

// What was there when the capture began.
extension CallReplay {
    /// A capture of its own begins: nothing of one before holds.
    mutating func beginSection() {
        flush(at: now)
        var next = CallReplay(sink, limits: limits)
        swap(&next.names, &names)
        (next.nextCookie, next.dropped, next.isMuted) = (nextCookie, dropped, isMuted)
        // their memory serves again
        swap(&next.threads, &threads)
        swap(&next.processes, &processes)
        swap(&next.sockets, &sockets)
        next.threads.removeAll()
        next.processes.removeAll()
        next.sockets.removeAll()
        self = next
    }

    /// The section is of another host than the one before it.
    mutating func forgetCgroups() { names = CgroupNames() }

    mutating func take(_ thread: ScapThreadEntry) {
        guard threadPlaces[thread.thread] == nil else { return }
        let place = addThread(thread.thread, of: ProcessID(truncatingIfNeeded: thread.process))
        guard place >= 0, thread.thread == thread.process else { return }
        describe(threads[place].process, command: Command(bytes: thread.commandBytes), cgroups: thread.cgroupBytes)
        processes[threads[place].process].commandLine = thread.commandLine
    }

    mutating func take(_ descriptor: ScapDescriptorEntry, of thread: UInt64) {
        let place = self.thread(thread)
        guard place >= 0 else { return }
        let process = threads[place].process
        switch descriptor.content {
        case .socket(let local, let remote, let transport):
            add(descriptor.number, transport == ScapDescriptor.Transport.udp ? .udp : .tcp, local, remote, process)
        case .listening(let local, let transport):
            if transport != ScapDescriptor.Transport.udp { listening.insert(local.port) }
            add(descriptor.number, transport == ScapDescriptor.Transport.udp ? .udp : .tcp, local, nil, process)
        case .unix(let source, let destination, let path):
            let socket = addSocket(.unix, process: process)
            guard socket >= 0 else { return }
            sockets[socket].event.flags.insert(.older)
            nameUnix(socket, own: source, other: destination, path: path)
            set(descriptor.number, socket, in: processes[process].table)
        case .file, .other: break
        }
    }

    private mutating func add(
        _ descriptor: Int64, _ transport: ConnectionEvent.Transport, _ local: Endpoint, _ remote: Endpoint?, _ process: Int32
    ) {
        let socket = addSocket(transport, process: process)
        guard socket >= 0 else { return }
        sockets[socket].event.flags.insert(.older)
        sockets[socket].event.local = local
        if let remote { sockets[socket].event.remote = remote }
        set(descriptor, socket, in: processes[process].table)
    }

    /// Before the first event of the section: who listens is known by now, so who is the server.
    mutating func begin(at time: MonotonicTime) {
        guard !hasBegun else { return }
        hasBegun = true
        if now < time { now = time }
        for place in sockets.elements.indices.map(Int32.init) where sockets[place].references > 0 {
            let event = sockets[place].event
            guard event.transport == .tcp, event.remote.port != 0 else { continue }
            sockets[place].event.role = listening.contains(event.local.port) ? .server : .client
            sockets[place].event.flags.insert(.roleGuessed)
            open(place, now)
        }
    }
}
