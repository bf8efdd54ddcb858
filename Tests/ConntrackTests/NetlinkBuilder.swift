import Events

@testable import Conntrack

/// Builds what the kernel's ctnetlink writes, so that a test changes only what it is about.
struct NetlinkBuilder {
    private(set) var bytes: [UInt8] = []

    /// `struct nlattr` and its padding. `isNested` sets the type's upper bit, as the kernel does.
    mutating func attribute(_ type: UInt16, isNested: Bool = false, _ value: [UInt8]) {
        host(UInt16(4 + value.count))
        host(isNested ? type | 0x8000 : type)
        bytes += value
        pad()
    }

    mutating func nested(_ type: UInt16, _ body: (inout NetlinkBuilder) -> Void) {
        var inner = NetlinkBuilder()
        body(&inner)
        attribute(type, isNested: true, inner.bytes)
    }

    mutating func message(_ type: UInt16, _ payload: [UInt8]) {
        host(UInt32(16 + payload.count))
        host(type)
        host(UInt16(0)) // flags
        host(UInt32(0)) // sequence
        host(UInt32(0)) // port
        bytes += payload
        pad()
    }

    private mutating func host<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number) { bytes += $0 }
    }

    private mutating func pad() { while bytes.count % 4 != 0 { bytes.append(0) } }
}

extension FixedWidthInteger {
    /// In network order.
    var network: [UInt8] { withUnsafeBytes(of: bigEndian, Array.init) }
}

/// A connection, told.
struct ToldConnection {
    var translation: Translation
    /// Of the layer above IP; by the transport unless a test says otherwise.
    var number: UInt8?
    var hasPorts = true
    /// Attributes of no interest that the kernel writes too: status, timeout, marks.
    var others: [(UInt16, [UInt8])] = [(3, UInt32(0x188).network), (7, UInt32(120).network), (8, UInt32(0).network)]

    init(_ translation: Translation) { self.translation = translation }

    func begun() -> [UInt8] { message(0x0100) }
    func ended() -> [UInt8] { message(0x0102) }

    func message(_ type: UInt16) -> [UInt8] {
        var attributes = NetlinkBuilder()
        attributes.nested(1) { tuple(translation.original, &$0) }
        attributes.nested(2) { tuple(translation.reply, &$0) }
        if translation.zone != 0 { attributes.attribute(18, translation.zone.network) }
        attributes.attribute(12, translation.id.network)
        for (type, value) in others { attributes.attribute(type, value) }
        var whole = NetlinkBuilder()
        whole.message(type, [translation.original.source.address.isIPv4 ? 2 : 10, 0, 0, 0] + attributes.bytes)
        return whole.bytes
    }

    private func tuple(_ tuple: Translation.Tuple, _ to: inout NetlinkBuilder) {
        to.nested(1) { addresses in
            for (type, address) in [(1, tuple.source.address), (2, tuple.destination.address)] as [(UInt16, IPAddress)] {
                if address.isIPv4 {
                    addresses.attribute(type, UInt32(truncatingIfNeeded: address.low).network)
                } else {
                    addresses.attribute(type + 2, address.high.network + address.low.network)
                }
            }
        }
        to.nested(2) { ports in
            ports.attribute(1, [number ?? (translation.transport == .udp ? 17 : 6)])
            guard hasPorts else { return }
            ports.attribute(2, tuple.source.port.network)
            ports.attribute(3, tuple.destination.port.network)
        }
    }
}

extension Endpoint {
    /// `10.0.0.<host>:<port>`.
    static func ten(_ host: UInt8, _ port: UInt16) -> Endpoint { Endpoint(address: IPAddress(10, 0, 0, host), port: port) }
}

extension Translation {
    /// 10.0.0.1 dials 10.0.0.99:80, 10.0.0.2:8080 answers.
    static func redirected(_ port: UInt16 = 4000, to server: Endpoint = .ten(2, 8080), zone: UInt16 = 0, id: UInt32 = 7) -> Translation {
        Translation(
            transport: .tcp, original: Tuple(source: .ten(1, port), destination: .ten(99, 80)),
            reply: Tuple(source: server, destination: .ten(1, port)), zone: zone, id: id)
    }
}

/// What reading these bytes does to a table.
struct Reading {
    var table: TranslationTable
    var counters = ConntrackCounters()

    init(limit: Int = 100) { table = TranslationTable(limit: limit) }

    @discardableResult
    mutating func read(_ bytes: [UInt8], at seconds: UInt64 = 0) -> ConntrackReading.Outcome {
        bytes.withUnsafeBytes {
            ConntrackReading.read($0, into: &table, &counters, at: MonotonicTime(nanoseconds: seconds * 1_000_000_000))
        }
    }
}
