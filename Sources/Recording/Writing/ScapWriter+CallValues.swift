import Events

// The values of calls that need a thought.
extension ScapWriter {
    /// Descriptors are 32 bits of a register.
    @inline(__always)
    func put(fd argument: UInt64) { put(Int64(Int32(truncatingIfNeeded: argument))) }

    @inline(__always)
    func put(size argument: UInt64) { put(UInt32(clamping: argument)) }

    /// What a message's vectors add up to is not told: then the size is what moved.
    @inline(__always)
    func put(moved call: CallEvent) { put(UInt32(clamping: call.outcome)) }

    /// Local to remote, where the program gave an address and the socket has one.
    func put(sentTo call: CallEvent, as shape: CallShape?) {
        let (_, _, _, _, address, _) = call.arguments
        guard shape == .sendmsg || address != 0, call.isAddressedDatagram else { return putNothing() }
        put(tuple: call.local, call.remote)
    }

    /// Sender to local, where the program asked for it; on TCP nobody does.
    func put(receivedFrom call: CallEvent, as shape: CallShape?) {
        let (_, _, _, _, address, _) = call.arguments
        guard shape == .recvmsg || address != 0, call.isAddressedDatagram else { return putNothing() }
        put(tuple: call.remote, call.local)
    }

    /// Local to peer. A socket whose connect failed has no peer: then it is the address that was given.
    func put(connected call: CallEvent) {
        switch SocketAddress(call.payload) {
        case .internet(let given, _):
            let remote = call.remote.port == 0 ? given : call.remote
            put(tuple: call.local, remote)
        case .unix(let path):
            put(unix: call.result == 0 ? call.inode ?? 0 : 0, 0, path: path)
        case nil:
            if call.isInternet { put(tuple: call.local, call.remote) } else { putNothing() }
        }
    }

    /// Peer to local: the peer is the client.
    func put(accepted call: CallEvent, _ path: String) {
        if call.result >= 0, call.isInternet {
            put(tuple: call.remote, call.local)
        } else if call.result >= 0, call.family == SocketFamily.unix {
            put(unix: 0, call.inode ?? 0, path: path)
        } else {
            putNothing()
        }
    }

    /// fcntl's commands have numbers of the format's own; 0 for those of which nothing follows.
    static func controlCommand(_ argument: UInt64) -> UInt8 {
        switch argument {
        case 0: 1 // F_DUPFD
        case 1030: 26 // F_DUPFD_CLOEXEC
        case 1...4: UInt8(truncatingIfNeeded: argument) + 1
        default: 0
        }
    }

    /// One end of a pair, of which no inode is told.
    static func name(of descriptor: Int32, _ call: CallEvent) -> UInt64 {
        UInt64(call.process) << 32 | UInt64(UInt32(bitPattern: descriptor))
    }
}

extension CallEvent {
    var isInternet: Bool { family == SocketFamily.ipv4 || family == SocketFamily.ipv6 }

    /// With a peer: of an unconnected socket the call's record has none.
    var isAddressedDatagram: Bool { transport == .udp && isInternet && remote.port != 0 }

    /// The result as the events have it: of `sendmmsg` and `recvmmsg`, which return a number of messages, their bytes.
    var outcome: Int64 { !isCompat && result > 0 && (number == 299 || number == 307) ? Int64(clamping: arguments.5) : result }

    /// The two descriptors that socketpair has made.
    var pair: (first: Int32, second: Int32)? {
        guard result == 0, payload.count >= 8 else { return nil }
        return (payload.loadUnaligned(as: Int32.self), payload.loadUnaligned(fromByteOffset: 4, as: Int32.self))
    }

    /// Dup and its like: they make a second descriptor of the same socket.
    var duplicates: Bool {
        switch isCompat ? nil : CallShape(number: number) {
        case .dup: true
        case .fcntl: arguments.1 == 0 || arguments.1 == 1030
        default: false
        }
    }
}
