import Events
import Testing
import Workloads

@testable import Export
@testable import Traffic

@Suite("A host's report: flows between nodes that have names")
struct HostReportingTests {
    /// 10: nginx of a container of a Marathon app; 11: a unit of systemd; 12: a plain process; 13: an agent of the cluster.
    private static func workload(_ id: WorkloadID) -> Workload {
        var workload = Workload(name: "curl[\(id.index)]")
        workload.process = Workload.Process(pid: ProcessID(id.index), name: "curl")
        workload.cgroup = "/users/\(id.index)"
        switch id.index {
        case 10:
            workload.name = "shop/web"
            workload.process = Workload.Process(name: "nginx")
            workload.container = Workload.Container(id: "c1", name: "web-1", image: "nginx:1", runtime: "docker")
            workload.app = Workload.App(id: "/shop/web", kind: .marathon)
            workload.labels = ["team": "a"]
            workload.evidence = [.cgroup, .docker]
        case 11:
            workload.name = "redis.service"
            workload.process = Workload.Process(name: "redis-server")
            workload.app = Workload.App(id: "redis.service", kind: .systemd)
        case 13: workload.process = Workload.Process(name: "mesos-agent")
        default: break
        }
        return workload
    }

    private static func farEnd(_ far: FarAddress) -> Workload? {
        guard far.address == IPAddress(10, 0, 0, 7) else { return nil }
        var workload = Workload(name: "shop/db")
        workload.app = Workload.App(id: "/shop/db", kind: .marathon)
        workload.host = "node-7"
        return workload
    }

    private static var naming: Naming {
        Naming(host: "node-1", clock: WallClock(offset: 0), workload: workload, path: { "/run/\($0).sock" }, farEnd: farEnd)
    }

    private static func flow(
        _ client: Party, _ server: Party, requests: Int64 = 1, service: UInt32 = 80, transport: ConnectionEvent.Transport = .tcp
    ) -> FlowReport {
        let key = FlowKey(client: client, server: server, transport: transport, service: service)
        var flow = Flow(key: key, server: Endpoint(address: IPAddress(10, 0, 0, 9), port: 80))
        flow.counters.requests = requests
        flow.observed = .client
        return FlowReport(flow)
    }

    private static func report(_ flows: [FlowReport]) -> HostReport {
        var reporting = HostReporting(HostReport(host: "node-1", time: 1, interval: 1, started: 1), naming)
        for flow in flows { reporting.add(flow) }
        return reporting.finished()
    }

    private static func one(_ index: UInt32) -> Party { .workload(WorkloadID(index: index)) }

    @Test("a process has its container, app and host above it; facts, labels and evidence come along")
    func parents() throws {
        let report = Self.report([Self.flow(Self.one(12), Self.one(10))])
        let nginx = try #require(report.nodes.first { $0.id == "process:node-1/c1/nginx" })
        #expect(nginx.parents == ["container:c1", "app:marathon/shop/web", "host:node-1"])
        #expect(nginx.facts["container.image"] == "nginx:1" && nginx.facts["app.kind"] == "marathon")
        #expect(nginx.labels == ["team": "a"] && nginx.evidence == ["cgroup", "docker"])
        #expect(report.nodes.map(\.id) == [
            "app:marathon/shop/web", "container:c1", "host:node-1", "process:node-1//users/12/curl", "process:node-1/c1/nginx",
        ])
        #expect(report.edges.map(\.key.client) == ["process:node-1//users/12/curl"])
    }

    @Test("a unit is a place with limits, as a container is")
    func units() throws {
        let report = Self.report([Self.flow(Self.one(11), Self.one(10))])
        let redis = try #require(report.nodes.first { $0.name == "redis-server" })
        #expect(redis.parents == ["unit:node-1/redis.service", "app:systemd/redis.service", "host:node-1"])
        #expect(report.nodes.first { $0.id == "unit:node-1/redis.service" }?.level == .container)
    }

    @Test("who is elsewhere is outside, with the app and the host that the cluster tells")
    func externals() throws {
        let flows = [
            Self.flow(Self.one(10), .address(IPAddress(10, 0, 0, 7))), Self.flow(Self.one(10), .address(IPAddress(192, 0, 2, 1))),
            Self.flow(.unknown, Self.one(10)),
        ]
        let report = Self.report(flows)
        let db = try #require(report.nodes.first { $0.name == "shop/db" })
        #expect(db.id == "external:10.0.0.7/shop/db" && db.parents == ["app:marathon/shop/db", "host:node-7"])
        #expect(report.nodes.contains { $0.id == "host:node-7" })
        #expect(report.nodes.contains { $0.id == "external:192.0.2.1" } && report.nodes.contains { $0.id == "external:unknown" })
    }

    @Test("flows of equal ends are one edge: two workloads of one program in one place are one node")
    func merged() {
        let report = Self.report([
            Self.flow(Self.one(10), .address(IPAddress(192, 0, 2, 1)), requests: 3),
            Self.flow(Self.one(10), .address(IPAddress(192, 0, 2, 1)), requests: 4),
        ])
        #expect(report.edges.map(\.counters.requests) == [7])
    }

    @Test("a unix socket has a path and no port; the machinery is marked")
    func unix() {
        let report = Self.report([Self.flow(Self.one(13), Self.one(10), service: 5, transport: .unix)])
        #expect(report.edges.map(\.key.path) == ["/run/5.sock"] && report.edges.map(\.key.port) == [0])
        #expect(report.nodes.filter { $0.isSystem }.map(\.name) == ["curl[13]"])
    }

    @Test("a request concerns both its ends and all above them")
    func requests() {
        let key = FlowKey(client: Self.one(12), server: Self.one(10), transport: .tcp, service: 80)
        #expect(Self.naming.nodes(of: key) == [
            "process:node-1//users/12/curl", "host:node-1", "process:node-1/c1/nginx", "container:c1", "app:marathon/shop/web",
        ])
    }

    @Test("a series is one JSON object, with null where nothing is known")
    func series() {
        var history = TopologyHistory()
        var report = Self.report([Self.flow(Self.one(12), Self.one(10), requests: 20)])
        (report.time, report.interval) = (20_000_000_000, 10_000_000_000)
        history.append(report)
        #expect(TopologySeries(of: history).json == """
            {"type":"history","from":"1970-01-01T00:00:20.000000000Z","step":10.0,"times":["1970-01-01T00:00:20.000000000Z"],\
            "requests_per_second":[2.0],"errors_per_second":[0.0],"request_time_p50":[null],"request_time_p99":[null],"lost":[null],"metrics":{}}
            """)
    }
}
