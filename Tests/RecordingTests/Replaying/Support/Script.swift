import Events

@testable import Recording

/// How the two halves of a call are written: as weir does, as sysdig of 2022 did, or with one half missing.
enum Halves: CaseIterable {
    /// Both; the exit half repeats what the enter half says.
    case both
    /// Both; only the enter half has the descriptor.
    case old
    /// The exit half alone, with everything.
    case exitOnly
}

/// A capture made by hand. Each call is a microsecond after the one before.
final class Script {
    let writer = ScapWriter()
    private let halves: Halves
    private(set) var time: UInt64

    static let start: UInt64 = 1_700_000_000_000_000_000

    init(_ halves: Halves = .both, at time: UInt64 = Script.start) {
        self.halves = halves
        self.time = time
        writer.section()
    }

    var bytes: [UInt8] { Array(writer.bytes) }

    func wait(_ nanoseconds: UInt64) { time += nanoseconds }

    func processes(_ threads: [(thread: UInt64, process: UInt64, command: String)]) {
        writer.threads(threads.map { each in
            var thread = ScapThread()
            (thread.thread, thread.process, thread.command) = (each.thread, each.process, each.command)
            thread.executable = "/bin/\(each.command)"
            thread.cgroups = [ScapCgroup("memory=/box/\(each.command)"), ScapCgroup("cpu=/")]
            if each.thread != each.process { thread.flags = ScapThread.furtherThread }
            return thread
        })
    }

    /// One value of an event.
    enum Value {
        case number(Int64), small(UInt32), byte(UInt8), data([UInt8]), text(String), tuple(Endpoint, Endpoint), unix(UInt64, UInt64, String), nothing
    }

    func event(_ type: UInt16, _ thread: UInt64, _ values: [Value], isHidden: Bool = false, trailer: [UInt8] = []) {
        time += 500
        writer.beginEvent(type, ScapWriter.Moment(time: time, thread: thread, processor: 0, isHidden: isHidden), count: values.count)
        for value in values {
            switch value {
            case .number(let number): writer.put(number)
            case .small(let number): writer.put(number)
            case .byte(let byte): writer.put(byte)
            case .data(let bytes): bytes.withUnsafeBytes { writer.put($0) }
            case .text(let text): writer.put(text: text)
            case .tuple(let source, let destination): writer.put(tuple: source, destination)
            case .unix(let source, let destination, let path): writer.put(unix: source, destination, path: path)
            case .nothing: writer.putNothing()
            }
        }
        trailer.withUnsafeBytes { writer.endEvent(trailer: $0) }
    }

    /// `repeated`: what the exit half says again in its newer form.
    private func call(_ type: UInt16, _ thread: UInt64, _ enter: [Value], _ exit: [Value], repeated: [Value]) {
        if halves != .exitOnly { event(type, thread, enter) }
        event(type + 1, thread, halves == .old ? exit : exit + repeated)
    }

    func socket(_ thread: UInt64, _ fd: Int64, domain: UInt32 = 2, type: UInt32 = 1) {
        let what: [Value] = [.small(domain), .small(type), .small(0)]
        call(18, thread, what, [.number(fd)], repeated: what)
    }

    func connect(_ thread: UInt64, _ fd: Int64, _ from: Endpoint, _ to: Endpoint, result: Int64 = 0) {
        call(22, thread, [.number(fd), .nothing], [.number(result), .tuple(from, to)], repeated: [.number(fd), .nothing])
    }

    func accept(_ thread: UInt64, _ fd: Int64, from: Endpoint, to: Endpoint) {
        call(246, thread, [], [.number(fd), .tuple(from, to), .byte(0), .small(0), .small(128)], repeated: [])
    }

    func write(_ thread: UInt64, _ fd: Int64, _ result: Int64, _ data: String = "") {
        call(8, thread, [.number(fd), .small(512)], [.number(result), .data(Array(data.utf8))], repeated: [.number(fd), .small(512)])
    }

    func read(_ thread: UInt64, _ fd: Int64, _ result: Int64, _ data: String = "") {
        call(6, thread, [.number(fd), .small(512)], [.number(result), .data(Array(data.utf8))], repeated: [.number(fd), .small(512)])
    }

    func close(_ thread: UInt64, _ fd: Int64) { call(4, thread, [.number(fd)], [.number(0)], repeated: [.number(fd)]) }

    func duplicate(_ thread: UInt64, _ fd: Int64, as new: Int64) {
        call(halves == .old ? 124 : 366, thread, [.number(fd)], [.number(new)], repeated: halves == .old ? [] : [.number(fd)])
    }

    /// clone's values from `tid` on, as its newest form has them.
    private func clone(_ result: Int64, tid: UInt64, pid: UInt64, parent: UInt64, _ command: String, flags: UInt32) -> [Value] {
        [.number(result), .text("/bin/\(command)"), .nothing, .number(Int64(tid)), .number(Int64(pid)), .number(Int64(parent)), .text("/"),
         .number(1024), .number(0), .number(0), .small(0), .small(0), .small(0), .text(command), .nothing, .small(flags), .small(0), .small(0),
         .number(Int64(tid)), .number(Int64(pid))]
    }

    func fork(_ parent: UInt64, child: UInt64, _ command: String, flags: UInt32 = 0) {
        event(222, parent, [])
        event(223, parent, clone(Int64(child), tid: parent, pid: parent, parent: 1, command, flags: flags))
        let process = flags & 0x2000 != 0 ? parent : child
        event(223, child, clone(0, tid: child, pid: process, parent: parent, command, flags: flags))
    }

    func exit(_ thread: UInt64) { event(186, thread, [.number(0), .number(0), .byte(0), .byte(0)]) }
}

extension Endpoint {
    static func v4(_ last: UInt8, _ port: UInt16) -> Endpoint { Endpoint(address: IPAddress(10, 0, 0, last), port: port) }
}
