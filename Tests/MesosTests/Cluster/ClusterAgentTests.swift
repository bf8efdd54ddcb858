import Testing
import Workloads

@testable import Mesos

@Suite struct ClusterAgentTests {
    private static let process = AgentContainer(id: "c-web", frameworkID: "F1", executorID: "web", executorProcess: 4711)

    @Test("an agent tells its host's tasks, with their processes") func whole() {
        var model = ClusterModel()
        let news = model.take(agent: .sample([.sample()]), containers: [Self.process], at: 1)
        #expect(news.lines == ["web present"])
        #expect(news.tasks.map(\.executorProcess) == [4711])
        #expect(news.tasks.map(\.sources) == [[.mesosAgent]])
        #expect(news.tasks.map(\.framework) == ["marathon"])
        #expect(news.addresses == [AddressUpdate(address: "10.0.0.11", kind: .host, name: "node-1", source: .mesosAgent)])
        #expect(model.take(agent: .sample([.sample()]), containers: [Self.process], at: 2).isEmpty)
        #expect(model.take(agent: .sample([.sample()]), containers: nil, at: 3).isEmpty)
    }

    @Test("processes are told of this host's tasks only") func processes() {
        var model = ClusterModel()
        let tasks = ["S1", "S2"].map { agent in
            MesosTask.sample("on-\(agent)") { ($0.agentID, $0.executorProcess) = (agent, 77) }
        }
        #expect(model.take(master: .sample(tasks), at: 1).tasks.map(\.executorProcess) == [nil, nil])
        #expect(model.take(agent: .sample([]), containers: nil, at: 2).tasks.map(\.executorProcess) == [77])
    }

    @Test("the agent's container beats the master's, the master adds labels") func merged() {
        var model = ClusterModel()
        _ = model.take(master: .sample([.sample { ($0.containerID, $0.labels) = ("stale", ["tier": "front", "a": "master"]) }]), at: 1)
        let news = model.take(agent: .sample([.sample { $0.labels = ["a": "agent"] }]), containers: nil, at: 2).tasks
        #expect(news.map(\.containerID) == ["c-web"])
        #expect(news.map(\.labels) == [["tier": "front", "a": "agent"]])
        #expect(news.map(\.sources) == [[.mesosAgent, .mesosMaster]])
        #expect(!model.knows(container: "stale"))
    }

    @Test("what an agent no longer tells has ended, whatever the master says") func ends() {
        var model = ClusterModel()
        _ = model.take(master: .sample([.sample()]), at: 1)
        _ = model.take(agent: .sample([.sample()]), containers: nil, at: 2)
        #expect(model.take(agent: .sample([]), containers: nil, at: 3).lines == ["web removed"])
        #expect(model.take(master: .sample([.sample()]), at: 4).isEmpty)
        let anew = MesosTask.sample { $0.containerID = "another" }
        #expect(model.take(master: .sample([anew]), at: 5).lines == ["web present"])
    }

    @Test("a master that cannot reach the agent does not end its tasks; one that saw their end does") func unreachable() {
        var model = ClusterModel()
        _ = model.take(master: .sample([.sample("a"), .sample("b")]), at: 1)
        _ = model.take(agent: .sample([.sample("a"), .sample("b")]), containers: nil, at: 2)
        let state = MasterState.sample([.sample("a") { $0.state = .lost }, .sample("b") { $0.state = .finished }])
        #expect(model.take(master: state, at: 3).lines == ["b removed"])
    }

    @Test("an executor with several tasks is told of beside them") func executor() {
        var model = ClusterModel()
        let tasks = ["w1", "w2"].map { id in
            MesosTask.sample(id) { ($0.executorID, $0.containerID) = ("worker", "c-worker") }
        }
        let worker = MesosExecutor(id: "worker", name: "Worker", frameworkID: "F1", agentID: "S1", containerID: "c-worker")
        let command = MesosExecutor(id: "web", frameworkID: "F1", agentID: "S1", containerID: "c-web", isCommand: true)
        let containers = [AgentContainer(id: "c-worker", executorProcess: 99)]
        let news = model.take(agent: .sample(tasks, [worker, command]), containers: containers, at: 1)
        #expect(news.lines == ["w1 present", "w2 present", "executor worker present"])
        #expect(news.tasks.map(\.executorProcess) == [99, 99, 99])
        #expect(news.tasks.map(\.name) == ["w1", "w2", "Worker"])
        #expect(model.take(agent: .sample([tasks[1]], [worker]), containers: containers, at: 2).lines == ["w1 removed"])
        #expect(model.take(agent: .sample([], []), containers: [], at: 3).lines.sorted() == ["executor worker removed", "w2 removed"])
    }

    @Test("nested containers of a pod have their own processes") func pod() throws {
        var model = ClusterModel()
        let state = try parse(Samples.agentState, AgentState.init(state:))
        let containers = try parse(Samples.nestedContainers, AgentContainer.list(containers:)).entries
        let news = model.take(agent: state, containers: containers, at: 1).tasks
        let told = Dictionary(uniqueKeysWithValues: news.map { ($0.id, $0) })
        #expect(told["p1"]?.executorProcess == 5577)
        #expect(told["p1"]?.containerID == "\(Samples.podContainer).c1")
        let pod = try #require(news.first { $0.kind == .executor && $0.app != nil })
        #expect(pod.containerID == Samples.podContainer)
        #expect(pod.executorProcess == 5570)
        #expect(pod.app?.id == "/shop/pod")
        #expect(told["p1"]?.app?.id == "/shop/pod")
        for container in [Samples.podContainer, "\(Samples.podContainer).c1", "lone", Samples.webContainer, .uuid(300)] {
            #expect(model.knows(container: container))
        }
        #expect(!model.knows(container: "c1"))
    }

    @Test("an agent that lost what it knew has another id: what it told before has ended") func anotherID() {
        var model = ClusterModel()
        _ = model.take(agent: .sample([.sample()]), containers: nil, at: 1)
        var state = AgentState.sample([.sample("new")])
        state.agent.id = "S7"
        #expect(model.take(agent: state, containers: nil, at: 2).lines == ["new present", "web removed"])
    }
}
