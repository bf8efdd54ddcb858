import Events
import Seeded
import Testing

@testable import Conntrack

@Suite struct ConntrackMessageTests {
    /// As a 6.18 kernel sent it when 10.77.1.2:47624 dialled 10.99.0.1:80, which leads to 10.77.2.2:8080 and is masqueraded as 10.77.2.1.
    static let recorded: [UInt8] = [
        0xc4, 0, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0,  // length, IPCTNL_MSG_CT_NEW of ctnetlink, CREATE|EXCL, sequence, port
        2, 0, 0, 0,  // AF_INET, version, resource
        0x34, 0, 1, 0x80,  // CTA_TUPLE_ORIG
        0x14, 0, 1, 0x80, 8, 0, 1, 0, 10, 77, 1, 2, 8, 0, 2, 0, 10, 99, 0, 1,  // CTA_TUPLE_IP: source, destination
        0x1c, 0, 2, 0x80, 5, 0, 1, 0, 6, 0, 0, 0,  // CTA_TUPLE_PROTO: TCP
        6, 0, 2, 0, 0xba, 8, 0, 0, 6, 0, 3, 0, 0, 80, 0, 0,  // ports
        0x34, 0, 2, 0x80,  // CTA_TUPLE_REPLY
        0x14, 0, 1, 0x80, 8, 0, 1, 0, 10, 77, 2, 2, 8, 0, 2, 0, 10, 77, 2, 1,
        0x1c, 0, 2, 0x80, 5, 0, 1, 0, 6, 0, 0, 0,
        6, 0, 2, 0, 0x1f, 0x90, 0, 0, 6, 0, 3, 0, 0xba, 8, 0, 0,
        8, 0, 12, 0, 0x0c, 0x13, 0x94, 0xc1,  // CTA_ID
        8, 0, 3, 0, 0, 0, 1, 0xb8,  // CTA_STATUS: CONFIRMED|SRC_NAT|DST_NAT|…
        8, 0, 7, 0, 0, 0, 0, 120,  // CTA_TIMEOUT
        0x30, 0, 4, 0x80, 0x2c, 0, 1, 0x80, 5, 0, 1, 0, 1, 0, 0, 0, 5, 0, 2, 0, 10, 0, 0, 0,  // CTA_PROTOINFO: TCP's state and windows
        5, 0, 3, 0, 0, 0, 0, 0, 6, 0, 4, 0, 3, 0, 0, 0, 6, 0, 5, 0, 0, 0, 0, 0,
    ]

    private static func address(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8, _ port: UInt16) -> Endpoint {
        Endpoint(address: IPAddress(a, b, c, d), port: port)
    }

    @Test("what the kernel sent is read: who asks, what was dialled, who answers, to whom")
    func recordedMessage() {
        var reading = Reading()
        reading.read(Self.recorded)
        #expect(reading.counters == .init(messages: 1))
        let dialled = reading.table.destination(
            client: Self.address(10, 77, 1, 2, 47624), dialled: Self.address(10, 99, 0, 1, 80), transport: .tcp)
        #expect(dialled == Self.address(10, 77, 2, 2, 8080))
        let asking = reading.table.origin(
            server: Self.address(10, 77, 2, 2, 8080), client: Self.address(10, 77, 2, 1, 47624), transport: .tcp)
        #expect(asking == Self.address(10, 77, 1, 2, 47624))
    }

    @Test("every message that is built is read as it was meant", arguments: [1, 2, 3] as [UInt64])
    func roundTrip(seed: UInt64) {
        var random = SplitMix(state: seed)
        for _ in 0..<500 {
            let isIPv4 = random.below(2) == 0
            func endpoint() -> Endpoint {
                let low = isIPv4 ? 0xffff_0000_0000 | UInt64(UInt32.random(in: 0...(.max), using: &random)) : random.next()
                return Endpoint(address: IPAddress(high: isIPv4 ? 0 : random.next() | 1, low: low), port: UInt16(random.below(65_536)))
            }
            let told = Translation(
                transport: random.below(2) == 0 ? .tcp : .udp, original: .init(source: endpoint(), destination: endpoint()),
                reply: .init(source: endpoint(), destination: endpoint()), zone: UInt16(random.below(3)), id: UInt32(random.below(1 << 30)))
            #expect(read(ToldConnection(told).begun()) == [.began(told)])
            #expect(read(ToldConnection(told).ended()) == [.ended(told)])
        }
    }

