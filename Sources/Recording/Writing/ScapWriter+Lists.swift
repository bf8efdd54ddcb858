import Events

// The tables that stand before the events. Entries begin with their length, so that readers of any age skip what they do not know.
extension ScapWriter {
    /// Largest strings that readers take.
    private enum Limit {
        static let name = 1023
        static let list = 4095
        static let account = 255
    }

    /// Readers tell the server's end of a connection by these addresses.
    public func interfaces(_ interfaces: [ScapInterface]) {
        begin(ScapBlock.interfaces)
        for interface in interfaces {
            let start = out.count
            out.append(UInt32(0))
            let isIPv4 = interface.address.isIPv4
            out.append(UInt16(isIPv4 ? 1 : 2))
            out.append(UInt16(truncatingIfNeeded: min(interface.name.utf8.count, 15)))
            for address in [interface.address, interface.netmask, interface.broadcast] {
                if isIPv4 { out.append(ipv4: address) } else { out.append(ipv6: address) }
            }
            out.append(interface.linkSpeed)
            out.append(interface.name, limit: 15)
            out.set(UInt32(truncatingIfNeeded: out.count - start - 4), at: start) // here alone it does not count itself
        }
        endBlock()
    }

    public func accounts(_ accounts: [ScapAccount]) {
        begin(ScapBlock.users)
        for account in accounts {
            let start = beginEntry()
            switch account {
            case .user(let id, let group, let name, let home, let shell):
                out.append(UInt8(0))
                out.append(id)
                out.append(group)
                for text in [name, home, shell] { out.append(counted: text, limit: Limit.account) }
            case .group(let id, let name):
                out.append(UInt8(1))
                out.append(id)
                out.append(counted: name, limit: Limit.account)
            }
            endEntry(start)
        }
        endBlock()
    }

    /// The tail is the short one of five bytes, which readers of every age take for what it is.
    public func threads(_ threads: [ScapThread]) {
        begin(ScapBlock.processes)
        for thread in threads {
            let start = beginEntry()
            for number in [thread.thread, thread.process, thread.parent, thread.session, thread.virtualGroup] { out.append(number) }
            for text in [thread.command, thread.executable, thread.executablePath] { out.append(counted: text, limit: Limit.name) }
            out.append(counted: thread.arguments, limit: Limit.list)
            out.append(counted: thread.directory, limit: Limit.name)
            out.append(thread.descriptorLimit)
            out.append(thread.flags)
            out.append(thread.user)
            out.append(thread.group)
            for size in [thread.virtualSizeKB, thread.residentKB, thread.swapKB] { out.append(size) }
            out.append(thread.majorFaults)
            out.append(thread.minorFaults)
            out.append(counted: thread.environment, limit: Limit.list)
            out.append(thread.virtualThread)
            out.append(thread.virtualProcess)
            out.append(counted: thread.cgroups.map(\.text), limit: Limit.list)
            out.append(counted: thread.root, limit: Limit.name)
            out.append(thread.loginUser)
            out.append(UInt8(thread.canWriteExecutable ? 1 : 0))
            endEntry(start)
        }
        endBlock()
    }

    /// Of a thread that `threads` has listed: old readers refuse the capture otherwise.
    public func descriptors(_ descriptors: [ScapDescriptor], of thread: UInt64) {
        begin(ScapBlock.descriptors)
        out.append(thread)
        for descriptor in descriptors {
            let start = beginEntry()
            out.append(descriptor.number)
            out.append(descriptor.inode)
            append(descriptor.content)
            endEntry(start)
        }
        endBlock()
    }

    /// Kinds above 16 make old readers refuse the whole capture: they go as 10, unsupported.
    private func append(_ content: ScapDescriptor.Content) {
        switch content {
        case .socket(let local, let remote, let transport):
            let isIPv4 = local.address.isIPv4 && remote.address.isIPv4
            out.append(UInt8(isIPv4 ? 3 : 4))
            for end in [local, remote] { out.append(end.address, asIPv4: isIPv4) }
            out.append(local.port)
            out.append(remote.port)
            out.append(transport)
        case .listening(let local, let transport):
            out.append(UInt8(local.address.isIPv4 ? 5 : 6))
            out.append(local.address, asIPv4: local.address.isIPv4)
            out.append(local.port)
            out.append(transport)
        case .unix(let source, let destination, let path):
            out.append(UInt8(8))
            out.append(source)
            out.append(destination)
            out.append(counted: path, limit: Limit.name)
        case .file(let path, let flags, let device):
            out.append(UInt8(16))
            out.append(flags)
            out.append(counted: path, limit: Limit.name)
            out.append(device)
        case .other(let kind, let name):
            out.append(kind > 15 ? 10 : kind)
            out.append(counted: name, limit: Limit.name)
        }
    }

    private func beginEntry() -> Int {
        out.append(UInt32(0))
        return out.count - 4
    }

    private func endEntry(_ start: Int) { out.set(UInt32(truncatingIfNeeded: out.count - start), at: start) }
}

extension ScapBytes {
    /// In network order.
    func append(ipv4 address: IPAddress) { append(UInt32(truncatingIfNeeded: address.low).bigEndian) }

    func append(ipv6 address: IPAddress) {
        append(address.high.bigEndian)
        append(address.low.bigEndian)
    }

    func append(_ address: IPAddress, asIPv4: Bool) {
        if asIPv4 { append(ipv4: address) } else { append(ipv6: address) }
    }
}
