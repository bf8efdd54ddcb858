import Events
import Testing
import Workloads

@testable import Export
@testable import Traffic

/// A cast: two programs of one container of an app, another container of it elsewhere, a plain process.
private enum Cast {
    static func workload(_ id: WorkloadID) -> Workload {
        var workload = Workload(name: "curl[\(id.index)]")
        workload.process = Workload.Process(name: "curl")
        switch id.index {
        case 10, 11:
            workload.name = "shop/web"
            workload.process = Workload.Process(name: id.index == 10 ? "nginx" : "php")
            workload.container = Workload.Container(id: "c1", name: "web-1", runtime: "docker")
            workload.task = Workload.Task(id: "t1", framework: "marathon", frameworkID: "f")
            workload.app = Workload.App(id: "/shop/web", kind: .marathon)
        default: break
        }
        return workload
    }

    static func farEnd(_ far: FarAddress) -> Workload? {
        guard far.address == IPAddress(10, 0, 0, 7) else { return nil }
        var workload = Workload(name: "shop/web")
        workload.app = Workload.App(id: "/shop/web", kind: .marathon)
        workload.task = Workload.Task(id: "t2", framework: "marathon", frameworkID: "f")
        workload.host = "node-7"
        return workload
    }

    static var naming: Naming { Naming(
        host: "node-1", clock: WallClock(offset: 0), workload: workload, path: { _ in nil }, farEnd: farEnd) }
}

private func flow(_ client: Party, _ server: Party, requests: Int64, service: UInt32 = 80) -> FlowReport {
    let key = FlowKey(client: client, server: server, transport: .tcp, service: service)
    var flow = Flow(key: key, server: Endpoint(address: IPAddress(10, 0, 0, 7), port: 80))
    flow.counters.requests = requests
    flow.active = 1
    FlowTimes.record(UInt64(requests) * 1000, in: &flow.times.request)
    return FlowReport(flow)
}

private func one(_ index: UInt32) -> Party { .workload(WorkloadID(index: index)) }
private let far = Party.address(IPAddress(10, 0, 0, 7))
private let stranger = Party.address(IPAddress(192, 0, 2, 1))

@Suite struct GroupingTests {
    private func rows(_ level: GroupLevel, _ flows: [FlowReport]) -> [String] {
        let grouping = Grouping(flows, by: level, Cast.naming)
        return grouping.reports.map { report in
            "\(grouping.naming.name(client: report.key)) → \(grouping.naming.name(server: report.key)) \(report.counters.requests) \(report.active)"
        }.sorted()
    }

    private let flows = [
        flow(one(10), far, requests: 1), flow(one(11), far, requests: 2), flow(one(5), one(10), requests: 4),
        flow(one(5), one(11), requests: 8), flow(one(5), stranger, requests: 16), flow(one(5), one(10), requests: 32, service: 81),
    ]

    @Test("each level sums what its ends have in common; who has nothing of it stays")
    func levels() {
        #expect(rows(.container, flows) == [
            "curl[5] → 192.0.2.1 16 1", "curl[5] → web-1 12 2", "curl[5] → web-1 32 1", "web-1 → 10.0.0.7 (node-7: shop/web) 3 2",
        ])
        #expect(rows(.task, flows) == ["curl[5] → 192.0.2.1 16 1", "curl[5] → t1 12 2", "curl[5] → t1 32 1", "t1 → t2 3 2"])
        #expect(rows(.app, flows) == [
            "/shop/web → /shop/web 3 2", "curl[5] → /shop/web 12 2", "curl[5] → /shop/web 32 1", "curl[5] → 192.0.2.1 16 1",
        ])
        #expect(rows(.framework, flows) == [
            "curl[5] → 192.0.2.1 16 1", "curl[5] → marathon 12 2", "curl[5] → marathon 32 1", "marathon → marathon 3 2",
        ])
        #expect(rows(.host, flows) == ["node-1 → 192.0.2.1 16 1", "node-1 → node-1 12 2", "node-1 → node-1 32 1", "node-1 → node-7 3 2"])
    }

    @Test("times merge, and an app on several hosts claims none")
    func merged() throws {
        let grouping = Grouping(flows, by: .app, Cast.naming)
        let own = try #require(grouping.reports.first { $0.counters.requests == 3 })
        #expect(own.times.request?.count == 2)
        let json = own.json(at: MonotonicTime(nanoseconds: 0), interval: 1, grouping.naming)
        #expect(!json.contains(#""host":"node-7""#))
        #expect(json.contains(#""workload":"/shop/web","app":{"id":"/shop/web","kind":"marathon"}"#))
    }

    @Test("what only claims to be an app is no part of it")
    func claimed() {
        var naming = Cast.naming
        naming.workload = { id in
            var workload = Cast.workload(WorkloadID(index: 10))
            workload.evidence = id.index == 10 ? [.cgroup, .mesosAgent] : [.environment]
            return workload
        }
        let grouping = Grouping([flow(one(10), stranger, requests: 1), flow(one(11), stranger, requests: 2)], by: .app, naming)
        #expect(grouping.reports.count == 2)
    }
}
