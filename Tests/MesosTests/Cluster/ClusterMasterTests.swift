import Testing
import Workloads

@testable import Mesos

@Suite struct ClusterMasterTests {
    @Test("a state tells every task whole, with its framework and host") func whole() {
        var model = ClusterModel()
        let task = MesosTask.sample("shop_web.\(String.uuid(1))") {
            $0.labels = ["tier": "front"]
            $0.ports = [.init(host: 31000)]
            $0.executorProcess = 77
        }
        let news = model.take(master: .sample([task]), at: 1)
        #expect(
            news.tasks == [
                TaskUpdate(
                    id: task.id, name: task.id, frameworkID: "F1", framework: "marathon", agentID: "S1", host: "node-1",
                    hostAddress: "10.0.0.11", containerID: task.containerID, app: .init(id: "/shop/web", kind: .marathon),
                    labels: ["tier": "front"], ports: [.init(host: 31000)], sources: [.mesosMaster, .id])
            ])
        #expect(news.addresses == [AddressUpdate(address: "10.0.0.11", kind: .host, name: "node-1", source: .mesosMaster)])
    }

    @Test("the same state again is no news") func again() {
        var model = ClusterModel()
        let state = MasterState.sample([.sample("a"), .sample("b") { $0.state = .failed }])
        #expect(model.take(master: state, at: 1).lines == ["a present"])
        #expect(model.take(master: state, at: 2).isEmpty)
    }

    @Test("news come in the order of the state, and what is missing in the order of ids") func order() {
        let ids = ["m", "z", "a", "k"]
        var model = ClusterModel()
        #expect(model.take(master: .sample(ids.map { .sample($0) }), at: 1).tasks.map(\.id) == ids)
        #expect(model.take(master: .sample([]), at: 2).tasks.map(\.id) == ids.sorted())
    }

    @Test("a task that ends or disappears is told once, and its facts with it", arguments: [true, false])
    func ends(_ isListed: Bool) {
        var model = ClusterModel()
        let first = model.take(master: .sample([.sample()]), at: 1).tasks
        let ended = MesosTask(id: "web", frameworkID: "F1", agentID: "S1", state: .finished)
        let news = model.take(master: .sample(isListed ? [ended] : []), at: 2).tasks
        var expected = first[0]
        expected.state = .removed
        #expect(news == [expected])
        #expect(model.take(master: .sample(isListed ? [ended] : []), at: 3).isEmpty)
        #expect(model.knows(container: "c-web"))
    }

    @Test("what had ended before the first state is no news; what began and ended since the last is, once") func endedMeanwhile() {
        var model = ClusterModel()
        let old = MesosTask.sample("old") { $0.state = .failed }
        let quick = MesosTask.sample("quick") { $0.state = .finished }
        #expect(model.take(master: .sample([old]), at: 1).lines == [])
        #expect(model.take(master: .sample([old, quick]), at: 2).lines == ["quick removed"])
        #expect(model.take(master: .sample([old, quick]), at: 3).lines == [])
        #expect(model.knows(container: "c-quick"))
    }

    @Test("ended tasks are kept until they are forgotten, and do not come back") func forgotten() {
        var model = ClusterModel()
        let ended = MasterState.sample([.sample { $0.state = .finished }])
        _ = model.take(master: .sample([.sample()]), at: 1)
        _ = model.take(master: ended, at: 10)
        #expect(model.forget(before: 10).isEmpty)
        #expect(model.knows(container: "c-web"))
        #expect(model.forget(before: 11).isEmpty)
        #expect(!model.knows(container: "c-web"))
        #expect(model.take(master: ended, at: 12).isEmpty)
    }

    @Test("no more ended tasks are kept than there is room for") func bounded() {
        var model = ClusterModel()
        let count = ClusterModel.mostEnded + 10
        _ = model.take(master: .sample((0..<count).map { .sample("\($0)") }), at: 1)
        #expect(model.take(master: .sample([]), at: 2).count == count)
        _ = model.forget(before: 0)
        #expect(model.entries.count == ClusterModel.mostEnded)
    }

    @Test("a task that is started anew with its id is present again") func anew() {
        var model = ClusterModel()
        _ = model.take(master: .sample([.sample()]), at: 1)
        _ = model.take(master: .sample([.sample { $0.state = .lost }]), at: 2)
        let news = model.take(master: .sample([.sample { $0.state = .lost }, .sample { $0.containerID = "other" }]), at: 3)
        #expect(news.lines == ["web present"])
        #expect(news.tasks[0].containerID == "other")
        _ = model.forget(before: 100)
        #expect(model.knows(container: "other"))
    }

    @Test("tasks with one id in two frameworks are two") func frameworks() {
        var model = ClusterModel()
        let other = MesosTask.sample { $0.frameworkID = "F2" }
        #expect(model.take(master: .sample([.sample(), other]), at: 1).tasks.map(\.frameworkID) == ["F1", "F2"])
        #expect(model.take(master: .sample([.sample()]), at: 2).tasks.map(\.frameworkID) == ["F2"])
    }

    @Test("a standby's empty state changes nothing") func standby() {
        var model = ClusterModel()
        _ = model.take(master: .sample([.sample()]), at: 1)
        #expect(model.take(master: MasterState(pid: "master@b:1", leader: "master@a:1"), at: 2).isEmpty)
        #expect(model.counts.tasks == 1)
    }

    @Test("a task's addresses are its own only: no agent's, no loopback, none while its agent is unknown") func addresses() {
        var model = ClusterModel()
        let task = MesosTask.sample { $0.addresses = ["127.0.0.1", "10.0.0.11", "10.0.0.12", "9.0.0.2"] }
        let unplaced = MesosTask.sample("b") { ($0.agentID, $0.addresses) = ("S9", ["10.0.0.19"]) }
        let news = model.take(master: .sample([task, unplaced]) { $0.agents = [.one, .two] }, at: 1)
        #expect(news.tasks.map(\.addresses) == [["9.0.0.2"], []])
        let late = model.take(event: .agentAdded(MesosAgent(id: "S9", hostname: "node-9", address: "10.0.0.9")), at: 2)
        #expect(late.tasks.map(\.addresses) == [["10.0.0.19"]])
        #expect(late.tasks.map(\.host) == ["node-9"])
    }
}

