import Foundation
import Testing

extension KernelTests {
    /// Real processes in the cgroups of a Mesos agent, with a cluster that tells who they are.
    @Suite struct NamesMesos {
        /// Promised of a cluster that is there and ready.
        private static let promise = 5.0

        @Test(
            "a task and one nested in it are named within 5 s of a master that came after weir; not one request is lost on the way",
            arguments: TestCgroup.versions, Backend.allCases)
        func late(version: TestCgroup.Version, backend: Backend) throws {
            let (outer, end) = (try MesosContainer(version), Signal())
            let inner = try outer.nested()
            let weir = try WeirRun(watching: outer.cgroup, backend: backend)
            var all = try Driver.run("exact", in: outer.leaf, as: ExactPlan.self).tally
            all += try Driver.run("exact", in: inner.leaf, as: ExactPlan.self).tally
            let slowly = ["--until", end.path, "--connections", "1", "--pause-us", "5000"]
            let floods = try [outer, inner].map { try Driver("flood", slowly, in: $0.leaf) }

            let cluster = try Cluster.master()
            let (web, side) = (MarathonTask("/shop/web"), MarathonTask("/shop/side"))
            try cluster.tell(web.line(outer.id, "label.team=red"), side.line(inner.id))
            let named = try [web, side].map { task in
                try weir.flow(within: Self.promise) { $0.client?.isNamed(task) == true && $0.client?.evidence?.contains("marathon") == true }
            }
            try end.give()
            for flood in floods {
                all += try flood.line(as: FloodCount.self).tally
                try flood.child.succeed()
            }
            all += try Driver.run("exact", in: outer.leaf, as: ExactPlan.self).tally
            let report = try weir.stop()

            #expect(Tally(report.summary) == all && report.summary.lost == 0)
            for flow in named {
                #expect(flow.client?.evidence == ["cgroup", "mesos-master", "marathon"])
                #expect(flow.client?.container?.runtime == "mesos" && flow.server?.task == flow.client?.task)
                #expect(flow.observed == "both" && flow.client?.hint == nil)
            }
            #expect(named.map(\.client?.container?.id) == [outer.id, inner.id])
            #expect(named.map(\.client?.cgroup) == [outer.leaf.path, inner.leaf.path])
            #expect(named.map(\.client?.labels) == [["team": "red"], nil])
            #expect(named.map(\.client?.workload) == ["shop/web", "shop/side/\(side.name)"])
            #expect(Set(report.flows.compactMap(\.client?.task?.id)) == [web.id, side.id])
        }
    }
}
