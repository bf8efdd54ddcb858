import Events

@testable import Recording

/// What a replay told, kept.
final class Told: ReplaySink {
    var events: [ConnectionEvent] = []
    var payloads: [String] = []
    var processes: [ProcessEvent] = []
    var cgroups: [CgroupEvent] = []
    var records: [[UInt8]] = []
    var containers: [(json: String, isOwn: Bool)] = []
    var updates: [String] = []
    var mesos: [String] = []
    var environments: [ProcessID: String] = [:]
    var translated: [TranslatedConnection] = []
    var hostAddresses: [IPAddress] = []
    var settled: [MonotonicTime] = []
    var gaps: [RecordGap] = []
    var counters: TrailerCounters?
    var stops: [UInt64] = []
    var clockOffset: Int64?
    var error: ScapError?
    var facts = CaptureFacts()
    var malformed: UInt64 = 0

    func take(_ event: ConnectionEvent, payload: UnsafeRawBufferPointer) {
        events.append(event)
        payloads.append(String(decoding: payload, as: UTF8.self))
    }

    func take(_ process: ProcessEvent) { processes.append(process) }
    func take(_ cgroup: CgroupEvent) { cgroups.append(cgroup) }
    func take(record: UnsafeRawBufferPointer) { records.append(Array(record)) }
    func take(_ name: CapturedName) {
        switch name {
        case .container(let json, let isOwn): containers.append((String(decoding: json, as: UTF8.self), isOwn))
        case .update(let json): updates.append(String(decoding: json, as: UTF8.self))
        case .mesos(let json): mesos.append(String(decoding: json, as: UTF8.self))
        case .environment(let bytes, let process): environments[process] = String(decoding: bytes, as: UTF8.self)
        case .translated(let connection): translated.append(connection)
        case .hostAddress(let address): hostAddresses.append(address)
        }
    }
    func settle(at time: MonotonicTime) { settled.append(time) }
    func take(_ gap: RecordGap) { gaps.append(gap) }
    func take(_ counters: TrailerCounters) { self.counters = counters }
    func begin(_ section: CapturedSection) { clockOffset = section.clockOffset }

    /// Reads a capture from memory.
    init(_ bytes: [UInt8], window: CaptureReplay.Window = CaptureReplay.Window(), interval: UInt64 = .max, stops most: Int = .max) {
        TemporaryCapture.with(bytes) { path in
            var replay = CaptureReplay(self, window: { _ in window }) { [unowned self] time, _ in
                stops.append(time)
                if stops.count >= most { return nil }
                return interval == .max ? .max : time + interval
            }
            do throws(ScapError) {
                try replay.read(ScapReader(path: path))
            } catch {
                self.error = error
            }
            replay.finish()
            facts = replay.facts
            malformed = replay.malformed
        }
    }

    convenience init(_ script: Script) { self.init(script.bytes) }

    struct Sums: Equatable {
        var opened = 0, failed = 0, closed = 0, requests = 0, sent: Int64 = 0, received: Int64 = 0
    }

    /// Over all events of one role.
    func sums(_ role: ConnectionEvent.Role) -> Sums {
        events.filter { $0.role == role }.reduce(into: Sums()) { sums, event in
            sums.opened += Int(event.news.opened)
            sums.failed += Int(event.news.failed)
            sums.closed += Int(event.news.closed)
            sums.requests += Int(event.news.exchanges)
            sums.sent += event.news.sent
            sums.received += event.news.received
        }
    }
}
