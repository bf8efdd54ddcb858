import Events

/// The sockets of a network namespace, as `/proc/PID/net/tcp` and its like list them: those that are wanted, by inode.
struct SocketListing {
    private(set) var sockets: [UInt64: ScapDescriptor.Content] = [:]
    private let wanted: Set<UInt64>

    init(of folder: String, _ wanted: Set<UInt64>) {
        self.wanted = wanted
        let files: [(String, UInt8)] = [
            ("tcp", ScapDescriptor.Transport.tcp), ("tcp6", ScapDescriptor.Transport.tcp), ("udp", ScapDescriptor.Transport.udp),
            ("udp6", ScapDescriptor.Transport.udp),
        ]
        for (file, transport) in files { _ = ProcFile.lines("\(folder)/\(file)") { take(internet: $0, transport) } }
        _ = ProcFile.lines("\(folder)/unix") { take(unix: $0) }
    }

    /// `0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 4001 …`
    mutating func take(internet line: Substring, _ transport: UInt8) {
        let fields = line.split(separator: " ", maxSplits: 10)
        guard fields.count > 9, let inode = UInt64(fields[9]), wanted.contains(inode), let local = Self.endpoint(fields[1]),
            let remote = Self.endpoint(fields[2])
        else { return }
        let hasNoPeer = fields[3] == "0A" || remote.port == 0
        sockets[inode] =
            hasNoPeer
            ? .listening(local: local, transport: transport)
            : .socket(local: local, remote: remote, transport: transport)
    }

    /// `ffff…: 00000003 00000000 00000000 0001 03 4002 /run/x.sock`
    mutating func take(unix line: Substring) {
        let fields = line.split(separator: " ", maxSplits: 7)
        guard fields.count > 6, let inode = UInt64(fields[6]), wanted.contains(inode) else { return }
        sockets[inode] = .unix(source: inode, destination: 0, path: fields.count > 7 ? String(fields[7]) : "")
    }

    /// Words of an address come as numbers of a little-endian host: `0100007F:1F90` is 127.0.0.1:8080.
    static func endpoint(_ field: Substring) -> Endpoint? {
        let parts = field.split(separator: ":")
        guard parts.count == 2, let port = UInt16(parts[1], radix: 16) else { return nil }
        var words: [UInt64] = []
        var rest = parts[0]
        while !rest.isEmpty {
            guard let word = UInt32(rest.prefix(8), radix: 16) else { return nil }
            words.append(UInt64(word.byteSwapped))
            rest = rest.dropFirst(8)
        }
        switch words.count {
        case 1: return Endpoint(address: IPAddress(high: 0, low: 0xffff_0000_0000 | words[0]), port: port)
        case 4: return Endpoint(address: IPAddress(high: words[0] << 32 | words[1], low: words[2] << 32 | words[3]), port: port)
        default: return nil
        }
    }
}
