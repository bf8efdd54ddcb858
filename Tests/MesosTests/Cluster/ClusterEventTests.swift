import Testing
import Workloads

@testable import Mesos

@Suite struct ClusterEventTests {
    private func update(_ state: TaskState, _ status: TaskStatus = TaskStatus(), of id: String = "web") -> MasterEvent {
        .taskUpdated(frameworkID: "F1", taskID: id, state: state, status: status)
    }

    @Test("a task comes before its framework and its agent: each of them is news of it") func late() {
        var model = ClusterModel()
        #expect(model.take(event: .taskAdded(.sample()), at: 1).tasks.map(\.framework) == [nil])
        #expect(model.take(event: .frameworkAdded(.marathon), at: 2).tasks.map(\.framework) == ["marathon"])
        let news = model.take(event: .agentAdded(.one), at: 3)
        #expect(news.tasks.map(\.host) == ["node-1"])
        #expect(news.tasks.map(\.hostAddress) == ["10.0.0.11"])
        #expect(news.addresses.map(\.name) == ["node-1"])
        #expect(model.take(event: .frameworkUpdated(.marathon), at: 4).isEmpty)
        #expect(model.take(event: .agentAdded(.one), at: 5).isEmpty)
    }

    @Test("a task that is added twice is news once, and the second time forgets nothing") func twice() {
        var model = ClusterModel()
        let added = MesosTask.sample { ($0.containerID, $0.state) = (nil, .staging) }
        #expect(model.take(event: .taskAdded(added), at: 1).lines == ["web present"])
        #expect(model.take(event: .taskAdded(added), at: 2).isEmpty)
        #expect(model.take(event: update(.running, TaskStatus(containerID: "c")), at: 3).tasks.map(\.containerID) == ["c"])
        #expect(model.take(event: .taskAdded(added), at: 4).isEmpty)
    }

    @Test("updates add what they know, and take nothing away") func updates() {
        var model = ClusterModel()
        _ = model.take(event: .agentAdded(.one), at: 1)
        _ = model.take(event: .taskAdded(.sample { $0.containerID = nil }), at: 1)
        let news = model.take(event: update(.running, TaskStatus(containerID: "p.c", addresses: ["9.0.0.2"])), at: 2).tasks
        #expect(news.map(\.containerID) == ["p.c"])
        #expect(news.map(\.addresses) == [["9.0.0.2"]])
        #expect(model.take(event: update(.running), at: 3).isEmpty)
        #expect(model.take(event: update(.finished), at: 4).tasks.map(\.addresses) == [["9.0.0.2"]])
        #expect(model.take(event: update(.killed), at: 5).isEmpty)
    }

    @Test("an update of a task that was not added is news if the task runs") func unknown() {
        var model = ClusterModel()
        #expect(model.take(event: update(.finished), at: 1).isEmpty)
        let status = TaskStatus(containerID: "c", agentID: "S1", executorID: "web")
        let news = model.take(event: update(.running, status), at: 2).tasks
        #expect(news.map(\.containerID) == ["c"])
        #expect(news.map(\.executorID) == [nil])
        #expect(model.take(event: .taskAdded(.sample { $0.containerID = nil }), at: 3).tasks.map(\.name) == ["web"])
    }

    @Test("when a framework goes, its tasks end, and its name stays with them") func frameworkRemoved() {
        var model = ClusterModel()
        _ = model.take(event: .frameworkAdded(.marathon), at: 1)
        _ = model.take(event: .taskAdded(.sample()), at: 1)
        let news = model.take(event: .frameworkRemoved(id: "F1"), at: 2)
        #expect(news.lines == ["web removed"])
        #expect(news.tasks.map(\.framework) == ["marathon"])
        #expect(model.counts.frameworks == 0)
    }

    @Test("a framework that is completed is forgotten with its tasks") func frameworkForgotten() {
        var model = ClusterModel()
        _ = model.take(event: .frameworkAdded(.marathon), at: 1)
        _ = model.take(event: .taskAdded(.sample("web.\(String.uuid(1))")), at: 1)
        _ = model.take(event: .frameworkRemoved(id: "F1"), at: 2)
        _ = model.forget(before: 2)
        #expect(model.frameworks.keys.sorted() == ["F1"])
        _ = model.forget(before: 3)
        #expect(model.frameworks.isEmpty && model.shapes.isEmpty && model.completedFrameworks.isEmpty)
    }

    @Test("when an agent goes, its tasks end, but not those that may come back") func agentRemoved() {
        var model = ClusterModel()
        _ = model.take(master: .sample([.sample("a"), .sample("b")]), at: 1)
        _ = model.take(event: update(.unreachable, of: "b"), at: 2)
        let news = model.take(event: .agentRemoved(id: "S1"), at: 3)
        #expect(news.lines == ["a removed"])
        #expect(news.addresses.map(\.state) == [.removed])
        #expect(model.take(event: .agentAdded(.one), at: 4).addresses.map(\.state) == [.present])
        _ = model.take(event: .agentRemoved(id: "S1"), at: 5)
        #expect(model.forget(before: 100).lines == ["b removed"])
    }

    @Test("a pod's executor is told of by its tasks' containers, and ends with the last of them") func pod() {
        var model = ClusterModel()
        let executor = "instance-shop_pod.\(String.uuid(1))"
        let tasks = ["a", "b"].map { id in
            MesosTask.sample(id) { ($0.executorID, $0.containerID) = (executor, "pod.\(id)") }
        }
        let news = model.take(event: .subscribed(.sample(tasks), heartbeat: 15), at: 1)
        #expect(news.lines == ["a present", "b present", "executor \(executor) present"])
        #expect(news.tasks.map(\.containerID) == ["pod.a", "pod.b", "pod"])
        #expect(Set(news.tasks.map(\.app)) == [Workload.App(id: "/shop/pod", kind: .marathon)])
        #expect(model.take(event: update(.finished, of: "a"), at: 2).lines == ["a removed"])
        #expect(model.take(event: update(.finished, of: "b"), at: 3).lines == ["b removed", "executor \(executor) removed"])
    }

    @Test("heartbeats and strange events are no news") func nothing() {
        var model = ClusterModel()
        #expect(model.take(event: .heartbeat, at: 1).isEmpty)
        #expect(model.take(event: .other("MOON_ROSE"), at: 1).isEmpty)
    }
}
