import Events
import Export
import Workloads

@testable import Traffic

/// Who is who in a test: workloads by number, and the reports of what they do.
struct World {
    var workloads: [UInt32: Workload] = [:]
    var far: [IPAddress: Workload] = [:]
    static let host = "node-1"
    /// 2026-01-01T00:00:00Z at the monotonic time 0.
    static let epoch: UInt64 = 1_767_225_600_000_000_000

    var naming: Naming {
        Naming(
            host: Self.host, clock: WallClock(offset: Int64(Self.epoch)),
            workload: { [workloads] in workloads[$0.index] ?? Workload(name: "unknown") }, path: { _ in "/run/a.sock" },
            farEnd: { [far] in far[$0.address] })
    }

    mutating func app(_ number: UInt32, _ id: String, kind: Workload.App.Kind = .marathon, container: String? = nil) {
        var workload = Workload(name: id)
        workload.app = .init(id: id, kind: kind)
        if let container { workload.container = .init(id: "0123456789ab", name: container, image: "shop:1", runtime: "docker") }
        workloads[number] = workload
    }

    static func here(_ number: UInt32) -> Party { .workload(WorkloadID(index: number)) }

    static func away(_ number: UInt32) -> Party { .address(address(number)) }

    static func address(_ number: UInt32) -> IPAddress { IPAddress(10, UInt8(number >> 16 & 255), UInt8(number >> 8 & 255), UInt8(number & 255)) }

    /// What one flow did in one interval.
    static func report(
        _ client: Party, _ server: Party, port: UInt32 = 80, transport: ConnectionEvent.Transport = .tcp, guess: ProtocolGuess? = .http1,
        active: Int32 = 0, observed: Observation = .both, _ fill: (inout FlowCounters, inout FlowTimes) -> Void = { _, _ in }
    ) -> FlowReport {
        var flow = Flow(
            key: FlowKey(client: client, server: server, transport: transport, service: port), guess: guess, observed: observed,
            server: Endpoint(address: address(9), port: UInt16(truncatingIfNeeded: port)))
        flow.active = active
        fill(&flow.counters, &flow.times)
        return FlowReport(flow)
    }
}

extension FlowTimes {
    /// Durations in nanoseconds, of requests.
    mutating func requests(_ durations: [UInt64]) { for duration in durations { Self.record(duration, in: &request) } }
    mutating func queued(_ durations: [UInt64]) { for duration in durations { Self.record(duration, in: &queue) } }
    mutating func served(_ durations: [UInt64]) { for duration in durations { Self.record(duration, in: &server) } }
    mutating func connected(_ durations: [UInt64]) { for duration in durations { Self.record(duration, in: &connect) } }
}
