import Events

// The list of a thread's descriptors.
extension ScapEntries {
    /// `take` is given the thread of the list with each descriptor. Kinds that are not known have no name; in version 1 they end the list.
    static func descriptors(
        _ body: UnsafeRawBufferPointer, version: Int, _ take: (UInt64, ScapDescriptorEntry) -> Void
    ) -> Int {
        var head = ScapCursor(body)
        let thread = head.number(UInt64.self)
        if head.isShort { return 1 }
        return list(head.rest(), length: version > 1 ? .itself : .none) { cursor in
            descriptor(&cursor, version).map { take(thread, $0) } != nil
        }
    }

    private static func descriptor(_ cursor: inout ScapCursor, _ version: Int) -> ScapDescriptorEntry? {
        let number = cursor.number(Int64.self)
        let inode = cursor.number(UInt64.self)
        let kind = cursor.number(UInt8.self)
        let content: ScapDescriptorEntry.Content
        switch kind {
        case 3, 4: content = socket(&cursor, isIPv4: kind == 3)
        case 5, 6: content = listening(&cursor, isIPv4: kind == 5)
        case 8: content = .unix(source: cursor.number(), destination: cursor.number(), path: cursor.counted())
        case 1: content = .file(path: cursor.counted(), flags: 0, device: 0)
        case 16: content = file(&cursor, version)
        case 2, 7, 9...15, 17...21: content = .other(kind: kind, name: cursor.counted())
        default:
            guard version > 1 else { return nil }
            content = .other(kind: kind, name: UnsafeRawBufferPointer(start: nil, count: 0))
        }
        return cursor.isShort ? nil : ScapDescriptorEntry(number: number, inode: inode, content: content)
    }

    private static func socket(_ cursor: inout ScapCursor, isIPv4: Bool) -> ScapDescriptorEntry.Content {
        let local = isIPv4 ? cursor.ipv4() : cursor.ipv6()
        let remote = isIPv4 ? cursor.ipv4() : cursor.ipv6()
        return .socket(
            local: Endpoint(address: local, port: cursor.number()), remote: Endpoint(address: remote, port: cursor.number()),
            transport: cursor.number())
    }

    private static func listening(_ cursor: inout ScapCursor, isIPv4: Bool) -> ScapDescriptorEntry.Content {
        let address = isIPv4 ? cursor.ipv4() : cursor.ipv6()
        return .listening(local: Endpoint(address: address, port: cursor.number()), transport: cursor.number())
    }

    /// The device came later: it is there when the entry's length has room for it.
    private static func file(_ cursor: inout ScapCursor, _ version: Int) -> ScapDescriptorEntry.Content {
        let flags = cursor.number(UInt32.self)
        let path = cursor.counted()
        let hasDevice = version > 1 && cursor.remaining >= 4
        return .file(path: path, flags: flags, device: hasDevice ? cursor.number() : 0)
    }
}

/// A descriptor in a list, as it lies there: its texts are made when they are asked for. A view, valid during the call.
public struct ScapDescriptorEntry {
    typealias Content = ScapDescriptorContent<UnsafeRawBufferPointer>

    public let number: Int64
    let inode: UInt64
    let content: Content

    /// With its text, which outlives the list.
    public var decoded: ScapDescriptor {
        func text(_ bytes: UnsafeRawBufferPointer) -> String { String(decoding: bytes, as: UTF8.self) }
        let content: ScapDescriptor.Content =
            switch content {
            case .socket(let local, let remote, let transport): .socket(local: local, remote: remote, transport: transport)
            case .listening(let local, let transport): .listening(local: local, transport: transport)
            case .unix(let source, let destination, let path): .unix(source: source, destination: destination, path: text(path))
            case .file(let path, let flags, let device): .file(path: text(path), flags: flags, device: device)
            case .other(let kind, let name): .other(kind: kind, name: text(name))
            }
        return ScapDescriptor(number: number, inode: inode, content: content)
    }
}
