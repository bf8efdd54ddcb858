import Testing
import Workloads

@testable import Mesos

/// Whoever follows the news knows what the model knows.
@Suite struct ClusterPropertyTests {
    @Test("news lead from anything to anything: whatever was said, they are whole, and said once", arguments: 1...20)
    func follows(_ seed: UInt64) {
        var random = Seeded(state: seed)
        var model = ClusterModel()
        var known: [ClusterEntry.Key: TaskUpdate] = [:]
        var names: [NameWords.Key: AddressUpdate] = [:]
        for step in 0..<300 {
            let news = step % 23 == 22 ? model.forget(before: Double(step - 40)) : act(&model, &random, at: Double(step))
            #expect(Set(news).count == news.count, "told twice, seed \(seed), step \(step)")
            for update in news.tasks {
                let key = ClusterEntry.Key(frameworkID: update.frameworkID, id: update.id, kind: update.kind)
                #expect(known[key] != update, "no news, seed \(seed), step \(step)")
                #expect(update.sources == Evidence.allCases.filter(update.sources.contains))
                known[key] = update
            }
            for update in news.addresses {
                names[NameWords.Key(address: update.address, port: update.port, kind: update.kind)] =
                    update.state == .present ? update : nil
            }
            let present = known.values.filter { $0.state == .present }
            #expect(present.count { $0.kind == .task } == model.counts.tasks, "seed \(seed), step \(step)")
            #expect(names == model.names.published, "seed \(seed), step \(step)")
            for container in present.compactMap(\.containerID) { #expect(model.knows(container: container)) }
        }
    }

    @Test("when all has ended and is forgotten, nothing is left", arguments: 1...20)
    func leavesNothing(_ seed: UInt64) {
        var random = Seeded(state: seed)
        var model = ClusterModel()
        for step in 0..<300 { _ = act(&model, &random, at: Double(step)) }
        _ = model.take(master: MasterState(hasElectedTime: true), at: 5000)
        _ = model.take(agent: AgentState(agent: .one), containers: [], at: 5000)
        for framework in ["F1", "F2"] { _ = model.take(event: .frameworkRemoved(id: framework), at: 5000) }
        _ = model.take(marathon: MarathonInfo(), apps: [], of: "m", at: 5000)
        _ = model.take(names: [], of: "d", at: 5000)
        _ = model.forget(before: 6000)
        #expect(model.entries.isEmpty && model.containers.isEmpty && model.ended.isEmpty, "seed \(seed)")
        #expect(model.frameworks.isEmpty && model.shapes.isEmpty, "seed \(seed)")
        #expect(model.names.published.values.allSatisfy { $0.kind == .host }, "seed \(seed)")
    }

    private func act(_ model: inout ClusterModel, _ random: inout Seeded, at time: Double) -> [NameUpdate] {
        let agent = [MesosAgent.one, .two][random.below(2)]
        switch random.below(12) {
        case 0: return model.take(master: state(&random), at: time)
        case 1: return model.take(event: .subscribed(state(&random), heartbeat: 15), at: time)
        case 2, 3: return model.take(event: .taskAdded(task(&random)), at: time)
        case 4, 5:
            let task = task(&random)
            let status = TaskStatus(containerID: task.containerID, addresses: task.addresses, agentID: task.agentID)
            return model.take(
                event: .taskUpdated(frameworkID: task.frameworkID, taskID: task.id, state: task.state, status: status), at: time)
        case 6: return model.take(event: .agentAdded(agent), at: time)
        case 7: return model.take(event: random.below(4) == 0 ? .frameworkRemoved(id: "F1") : .agentRemoved(id: agent.id), at: time)
        case 8:
            let executors = [MesosExecutor(id: "e", frameworkID: "F1", agentID: "S1", containerID: "pod", isCommand: random.below(2) == 0)]
            let state = AgentState(agent: .one, frameworks: [.marathon], executors: executors, tasks: tasks(&random))
            return model.take(
                agent: state, containers: random.below(2) == 0 ? nil : [AgentContainer(id: "c1", executorProcess: 7)], at: time)
        case 9:
            let apps = tasks(&random).map { MarathonApp(id: "/a\($0.id)", tasks: [MarathonTask(id: $0.id, state: $0.state)]) }
            return model.take(marathon: MarathonInfo(frameworkID: random.below(3) == 0 ? nil : "F1"), apps: apps, of: "m", at: time)
        case 10: return model.take(chronos: [ChronosJob(name: "j\(random.below(2))")], of: "c", at: time)
        default:
            let records = (0..<random.below(3)).map { NameRecord(name: "n\($0)", address: random.below(2) == 0 ? "9.0.0.1" : "10.0.0.11") }
            return model.take(names: records, of: "d", at: time)
        }
    }

    private func state(_ random: inout Seeded) -> MasterState {
        MasterState(
            id: "m\(random.below(2))", hasElectedTime: random.below(4) > 0, frameworks: random.below(3) == 0 ? [] : [.marathon],
            agents: [MesosAgent.one, .two].filter { _ in random.below(2) == 0 },
            recoveredAgents: random.below(2) == 0 ? [] : [MesosAgent(id: "S2", hostname: "node-2")], tasks: tasks(&random))
    }

    private func tasks(_ random: inout Seeded) -> [MesosTask] { (0..<random.below(6)).map { _ in task(&random) } }

    private func task(_ random: inout Seeded) -> MesosTask {
        let ids = ["a", "b", "shop_web.\(String.uuid(1))", "ct:1:0:j1:", "d"]
        var task = MesosTask(
            id: ids[random.below(5)], name: "n", frameworkID: "F\(1 + random.below(2))", agentID: "S\(1 + random.below(2))")
        task.state = [.running, .running, .staging, .finished, .lost, .unreachable, .gone][random.below(7)]
        task.executorID = random.below(2) == 0 ? "e" : nil
        task.containerID = [nil, "c1", "pod.c1", "pod.c2"][random.below(4)]
        task.addresses = [[], ["9.0.0.1"], ["10.0.0.11"]][random.below(3)]
        if random.below(4) == 0 { task.virtualAddresses = [VirtualAddress(label: "10.9.9.9:80")] }
        return task
    }
}