    @Test("other protocols and other subsystems are passed over, and are not bad")
    func others() {
        var echo = ToldConnection(.redirected())
        (echo.number, echo.hasPorts) = (1, false)
        #expect(read(echo.begun()) == [.other])
        #expect(read(ToldConnection(.redirected()).message(0x0a00)) == [.other])
        var reading = Reading()
        reading.read(echo.begun())
        #expect(reading.counters == .init() && reading.table.count == 0)
    }

    @Test("without ports, a protocol, a direction or addresses of their size a message is bad")
    func malformed() {
        var portless = ToldConnection(.redirected())
        portless.hasPorts = false
        #expect(read(portless.begun()) == [.malformed])
        var longID = ToldConnection(.redirected())
        longID.others = [(12, [1, 2])]
        #expect(read(longID.begun()) == [.malformed])
        var empty = NetlinkBuilder()
        empty.message(0x0100, [2, 0, 0, 0])
        empty.message(0x0102, [])
        #expect(read(empty.bytes) == [.malformed, .malformed])
        var odd = NetlinkBuilder()
        odd.nested(1) { $0.nested(1) { $0.attribute(1, [1, 2, 3]) } }
        var message = NetlinkBuilder()
        message.message(0x0100, [2, 0, 0, 0] + odd.bytes)
        #expect(read(message.bytes) == [.malformed])
    }

    @Test("a refusal says why, a list says that it is over")
    func control() {
        var refusal = NetlinkBuilder()
        refusal.message(2, withUnsafeBytes(of: Int32(-22), Array.init) + [0, 0])
        #expect(read(refusal.bytes) == [.refused(errno: 22)])
        var reading = Reading()
        #expect(reading.read(refusal.bytes) == .refused(errno: 22))
        var rest = NetlinkBuilder()
        rest.message(3, [0, 0, 0, 0])
        #expect(reading.read(ToldConnection(.redirected()).begun() + rest.bytes + [1]) == .end)
        #expect(reading.table.count == 1)
    }

    @Test("cut anywhere, what is whole is read and what is not is counted")
    func cut() {
        let one = ToldConnection(.redirected(1, id: 1)).begun()
        let two = ToldConnection(.redirected(2, id: 2)).begun()
        for length in 0...(one.count + two.count) {
            var reading = Reading()
            reading.read(Array((one + two).prefix(length)))
            #expect(reading.table.count == (length < one.count ? 0 : length < one.count + two.count ? 1 : 2))
            #expect(reading.counters.bad == ([0, one.count, one.count + two.count].contains(length) ? 0 : 1))
        }
    }

    @Test("cut anywhere inside, with lengths that fit, a message is whole or bad")
    func cutInside() {
        let payload = Array(Self.recorded[16...])
        for length in 0..<payload.count {
            var message = NetlinkBuilder()
            message.message(0x0100, Array(payload.prefix(length)))
            let result = read(message.bytes)
            // Behind both tuples anything may be missing, at the border of attributes.
            #expect(result == [.malformed] || length >= 4 + 2 * 52, "\(length)")
        }
    }

    @Test("changed anywhere, nothing is read beyond the end and all is counted", arguments: [5, 6, 7, 8] as [UInt64])
    func mutated(seed: UInt64) {
        var random = SplitMix(state: seed)
        let whole = Self.recorded + ToldConnection(.redirected()).ended()
        for _ in 0..<20_000 {
            var bytes = whole
            for _ in 0...random.below(4) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
            bytes.removeLast(random.below(2) == 0 ? 0 : random.below(bytes.count))
            var reading = Reading()
            reading.read(bytes)
            #expect(reading.counters.messages <= 2 && reading.table.count <= 2)
        }
    }

    private func read(_ bytes: [UInt8]) -> [ConntrackMessage] {
        bytes.withUnsafeBytes {
            var messages = NetlinkMessages($0)
            var all: [ConntrackMessage] = []
            while let message = messages.next() { all.append(ConntrackMessage(message)) }
            return all
        }
    }
}
