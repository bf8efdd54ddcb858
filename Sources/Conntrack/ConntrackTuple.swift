import Events

/// One direction of a connection in a conntrack message: addresses and ports, each in an attribute that is nested in another.
struct ConntrackTuple {
    private(set) var tuple = Translation.Tuple(source: .nowhere, destination: .nowhere)
    /// Of the protocol above IP.
    private(set) var number: UInt8?
    private var found: Parts = []

    private struct Parts: OptionSet {
        let rawValue: UInt8
        static let source = Parts(rawValue: 1)
        static let destination = Parts(rawValue: 2)
        static let sourcePort = Parts(rawValue: 4)
        static let destinationPort = Parts(rawValue: 8)
    }

    /// CTA_TUPLE_IP and CTA_TUPLE_PROTO.
    private enum Kind {
        static let addresses: UInt16 = 1
        static let ports: UInt16 = 2
    }

    /// nil when addresses or the protocol are missing, or ports where it has some.
    init?(_ bytes: UnsafeRawBufferPointer) {
        var attributes = NetlinkAttributes(bytes)
        while let attribute = attributes.next() {
            switch attribute.type {
            case Kind.addresses where !readAddresses(attribute.value): return nil
            case Kind.ports where !readPorts(attribute.value): return nil
            default: break
            }
        }
        guard !attributes.isBroken, number != nil, found.isSuperset(of: [.source, .destination]) else { return nil }
        guard transport == nil || found.isSuperset(of: [.sourcePort, .destinationPort]) else { return nil }
    }

    /// nil: neither TCP nor UDP.
    var transport: ConnectionEvent.Transport? {
        switch number {
        case 6: .tcp
        case 17: .udp
        default: nil
        }
    }

    /// CTA_IP_V4_SRC, _V4_DST, _V6_SRC, _V6_DST, in this order.
    private mutating func readAddresses(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var attributes = NetlinkAttributes(bytes)
        while let attribute = attributes.next() {
            guard 1...4 ~= attribute.type else { continue }
            guard let address = attribute.type <= 2 ? attribute.ipv4 : attribute.ipv6 else { return false }
            if attribute.type & 1 == 1 {
                tuple.source.address = address
                found.insert(.source)
            } else {
                tuple.destination.address = address
                found.insert(.destination)
            }
        }
        return !attributes.isBroken
    }

    /// CTA_PROTO_NUM, _SRC_PORT, _DST_PORT.
    private mutating func readPorts(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var attributes = NetlinkAttributes(bytes)
        while let attribute = attributes.next() {
            switch attribute.type {
            case 1:
                number = attribute.bigEndian()
                guard number != nil else { return false }
            case 2, 3:
                guard let port: UInt16 = attribute.bigEndian() else { return false }
                read(port, isSource: attribute.type == 2)
            default: break
            }
        }
        return !attributes.isBroken
    }

    private mutating func read(_ port: UInt16, isSource: Bool) {
        if isSource {
            tuple.source.port = port
            found.insert(.sourcePort)
        } else {
            tuple.destination.port = port
            found.insert(.destinationPort)
        }
    }
}

extension NetlinkAttribute {
    fileprivate var ipv4: IPAddress? {
        guard let word: UInt32 = bigEndian() else { return nil }
        return IPAddress(high: 0, low: 0xffff_0000_0000 | UInt64(word))
    }

    fileprivate var ipv6: IPAddress? {
        guard value.count == 16 else { return nil }
        return IPAddress(
            high: UInt64(bigEndian: value.loadUnaligned(as: UInt64.self)),
            low: UInt64(bigEndian: value.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }
}

extension Endpoint {
    fileprivate static let nowhere = Endpoint(address: IPAddress(high: 0, low: 0), port: 0)
}
