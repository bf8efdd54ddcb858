import CEvents
import Testing

@testable import Recording

@Suite struct CallShapeTests {
    /// Number of the call, type of the enter half, its count of values, and the exit half's count that every reader takes.
    static let shapes: [(call: UInt16, type: UInt16, enter: Int, exit: Int)] = [
        (0, 6, 2, 4), (1, 8, 2, 4), (3, 4, 1, 2), (19, 116, 1, 4), (20, 118, 2, 4), (32, 124, 1, 1), (33, 124, 1, 1), (40, 188, 4, 5),
        (41, 18, 3, 4), (42, 22, 2, 4), (43, 246, 0, 5), (44, 30, 3, 5), (45, 34, 2, 5), (46, 48, 3, 5), (47, 52, 1, 6), (48, 36, 2, 3),
        (49, 20, 1, 3), (50, 24, 2, 3), (53, 42, 3, 8), (72, 150, 2, 3), (275, 166, 4, 5), (288, 248, 1, 5), (292, 124, 1, 1),
        (299, 52, 1, 6), (307, 48, 3, 5), (327, 116, 1, 4), (328, 118, 2, 4), (436, 450, 0, 4),
    ]

    @Test("every call that is told has both halves, with the counts that old and current readers take", arguments: shapes)
    func counts(shape: (call: UInt16, type: UInt16, enter: Int, exit: Int)) throws {
        let call = ScriptedCall(shape.call, result: 0, from: 10, to: 20)
        let events = CallRecorder.scripted().written([call.record]).events
        try #require(events.count == 2)
        #expect(events[0].type == shape.type && events[0].values.count == shape.enter && events[0].time == 1_000_010)
        #expect(events[1].type == shape.type + 1 && events[1].values.count == shape.exit && events[1].time == 1_000_020)
        #expect(events.allSatisfy { $0.thread == 7 && $0.processor == 1 && !$0.isHidden })
    }

    @Test("a 32-bit call is told by its number alone, since its number means another call")
    func compat() {
        var call = ScriptedCall(3, result: 5, from: 10, to: 20)
        call.wire.flags = UInt8(WEIR_CALL_COMPAT)
        let events = CallRecorder.scripted().written([call.record]).events
        #expect(events.map(\.type) == [0, 1] && events.allSatisfy { $0.values == [[0, 0], [3, 0]] })
    }

    @Test("a read says what came, how much was asked for, and keeps no more than it may")
    func read() {
        let call = ScriptedCall(0, result: 400, from: 10, to: 20, [3, 0, 4096], payload: [UInt8](repeating: 9, count: 300))
        let whole = CallRecorder.scripted(snapLength: 512).written([call.record]).events
        let cut = CallRecorder.scripted(snapLength: 80).written([call.record]).events
        let none = CallRecorder.scripted(snapLength: 0).written([call.record]).events
        #expect(whole[0].number(0) == 3 && whole[0].number(1) == 4096)
        for (events, kept) in [(whole, 300), (cut, 80), (none, 0)] {
            #expect(events[1].number(0) == 400 && events[1].values[1] == [UInt8](repeating: 9, count: kept))
            #expect(events[1].number(2) == 3 && events[1].number(3) == 4096)
        }
    }

    @Test("connect goes from local to peer, accept from peer to local: always from client to server")
    func tuples() {
        let address: [UInt8] = [2, 0, 0, 80, 10, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]
        let connect = ScriptedCall(42, result: 0, from: 10, to: 20, payload: address)
        let accept = ScriptedCall(43, result: 8, from: 30, to: 40)
        let events = CallRecorder.scripted().written([connect.record, accept.record]).events
        #expect(events[1].values[1] == [2, 10, 0, 0, 1, 0xa0, 0x0f, 10, 0, 0, 2, 80, 0])
        #expect(events[3].values[1] == [2, 10, 0, 0, 2, 80, 0, 10, 0, 0, 1, 0xa0, 0x0f])
        #expect(events[0].values[1] == [2, 10, 0, 0, 2, 80, 0] && events[1].values[3] == events[0].values[1])
    }

    @Test("a connect that failed names the address that was given; an accept that failed, none")
    func failures() {
        var connect = ScriptedCall(42, result: -111, from: 10, to: 20, payload: [2, 0, 0x1f, 0x90, 10, 0, 0, 9])
        connect.wire.remote_port = 0
        let accept = ScriptedCall(43, result: -11, from: 30, to: 40)
        let events = CallRecorder.scripted().written([connect.record, accept.record]).events
        #expect(events[1].number(0) == -111 && Array(events[1].values[1].suffix(6)) == [10, 0, 0, 9, 0x90, 0x1f])
        #expect(events[3].number(0) == -11 && events[3].values[1].isEmpty)
    }

    @Test("a mixed pair is written as IPv6, an IPv6 pair with all its bytes")
    func version6() {
        var call = ScriptedCall(43, result: 8, from: 10, to: 20)
        call.wire.family = 10
        call.wire.local_address = (0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)
        let events = CallRecorder.scripted().written([call.record]).events
        let tuple = events[1].values[1]
        #expect(tuple.count == 37 && tuple[0] == 10 && Array(tuple[11..<17]) == [0xff, 0xff, 10, 0, 0, 2])
        #expect(Array(tuple[19..<23]) == [0x20, 1, 0xd, 0xb8] && tuple[34] == 1)
    }

    @Test("unix sockets have their path, an abstract one behind an @, also where they accept")
    func unix() {
        let path: [UInt8] = [1, 0] + Array("/run/a".utf8) + [0, 7, 7]
        let bind = unixCall(49, result: 0, from: 10, to: 20, path)
        var accept = unixCall(288, result: 9, from: 30, to: 40, [])
        accept.wire.descriptor = 9
        let connect = unixCall(42, result: 0, from: 50, to: 60, [1, 0, 0] + Array("b".utf8))
        let recorder = CallRecorder.scripted()
        var process = ScapThread()
        process.process = 5
        recorder.book.add(process, record: [])
        let events = recorder.written([bind.record, accept.record, connect.record]).events.filter { $0.type != 223 }
        #expect(events[1].values[1] == [1] + Array("/run/a".utf8) + [0])
        #expect(events[3].values[1].first == 1 && Array(events[3].values[1].dropFirst(17)) == Array("/run/a".utf8) + [0])
        #expect(Array(events[5].values[1].dropFirst(17)) == Array("@b".utf8) + [0])
    }

    private func unixCall(_ number: UInt16, result: Int64, from entered: UInt64, to ended: UInt64, _ payload: [UInt8]) -> ScriptedCall {
        var call = ScriptedCall(number, result: result, from: entered, to: ended, payload: payload)
        call.wire.family = 1
        call.wire.transport = UInt8(WEIR_UNIX)
        return call
    }
}
