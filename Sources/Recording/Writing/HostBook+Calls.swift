import Events

// What calls make of descriptors.
extension HostBook {
    /// Takes note of a call that makes, names or closes a descriptor. Others change nothing.
    mutating func observe(_ call: CallEvent, as shape: CallShape?) {
        guard let shape, call.result >= 0 || call.result == Self.inProgress else { return }
        switch shape {
        case .socket, .connect, .accept, .accept4, .bind, .listen: name(call, shape)
        case .dup, .fcntl: if call.duplicates { duplicate(call) }
        case .socketpair:
            guard let pair = call.pair else { return }
            for end in [pair.first, pair.second] {
                let content = ScapDescriptor.Content.unix(source: ScapWriter.name(of: end, call), destination: 0, path: "")
                add(ScapDescriptor(number: Int64(end), inode: 0, content: content), of: call.process)
            }
        case .close: close(Int64(Int32(truncatingIfNeeded: call.arguments.0)), of: call.process)
        case .closeRange: for closed in closed(by: call) { close(closed, of: call.process) }
        default: return
        }
    }

    /// -EINPROGRESS: a connect that goes on by itself.
    private static let inProgress: Int64 = -115

    private mutating func name(_ call: CallEvent, _ shape: CallShape) {
        guard let descriptor = call.descriptor else { return }
        let number = Int64(descriptor)
        let known = self[call.process]?.descriptors[number]
        let content: ScapDescriptor.Content
        if call.family == SocketFamily.unix {
            content = .unix(source: call.inode ?? 0, destination: 0, path: path(call, shape, known))
        } else if call.isInternet {
            let transport = call.transport.map(ScapDescriptor.Transport.of) ?? ScapDescriptor.Transport.unknown
            content =
                shape == .listen
                ? .listening(local: call.local, transport: transport)
                : .socket(local: call.local, remote: call.remote, transport: transport)
        } else {
            return
        }
        add(ScapDescriptor(number: number, inode: call.inode ?? 0, content: content), of: call.process)
    }

    private func path(_ call: CallEvent, _ shape: CallShape, _ known: ScapDescriptor?) -> String {
        switch shape {
        case .connect, .bind: SocketAddress(call.payload)?.path ?? ""
        case .accept, .accept4: listeningPath(call)
        case .listen: known?.path ?? ""
        default: ""
        }
    }

    /// Of the unix socket that accepted; empty when nobody saw it bind.
    func listeningPath(_ call: CallEvent) -> String {
        self[call.process]?.descriptors[Int64(Int32(truncatingIfNeeded: call.arguments.0))]?.path ?? ""
    }

    private mutating func duplicate(_ call: CallEvent) {
        guard var copy = self[call.process]?.descriptors[Int64(Int32(truncatingIfNeeded: call.arguments.0))] else { return }
        copy.number = call.result
        add(copy, of: call.process)
    }

    /// The known descriptors that close_range has closed. Flag 4 (CLOEXEC) closes none now.
    func closed(by call: CallEvent) -> [Int64] {
        let (first, last, flags, _, _, _) = call.arguments
        guard call.result == 0, flags & 4 == 0, let table = self[call.process]?.descriptors else { return [] }
        let range = Int64(UInt32(truncatingIfNeeded: first))...max(Int64(UInt32(truncatingIfNeeded: first)), Int64(UInt32(truncatingIfNeeded: last)))
        return table.values.filter { $0.isSocket && range.contains($0.number) }.map(\.number).sorted()
    }
}

extension ScapDescriptor {
    fileprivate var path: String? {
        if case .unix(_, _, let path) = content { path } else { nil }
    }

    fileprivate var isSocket: Bool {
        switch content {
        case .socket, .listening, .unix: true
        case .file, .other: false
        }
    }
}

extension ScapDescriptor.Transport {
    /// As the format numbers them.
    static func of(_ transport: ConnectionEvent.Transport) -> UInt8 {
        switch transport {
        case .tcp: tcp
        case .udp: udp
        case .unix: 1
        }
    }
}