@Suite struct ClusterFailoverTests {
    private func model() -> ClusterModel {
        var model = ClusterModel()
        _ = model.take(master: .sample([.sample("a"), .sample("b") { $0.agentID = "S2" }]) { $0.agents = [.one, .two] }, at: 1000)
        return model
    }

    @Test("a new master that waits for its agents removes nothing") func awaited() {
        var model = model()
        let waiting = MasterState(
            id: "m-2", hasElectedTime: true,
            recoveredAgents: [MesosAgent(id: "S1", hostname: "node-1"), MesosAgent(id: "S2", hostname: "node-2")])
        #expect(model.take(master: waiting, at: 2000).isEmpty)
        #expect(model.take(master: waiting, at: 9000).isEmpty)
        #expect(model.agents["S1"]?.address == "10.0.0.11")
    }

    @Test("a new master that does not say whom it waits for has ten minutes") func grace() {
        var model = model()
        let empty = MasterState(id: "m-2", hasElectedTime: true)
        #expect(model.take(master: empty, at: 2000).isEmpty)
        #expect(model.take(master: empty, at: 2599).isEmpty)
        #expect(model.take(master: empty, at: 2600).lines.sorted() == ["a removed", "b removed"])
    }

    @Test("an agent that is back tells which tasks are gone; inactive frameworks keep their names") func back() {
        var model = model()
        let state = MasterState(
            id: "m-2", hasElectedTime: true, frameworks: [MesosFramework(id: "F1", name: "marathon", isActive: false)], agents: [.one],
            recoveredAgents: [MesosAgent(id: "S2", hostname: "node-2")])
        #expect(model.take(master: state, at: 2000).lines == ["a removed"])
        #expect(model.counts.tasks == 1)
    }

    @Test("a master that leads on misses an agent's tasks at once") func sameMaster() {
        var model = model()
        let news = model.take(master: .sample([.sample("a")]), at: 1010)
        #expect(news.lines == ["b removed"])
        #expect(news.addresses.map(\.state) == [.removed])
    }

    @Test("after a stream broke, the next whole state replaces the last one") func stream() {
        var model = model()
        let state = MasterState(
            hasElectedTime: true, frameworks: [.marathon], agents: [.one], recoveredAgents: [.two], tasks: [.sample("c")])
        #expect(model.take(event: .subscribed(state, heartbeat: 15), at: 1010).lines == ["c present", "a removed"])
    }
}
