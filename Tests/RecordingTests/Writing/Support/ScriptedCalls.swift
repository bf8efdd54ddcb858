import CEvents
import Events

@testable import Recording

/// Records as the kernel programs write them, for a recorder.
struct ScriptedCall {
    var wire = weir_call()
    var payload: [UInt8] = []

    /// A call of thread 7 of process 5 on descriptor 3, a TCP socket from 10.0.0.1:4000 to 10.0.0.2:80, between two moments.
    init(_ number: UInt16, result: Int64, from entered: UInt64, to ended: UInt64, _ arguments: [UInt64] = [3], payload: [UInt8] = []) {
        wire.header = weir_header(time: ended, sequence: 0, kind: UInt16(WEIR_CALL), cpu: 1)
        wire.entered = entered
        wire.result = result
        let padded = arguments + [UInt64](repeating: 0, count: 6 - arguments.count)
        wire.arguments = (padded[0], padded[1], padded[2], padded[3], padded[4], padded[5])
        wire.process = 5
        wire.thread = 7
        wire.descriptor = 3
        wire.inode = 900
        wire.number = number
        wire.transport = UInt8(WEIR_TCP)
        wire.family = 2
        wire.local_port = 4000
        wire.remote_port = 80
        wire.local_address = mapped(10, 0, 0, 1)
        wire.remote_address = mapped(10, 0, 0, 2)
        self.payload = payload
    }

    var record: [UInt8] {
        var wire = wire
        wire.payload_length = UInt16(payload.count)
        return raw(wire) + payload
    }
}

typealias WireAddress = (
    UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8
)

func mapped(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) -> WireAddress { (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d) }

func raw<Structure>(_ structure: Structure) -> [UInt8] { withUnsafeBytes(of: structure) { Array($0) } }

/// A process record: `weir_process` with arguments behind it.
func processRecord(_ kind: Int32, _ process: UInt32, thread: UInt32? = nil, parent: UInt32, at time: UInt64, _ arguments: [String] = []) -> [UInt8] {
    var wire = weir_process()
    wire.header = weir_header(time: time, sequence: 0, kind: UInt16(kind), cpu: 0)
    wire.started = 1
    wire.process = process
    wire.thread = thread ?? process
    wire.parent = parent
    wire.command.0 = UInt8(ascii: "p")
    let line: [UInt8] = arguments.reduce(into: []) { $0 += Array($1.utf8) + [0] }
    wire.arguments_length = UInt32(line.count)
    return raw(wire) + line + [UInt8](repeating: 0xee, count: 256 - line.count)
}

/// A message of a connection.
func messageRecord(_ kind: Int32 = WEIR_MESSAGE, cookie: UInt64, at time: UInt64, payload: [UInt8] = []) -> [UInt8] {
    var wire = weir_connection()
    wire.header = weir_header(time: time, sequence: 0, kind: UInt16(kind), cpu: 0)
    wire.cookie = cookie
    wire.transport = UInt8(WEIR_TCP)
    wire.payload_length = UInt16(payload.count)
    return raw(wire) + payload
}

extension CallRecorder {
    /// The clock begins at a million, so that the two kinds of time are never the same.
    static func scripted(snapLength: Int = 256) -> CallRecorder {
        CallRecorder(ScapWriter(), clockOffset: 1_000_000, snapLength: snapLength, cgroups: { _ in [] })
    }

    func take(_ record: [UInt8]) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: record.count, alignment: 8)
        defer { buffer.deallocate() }
        buffer.copyBytes(from: record)
        take(UnsafeRawBufferPointer(buffer))
    }

    func take(_ call: ScriptedCall) { take(call.record) }

    /// One batch, taken apart.
    func written(_ records: [[UInt8]]) -> WrittenCapture {
        for record in records { take(record) }
        endBatch()
        defer { writer.removeAll() }
        return WrittenCapture(writer)
    }
}
