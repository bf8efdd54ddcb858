import Testing

@testable import Mesos

@Suite struct RecordIOTests {
    private static let records = ["{}", "", "a\n5\nb", String(repeating: "x", count: 300)]
    private static let stream = records.map { "\($0.utf8.count)\n\($0)" }.joined().bytes

    @Test("the same records, wherever the stream is cut") func cut() throws {
        for place in 0...Self.stream.count {
            var reader = RecordIO()
            let records = try reader.append(Array(Self.stream[..<place])) + reader.append(Array(Self.stream[place...]))
            #expect(records.map { String(decoding: $0, as: UTF8.self) } == Self.records)
        }
    }

    @Test("the same records in pieces of any size", arguments: [1, 2, 3, 7, 100])
    func pieces(_ size: Int) throws {
        var reader = RecordIO()
        var records: [String] = []
        for start in stride(from: 0, to: Self.stream.count, by: size) {
            records += try reader.append(Array(Self.stream[start..<min(start + size, Self.stream.count)])).map {
                String(decoding: $0, as: UTF8.self)
            }
        }
        #expect(records == Self.records)
    }

    @Test(
        "a length is digits and a line feed", arguments: ["\n", "x\n", "-1\n{}", "12 \n", "0x10\n", "<html>", "2\r\n{}", "1234567890123\n"])
    func badLength(_ text: String) {
        var reader = RecordIO()
        #expect(throws: RecordIO.Fault.self) { try reader.append(text.bytes) }
    }

    @Test("a length beyond the limit is refused before its bytes come") func tooLong() throws {
        var reader = RecordIO(limit: 9)
        #expect(try reader.append("9\n123456789".bytes).count == 1)
        #expect(throws: RecordIO.Fault.tooLong(10)) { try reader.append("10".bytes) }
    }
}

@Suite struct ServerSentEventsTests {
    private static let stream = """
        : hello
        event: status_update_event
        data: {"a":1}

        data: one
        data:two
        id: 7
        retry: 5

        event: empty

        data


        event:last\r
        data:  spaced\r
        \r

        """

    private static let events = [
        ServerSentEvents.Event(type: "status_update_event", data: #"{"a":1}"#.bytes),
        ServerSentEvents.Event(type: "message", data: "one\ntwo".bytes), ServerSentEvents.Event(type: "message", data: []),
        ServerSentEvents.Event(type: "last", data: " spaced".bytes),
    ]

    @Test("lines make events, wherever the stream is cut") func cut() {
        let bytes = Self.stream.bytes
        for place in 0...bytes.count {
            var reader = ServerSentEvents()
            #expect(reader.append(bytes[..<place]) + reader.append(bytes[place...]) == Self.events)
        }
    }

    @Test("lines end with CR, LF or both", arguments: ["\r", "\n", "\r\n"])
    func ends(_ end: String) {
        var reader = ServerSentEvents()
        let text = ["event: a", "data: b", "", "data: c", "", ""].joined(separator: end)
        #expect(reader.append(text.utf8).map(\.data) == ["b".bytes, "c".bytes])
    }

    @Test("what is too long is dropped and counted, and the stream goes on") func tooLong() {
        var reader = ServerSentEvents(limit: 16)
        let long = String(repeating: "x", count: 40)
        let events = reader.append("data: \(long)\n\ndata: 123456789\ndata: 123456789\n\ndata: ok\n\n".utf8)
        #expect(events.map(\.data) == ["ok".bytes])
        #expect(reader.dropped == 2)
    }
}
