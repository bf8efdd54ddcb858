import Testing
import Workloads

@testable import Mesos

@Suite struct AgentsRootTests {
    @Test("where an agent makes its cgroups is told once, and when it changes")
    func root() {
        var model = ClusterModel()
        func state(_ root: String) -> AgentState {
            AgentState(agent: MesosAgent(id: "A", hostname: "node-1"), cgroupsRoot: root)
        }
        #expect(model.take(agent: state("farm/blue"), containers: nil, at: 1).contains(.cgroupsRoot("farm/blue")))
        #expect(!model.take(agent: state("farm/blue"), containers: nil, at: 2).contains(.cgroupsRoot("farm/blue")))
        #expect(model.take(agent: state("farm/red"), containers: nil, at: 3).contains(.cgroupsRoot("farm/red")))
        var usual = ClusterModel()
        #expect(!usual.take(agent: state("mesos"), containers: nil, at: 1).contains(.cgroupsRoot("mesos")))
    }
}
