import CEvents
import Events
import Testing

@Suite struct ConnectionDecodingTests {
    @Test func structuresHaveTheSizesOfTheContract() {
        #expect(MemoryLayout<weir_header>.size == 16)
        #expect(MemoryLayout<weir_totals>.size == 40)
        #expect(MemoryLayout<weir_connection>.size == 304)
        #expect(MemoryLayout<weir_connection>.stride == 304)
        #expect(MemoryLayout<weir_process>.size == 80)
        #expect(MemoryLayout<weir_cgroup>.size == 40)
    }

    @Test func everyFieldLandsInItsPlace() {
        let decoded = Decoded(weir_connection.distinct.record(payload: [7, 8, 9]))
        let event = decoded.event
        #expect(decoded.kind == .connection)
        #expect(decoded.payload == [7, 8, 9])
        #expect(event.kind == .message)
        #expect(event.transport == .tcp)
        #expect(event.role == .server)
        #expect(event.direction == .receive)
        #expect(event.flags == [.older, .deferred])
        #expect(event.time == MonotonicTime(nanoseconds: 1001))
        #expect(event.cookie == 1002)
        #expect(event.peerCookie == 1003)
        #expect(event.sent == 50_000)
        #expect(event.received == 60_000)
        #expect(event.started == MonotonicTime(nanoseconds: 1004))
        #expect(event.established == MonotonicTime(nanoseconds: 1005))
        #expect(event.arrived == MonotonicTime(nanoseconds: 1006))
        #expect(event.answered == MonotonicTime(nanoseconds: 1022))
        #expect(event.last == MonotonicTime(nanoseconds: 1007))
        #expect(event.owner.cgroupV2 == CgroupID(id: 1008, hierarchy: 0))
        #expect(event.owner.cgroupV1 == CgroupID(id: 1009, hierarchy: 1010))
        #expect(event.networkNamespace == 1011)
        #expect(event.owner.process == 1012)
        #expect(event.owner.command.description == "nginx")
        #expect(event.thread == 1013)
        #expect(event.peerProcess == 1014)
        #expect(event.sequence == 1015)
        #expect(event.length == 1016)
        #expect(event.error == -1017)
        #expect(event.initialSequenceSent == 1018)
        #expect(event.initialSequenceReceived == 1019)
        #expect(event.local == Endpoint(address: IPAddress(10, 1, 2, 3), port: 1020))
        #expect(event.remote == Endpoint(address: IPAddress(high: 0x2001_0db8_0000_0000, low: 0x17), port: 1021))
    }

    @Test func newsIsWhatNoDeliveredRecordHasTold() {
        let news = Decoded(weir_connection.distinct.record()).event.news
        #expect(news.sent == 1)
        #expect(news.received == 2)
        #expect(news.exchanges == 3)
        #expect(news.retransmits == 4)
        #expect(news.resets == 5)
        #expect(news.opened == 6)
        #expect(news.failed == 7)
        #expect(news.closed == 8)
    }

    @Test func newsIsLessThanNothingWhenTwoProcessorsToldTheSameBytes() {
        var wire = weir_connection.distinct
        swap(&wire.totals, &wire.reported)
        let news = Decoded(wire.record()).event.news
        #expect(news.sent == -1)
        #expect(news.received == -2)
        #expect(news.exchanges == -3)
        #expect(news.closed == -8)
    }

    @Test func countersThatWrapStillGiveTheDifference() {
        var wire = weir_connection.distinct
        wire.totals.exchanges = 2
        wire.reported.exchanges = .max - 2
        wire.totals.sent = 10
        wire.reported.sent = .max
        let news = Decoded(wire.record()).event.news
        #expect(news.exchanges == 5)
        #expect(news.sent == 11)
    }

    @Test func zeroOnTheWireIsUnknown() {
        var wire = weir_connection.distinct
        (wire.started, wire.established, wire.arrived, wire.answered, wire.last) = (0, 0, 0, 0, 0)
        (wire.cgroup_v2, wire.cgroup_v1) = (0, 0)
        let event = Decoded(wire.record()).event
        #expect(event.started == nil)
        #expect(event.established == nil)
        #expect(event.arrived == nil)
        #expect(event.answered == nil)
        #expect(event.last == nil)
        #expect(event.owner.cgroupV2 == nil)
        #expect(event.owner.cgroupV1 == nil)
    }

    @Test(arguments: [
        (WEIR_OPEN, ConnectionEvent.Kind.open), (WEIR_MESSAGE, .message), (WEIR_CLOSE, .close), (WEIR_SNAPSHOT, .snapshot),
    ])
    func eachKindIsKnown(wire: Int32, kind: ConnectionEvent.Kind) {
        var record = weir_connection.distinct
        record.header.kind = UInt16(wire)
        #expect(Decoded(record.record()).event.kind == kind)
    }

    @Test(arguments: [
        (WEIR_TCP, ConnectionEvent.Transport.tcp), (WEIR_UDP, .udp), (WEIR_UNIX, .unix),
    ])
    func eachTransportIsKnown(wire: Int32, transport: ConnectionEvent.Transport) {
        var record = weir_connection.distinct
        record.transport = UInt8(wire)
        #expect(Decoded(record.record(payload: Array("/run/db.sock".utf8))).event.transport == transport)
    }

    @Test func payloadMayBeAsLongAsTheContractSays() {
        let longest = [UInt8](repeating: 0x41, count: Int(WEIR_MAX_PAYLOAD))
        #expect(Decoded(weir_connection.distinct.record(payload: longest)).payload == longest)
    }

    @Test func bytesBehindThePayloadAreNotPartOfIt() {
        #expect(Decoded(weir_connection.distinct.record(payload: [1, 2]) + [3, 4, 5, 6]).payload == [1, 2])
    }

    @Test func eventOfARefusedRecordIsLeftAlone() {
        #expect(Decoded([UInt8](repeating: 0xff, count: 304)).event.cookie == 0)
    }
}
