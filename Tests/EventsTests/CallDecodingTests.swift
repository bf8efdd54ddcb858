import CEvents
import Events
import Testing

@Suite struct CallDecodingTests {
    private var call: weir_call {
        var wire = weir_call()
        wire.header = weir_header(time: 1001, sequence: 1, kind: UInt16(WEIR_CALL), cpu: 0)
        wire.entered = 1000
        wire.result = -11
        wire.arguments = (1, 2, 3, 4, 5, 6)
        wire.inode = 1002
        wire.process = 1003
        wire.thread = 1004
        wire.descriptor = 7
        wire.number = 44
        wire.transport = UInt8(WEIR_TCP)
        wire.family = 2
        wire.local_port = 1005
        wire.remote_port = 1006
        wire.local_address = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 10, 1, 2, 3)
        wire.remote_address = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 10, 1, 2, 4)
        return wire
    }

    private func decode(_ record: [UInt8], _ look: (CallEvent) -> Void) -> Bool {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: record.count, alignment: 8)
        defer { buffer.deallocate() }
        buffer.copyBytes(from: record)
        var event = ConnectionEvent()
        guard case .call(let call) = EventDecoder.decode(UnsafeRawBufferPointer(buffer), into: &event) else { return false }
        look(call)
        return true
    }

    @Test func everyFieldOfACallLandsInItsPlace() {
        var wire = call
        wire.payload_length = 3
        let isCall = decode(bytes(wire) + [9, 8, 7]) { call in
            let arguments = call.arguments
            #expect(call.time == MonotonicTime(nanoseconds: 1001))
            #expect(call.entered == MonotonicTime(nanoseconds: 1000))
            #expect(call.result == -11)
            #expect(arguments.0 == 1 && arguments.1 == 2 && arguments.2 == 3 && arguments.3 == 4 && arguments.4 == 5 && arguments.5 == 6)
            #expect(call.inode == 1002 && call.process == 1003 && call.thread == 1004 && call.descriptor == 7)
            #expect(call.number == 44 && call.name == "sendto" && !call.isCompat)
            #expect(call.transport == .tcp && call.family == 2)
            #expect(call.local == Endpoint(address: IPAddress(10, 1, 2, 3), port: 1005))
            #expect(call.remote == Endpoint(address: IPAddress(10, 1, 2, 4), port: 1006))
            #expect(Array(call.payload) == [9, 8, 7])
        }
        #expect(isCall)
    }

    @Test func whatIsNotKnownIsNotZero() {
        var wire = call
        wire.entered = 0
        wire.inode = 0
        wire.descriptor = -1
        wire.transport = 0
        let isCall = decode(bytes(wire)) { call in
            #expect(call.entered == nil && call.inode == nil && call.descriptor == nil && call.transport == nil)
        }
        #expect(isCall)
    }

    @Test func numbersOfTheOtherInterfaceHaveNoName() {
        var wire = call
        wire.flags = UInt8(WEIR_CALL_COMPAT)
        let isCall = decode(bytes(wire)) { call in
            #expect(call.isCompat && call.name == nil)
        }
        #expect(isCall)
    }

    @Test func everyCutOfACallIsMalformed() {
        var wire = call
        wire.payload_length = 20
        let record = bytes(wire) + [UInt8](repeating: 1, count: 20)
        for length in 0..<record.count { #expect(Decoded(Array(record[..<length])).kind == .malformed) }
        #expect(Decoded(record).kind == .call)
        wire.payload_length = .max
        #expect(Decoded(bytes(wire)).kind == .malformed)
    }
}
