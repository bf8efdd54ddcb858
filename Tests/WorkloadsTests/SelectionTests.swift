import Events
import Testing

@testable import Workloads

private let top = "0d9e8f7a-1111-4222-8333-444455556666"
private let other = "1a2b3c4d-aaaa-4bbb-8ccc-ddddeeeeffff"
private let box = String(repeating: "5ea1", count: 16)

@Suite struct SelectionTests {
    private func directory() -> WorkloadDirectory {
        let directory = WorkloadDirectory(cgroups: CgroupTree(), proc: nil, limit: 100)
        for (id, path) in [50: "/mesos/\(top)", 51: "/mesos/\(top)/mesos/check-1", 52: "/mesos/\(other)", 53: "/docker/\(box)"] as [UInt64: String] {
            directory.observe(.made(path, CgroupID(id: id, hierarchy: 3)))
        }
        directory.observe(.task(TaskUpdate(
            id: "shop_web.1", name: "web.shop", frameworkID: "f-1", framework: "marathon", containerID: top,
            app: Workload.App(id: "/shop/web", kind: .marathon), labels: ["tier": "front"])))
        directory.observe(.task(TaskUpdate(
            id: "ct:1:0:nightly:", name: "ChronosTask:nightly", frameworkID: "f-2", framework: "chronos", containerID: other,
            app: Workload.App(id: "nightly", kind: .chronos))))
        directory.observe(.container(ContainerUpdate(id: box, runtime: "docker", name: "db", labels: ["tier": "back"])))
        return directory
    }

    private func selected(_ fill: (inout WorkloadSelection) -> Void) -> [UInt64] {
        var selection = WorkloadSelection()
        fill(&selection)
        return directory().cgroups(of: selection).map(\.id)
    }

    @Test("each kind means those it names, values add up and kinds narrow")
    func kinds() {
        #expect(selected { $0.apps = ["/shop/web"] } == [50, 51])
        #expect(selected { $0.apps = ["shop/web", "nightly"] } == [50, 51, 52])
        #expect(selected { $0.apps = ["/shop/*"] } == [50, 51])
        #expect(selected { $0.apps = ["/shop"] } == [])
        #expect(selected { $0.tasks = ["ct:1:0:nightly:"] } == [52])
        #expect(selected { $0.tasks = ["web.shop"] } == [50, 51])
        #expect(selected { $0.frameworks = ["chronos", "f-1"] } == [50, 51, 52])
        #expect(selected { $0.labels = ["tier=back", "tier=side"].compactMap(WorkloadSelection.Label.init) } == [53])
        #expect(selected { $0.labels = ["tier"].compactMap(WorkloadSelection.Label.init) } == [50, 51, 53])
        #expect(selected { $0.containers = ["db"] } == [53])
        #expect(selected { $0.containers = [top] } == [50, 51])
        #expect(selected { $0.containers = ["shop/web"] } == [50, 51])
        #expect(selected {
            $0.labels = ["tier"].compactMap(WorkloadSelection.Label.init)
            $0.frameworks = ["marathon"]
        } == [50, 51])
        #expect(selected {
            $0.containers = ["db"]
            $0.apps = ["/shop/web"]
        } == [])
        #expect(selected { _ in } == [])
    }

    @Test("a label is a key, or a key and a value that may hold anything")
    func labels() {
        #expect(WorkloadSelection.Label("a=b=c")?.value == "b=c")
        #expect(WorkloadSelection.Label("a=")?.value == "")
        #expect(WorkloadSelection.Label("a")?.value == nil)
        #expect(WorkloadSelection.Label("=b") == nil)
        #expect(WorkloadSelection.Label("") == nil)
    }

    @Test("those who live here are told once each, containers first")
    func residents() {
        let residents = directory().residents().map(\.workload)
        #expect(residents.map(\.name) == ["db", "nightly", "shop/web", "shop/web"])
    }
}
