import Events
import Glibc
import Mesos
import Recording
import Traffic
@testable import Workloads

extension Target {
    /// ScapReader, CaptureReplay: any bytes as a file.
    static let capture = Target(name: "capture", seeds: captureSeeds) { bytes in
        let first = ReplayCheck(bytes), second = ReplayCheck(bytes)
        promise(first.told == second.told && first.error == second.error, "another answer the second time")
    }

    /// Sound blocks, hostile events: the fuzzer's bytes choose types, threads and values.
    static let calls = Target(name: "calls", seeds: [[], Array(0...255), (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 7) }]) { bytes in
        let capture = hostileCapture(bytes)
        capture.withUnsafeBytes { _ = ReplayCheck($0) }
    }

    private static var captureSeeds: [[UInt8]] {
        Halves.allCases.map { halves in
            let script = Script(halves)
            script.processes([(100, 100, "client"), (200, 200, "server"), (201, 200, "server")])
            let (client, server) = (Endpoint(address: IPAddress(10, 0, 0, 1), port: 4000), Endpoint(address: IPAddress(10, 0, 0, 2), port: 80))
            script.socket(100, 5)
            script.connect(100, 5, client, server)
            script.accept(200, 7, from: client, to: server)
            script.write(100, 5, 60, "GET / HTTP/1.1\r\n\r\n")
            script.read(201, 7, 60)
            script.fork(200, child: 300, "child")
            script.duplicate(100, 5, as: 70)
            script.close(100, 5)
            script.exit(200)
            return script.bytes
        } + [ownCapture]
    }

    private static var ownCapture: [UInt8] {
        let script = Script()
        script.writer.facts([("weir", "1"), ("wire", "1"), ("clock-offset", "1000"), ("host", "node"), ("filter", "/x")])
        script.processes([(1, 1, "a")])
        let record = HostileRecord(kind: 1).bytes
        let head: [UInt8] = [1, 0, 0, 0] + withUnsafeBytes(of: UInt32(record.count).littleEndian) { Array($0) }
        script.event(280, 0, [.text("weir"), .text("")], isHidden: true, trailer: head + record + [4, 0, 0, 0, 8, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0])
        return script.bytes
    }
}

private func hostileCapture(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var input = FuzzInput(bytes)
    let script = Script()
    script.processes([(1, 1, "a"), (2, 2, "b"), (3, 2, "b")])
    let types: [UInt16] = [
        4, 5, 6, 7, 8, 9, 15, 18, 19, 22, 23, 24, 25, 27, 31, 33, 35, 43, 47, 49, 51, 53, 55, 57, 117, 119, 125, 150, 151, 166, 167, 186, 188,
        189, 223, 246, 247, 293, 324, 363, 389, 451, 3, 61,
    ]
    while !input.isEmpty {
        let type = types[Int(input.byte()) % types.count]
        let values = (0..<Int(input.byte() % 24)).map { _ in value(&input) }
        script.event(type, input.number() % 5, values)
    }
    return script.bytes
}

private func value(_ input: inout FuzzInput) -> Script.Value {
    switch input.byte() % 7 {
    case 0, 1: return .number(Int64(bitPattern: input.number()))
    case 2: return .small(UInt32(truncatingIfNeeded: input.number()))
    case 3: return .byte(input.byte())
    case 4:
        let ends = (0..<2).map { _ in Endpoint(address: IPAddress(127, 0, 0, input.byte() & 1), port: UInt16(input.byte())) }
        return .tuple(ends[0], ends[1])
    case 5: return .unix(input.number(), input.number(), input.text())
    default:
        let count = Int(input.byte())
        return .data(Array(input.bytes(count)))
    }
}

/// Reads a capture and holds what it tells to what the tracker relies on.
private final class ReplayCheck: ReplaySink {
    private(set) var told = 0
    private(set) var error: ScapError?
    private var ends: [UInt64: (sequence: UInt32, sent: UInt64, received: UInt64)] = [:]
    private var tracker = FlowTracker(naming: AnyNames())
    private let directory = WorkloadDirectory(cgroups: CgroupTree(), proc: nil)
    private var cluster = CapturedCluster()

