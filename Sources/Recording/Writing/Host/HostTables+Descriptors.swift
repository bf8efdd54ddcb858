import Events

// What a process has open, and what its sockets are: those of a network namespace are listed once, by inode.
extension HostTables {
    /// Sockets are noted to be named later.
    mutating func descriptors(of process: UInt64, at index: Int, _ sockets: inout [SocketPlace]) -> [ScapDescriptor] {
        let folder = "\(root)/\(process)"
        guard let numbers = ProcFile.numbers(in: "\(folder)/fd", limit: Limit.descriptors) else {
            skipped += 1
            return []
        }
        let namespace = ProcFile.link("\(folder)/ns/net") ?? ""
        var found: [ScapDescriptor] = []
        for number in numbers {
            guard let target = ProcFile.link("\(folder)/fd/\(number)") else { continue }
            let info = DescriptorInfo(ProcFile.text("\(folder)/fdinfo/\(number)", limit: 2048) ?? "")
            let inode = Self.inode(target, "socket:") ?? Self.inode(target, "pipe:") ?? info.inode
            if target.hasPrefix("socket:") {
                sockets.append(SocketPlace(process: index, descriptor: found.count, inode: inode, namespace: namespace))
            }
            found.append(ScapDescriptor(number: Int64(clamping: number), inode: inode, content: Self.content(target, info)))
        }
        return found
    }

    private static func inode(_ target: String, _ kind: String) -> UInt64? {
        guard target.hasPrefix(kind + "["), target.hasSuffix("]") else { return nil }
        return UInt64(target.dropFirst(kind.utf8.count + 1).dropLast())
    }

    private static func content(_ target: String, _ info: DescriptorInfo) -> ScapDescriptor.Content {
        if target.hasPrefix("/") {
            return info.isDirectory ? .other(kind: 2, name: target) : .file(path: target, flags: info.flags, device: 0)
        }
        let kinds: [(String, UInt8)] = [
            ("pipe:", 7), ("anon_inode:[eventfd]", 9), ("anon_inode:[signalfd]", 11), ("anon_inode:[eventpoll]", 12),
            ("anon_inode:inotify", 13), ("anon_inode:[timerfd]", 14),
        ]
        return .other(kind: kinds.first { target.hasPrefix($0.0) }?.1 ?? 10, name: target)
    }

    /// Looks up the sockets, by way of one process of each namespace.
    mutating func name(_ places: [SocketPlace]) {
        for (_, members) in Dictionary(grouping: places, by: \.namespace) {
            guard let first = members.first else { continue }
            let wanted = Set(members.map(\.inode))
            let found = SocketListing(of: "\(root)/\(processes[first.process].thread.process)/net", wanted).sockets
            for place in members { if let content = found[place.inode] { set(content, at: place) } }
        }
    }
}

/// What `/proc/PID/fdinfo/N` says.
struct DescriptorInfo {
    /// As the capture's format numbers them.
    var flags: UInt32 = 0
    var isDirectory = false
    var inode: UInt64 = 0

    init(_ text: String) {
        for line in text.split(separator: "\n") {
            let parts = line.split(whereSeparator: { $0 == ":" || $0 == "\t" || $0 == " " })
            guard parts.count == 2 else { continue }
            if parts[0] == "flags", let open = UInt32(parts[1], radix: 8) { take(open) }
            if parts[0] == "ino" { inode = UInt64(parts[1]) ?? 0 }
        }
    }

    /// open(2)'s flags, of x86-64 and aarch64 where they agree, and the format's.
    private static let bits: [(open: UInt32, scap: UInt32)] = [
        (0o100, 4), (0o2000, 8), (0o10000, 0x10), (0o200, 0x20), (0o4000, 0x40), (0o4000000, 0x80), (0o1000, 0x100), (0o40000, 0x200),
        (0o200000, 0x400), (0o100000, 0x800), (0o2000000, 0x1000),
    ]

    private mutating func take(_ open: UInt32) {
        flags = [1, 2, 3, 3][Int(open & 3)]
        for bit in Self.bits where open & bit.open != 0 { flags |= bit.scap }
        isDirectory = open & 0o200000 != 0
    }
}