    init(_ bytes: UnsafeRawBufferPointer) {
        let path = scratch(bytes)
        var replay = CaptureReplay(self) { [unowned self] time, replay in
            replay.flush()
            tracker.settle(at: MonotonicTime(nanoseconds: time))
            _ = tracker.report()
            return time &+ 1000
        }
        do throws(ScapError) {
            let reader = try ScapReader(path: path)
            try replay.read(reader)
            promise(reader.counts.bytes == UInt64(bytes.count) || bytes.starts(with: [0x1f, 0x8b]), "read to the end, and is not at it")
        } catch let failure {
            error = failure
            promise(!"\(failure)".isEmpty, "an error without words")
        }
        replay.finish()
        tracker.finish()
        _ = tracker.report()
    }

    func take(_ event: ConnectionEvent, payload: UnsafeRawBufferPointer) {
        told += 1
        promise(event.cookie != 0, "a socket without a number")
        if event.transport != .unix { // their numbers are those of kernel addresses, which a file may use twice
            let before = ends[event.cookie]
            promise(event.sequence == before.map { $0.sequence &+ 1 } ?? 0, "event \(event.sequence) follows \(String(describing: before))")
            let sent = (before?.sent ?? 0) &+ UInt64(bitPattern: event.news.sent), received = (before?.received ?? 0) &+ UInt64(bitPattern: event.news.received)
            promise(sent == event.sent && received == event.received, "the news are not the total")
            ends[event.cookie] = (event.sequence, sent, received)
        }
        tracker.handle(event, payload: payload)
    }

    func take(record: UnsafeRawBufferPointer) {
        told += 1
        promise(Int(bitPattern: record.baseAddress) % 8 == 0, "a record that is not aligned")
        var event = ConnectionEvent()
        if case .connection(let payload) = EventDecoder.decode(record, into: &event) { tracker.handle(event, payload: payload) }
    }

    func take(_ process: ProcessEvent) { told += 1 }
    func take(_ cgroup: CgroupEvent) { told += 1 }
    func take(_ name: CapturedName) {
        told += 1
        switch name {
        case .container(let json, let isOwn): _ = isOwn ? ContainerUpdate(captured: json) : ContainerUpdate(sysdig: json)
        case .update(let json): if let update = NameUpdate(captured: json) { directory.observe(update) }
        case .mesos(let json): for update in cluster.take(json) { directory.observe(update) }
        case .environment(let bytes, let process):
            let hints = EnvironmentHints(environment: bytes)
            promise(hints.taskID?.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f } ?? true, "a hint that no terminal shows, of \(process)")
        case .translated: break
        case .hostAddress(let address): directory.setLocal([address], at: MonotonicTime(nanoseconds: 0))
        }
    }
    func settle(at time: MonotonicTime) { tracker.settle(at: time) }
    func take(_ gap: RecordGap) { promise(gap.records > 0, "a gap of nothing") }
    func take(_ counters: TrailerCounters) { told += 1 }
    func begin(_ section: CapturedSection) { tracker.leaveConnections() }
}

/// Every cgroup is somebody.
private final class AnyNames: WorkloadNaming {
    func identify(_ owner: Owner) -> WorkloadID { WorkloadID(index: UInt32(truncatingIfNeeded: owner.cgroupV1?.id ?? 0)) }
}

/// A file that is written again for each input.
private func scratch(_ bytes: UnsafeRawBufferPointer) -> String {
    let file = Scratch.descriptor
    guard ftruncate(file, 0) == 0, pwrite(file, bytes.baseAddress, bytes.count, 0) == bytes.count else { fatalError("cannot write the input") }
    return "/proc/self/fd/\(file)"
}

private enum Scratch {
    static let descriptor: Int32 = {
        var name = Array("/dev/shm/weir-fuzz-XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { fatalError("no place for inputs") }
        unlink(name)
        return descriptor
    }()
}
