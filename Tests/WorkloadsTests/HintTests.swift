import Events
import Testing

@testable import Workloads

private let top = "0d9e8f7a-1111-4222-8333-444455556666"
private let agentPath = "/system.slice/dcos-mesos-slave.service"

private func cgroup(_ id: UInt64) -> CgroupID { CgroupID(id: id, hierarchy: FakeHost.memory) }

private func owner(_ pid: ProcessID, _ command: String, _ id: UInt64) -> Owner {
    Owner(process: pid, command: Command(command), cgroupV2: CgroupID(id: 1, hierarchy: 0), cgroupV1: cgroup(id))
}

private func hints(_ environment: String...) -> EnvironmentHints {
    Array(environment.joined(separator: "\0").utf8).withUnsafeBytes { EnvironmentHints(environment: $0) }
}

@Suite struct HintTests {
    @Test("of an environment only what is on the list is read, and only what can be an id")
    func list() {
        let hints = hints(
            "PATH=/bin", "MESOS_EXECUTOR_ID=e", "MESOS_TASK_ID=t", "MESOS_EXECUTOR_AUTHENTICATION_TOKEN=secret", "MARATHON_APP_ID=/a",
            "MESOS_FRAMEWORK_ID=", "CHRONOS_JOB_NAME=\u{1b}[2J", "NOMAD_JOB_NAME=\(String(repeating: "x", count: 600))", "=", "x")
        var expected = EnvironmentHints()
        expected.taskID = "t"
        expected.marathonAppID = "/a"
        #expect(hints == expected)
    }

    @Test("a process's own words are marked as a hint, and not asked for where an engine or a cluster has told")
    func onlyWhereNobodyElse() {
        let directory = WorkloadDirectory(cgroups: CgroupTree(), proc: nil, limit: 100)
        directory.observe(.made("/plain", cgroup(40)))
        directory.observe(.made("/mesos/\(top)", cgroup(50)))
        directory.observe(.task(TaskUpdate(
            id: "true", frameworkID: "fw", containerID: top, app: Workload.App(id: "/true", kind: .marathon), sources: [.mesosAgent])))
        var asked: [ProcessID] = []
        directory.environment = { process in
            asked.append(process)
            return hints("MESOS_TASK_ID=victim.1", "MARATHON_APP_ID=/victim")
        }
        let plain = directory.workload(directory.identify(owner(1, "sh", 40)))
        #expect(plain.app == Workload.App(id: "/victim", kind: .marathon))
        #expect(plain.isHint)
        let forged = directory.workload(directory.identify(owner(2, "sh", 50)))
        #expect(forged.app?.id == "/true")
        #expect(!forged.isHint)
        #expect(asked == [1])
    }

    @Test("a task that was forged before the cluster told of the container loses to the cluster")
    func forgedEarly() {
        let directory = WorkloadDirectory(cgroups: CgroupTree(), proc: nil, limit: 100)
        directory.observe(.made("/mesos/\(top)", cgroup(50)))
        directory.environment = { _ in hints("MESOS_TASK_ID=victim.1") }
        let id = directory.identify(owner(2, "sh", 50))
        #expect(directory.workload(id).task?.id == "victim.1")
        #expect(directory.workload(id).isHint)
        directory.observe(.task(TaskUpdate(id: "true", frameworkID: "fw", containerID: top, sources: [.mesosAgent])))
        #expect(directory.workload(id).task?.id == "true")
        #expect(!directory.workload(id).isHint)
    }
}

@Suite struct ProcessTreeTests {
    /// An agent (100) with two executors (200, 300) that make no cgroups.
    private func host() throws -> (FakeHost, WorkloadDirectory) {
        let host = try FakeHost()
        for (process, parent) in [(100, 1), (200, 100), (201, 200), (202, 201), (300, 100), (301, 300), (400, 1)] {
            try host.makeProcess(ProcessID(process), comm: "any", cmdline: "any\0", cgroup: "\(FakeHost.memory):memory:\(agentPath)\n")
            try host.write("\(process)/stat", "\(process) (a) b) S \(parent) 1 1 0\n")
        }
        let directory = WorkloadDirectory(cgroups: CgroupTree(), proc: host.proc, limit: 100)
        directory.observe(.made(agentPath, cgroup(60)))
        return (host, directory)
    }

    private func executor(_ process: ProcessID, _ container: String, _ id: String) -> NameUpdate {
        .task(TaskUpdate(id: id, frameworkID: "fw", containerID: container, executorProcess: process, sources: [.mesosAgent]))
    }

    @Test("without cgroups of their own, tasks are told apart by the executors above them")
    func tree() throws {
        let (host, directory) = try host()
        defer { withExtendedLifetime(host) {} }
        directory.observe(agent: 100)
        directory.observe(executor(200, "c-2", "two"))
        directory.observe(executor(300, "c-3", "three"))
        let two = directory.identify(owner(202, "python", 60))
        let three = directory.identify(owner(301, "python", 60))
        #expect(two != three)
        #expect(directory.workload(two).task?.id == "two")
        #expect(directory.workload(two).evidence == [.cgroup, .mesosAgent, .executor])
        #expect(directory.workload(three).task?.id == "three")
        #expect(directory.workload(directory.identify(owner(100, "mesos-agent", 60))).name == "dcos-mesos-slave")
        #expect(directory.identify(owner(202, "python", 60)) == two)
    }

    @Test("a process that was met before its executor was told of is named when that is")
    func late() throws {
        let (host, directory) = try host()
        defer { withExtendedLifetime(host) {} }
        directory.observe(agent: 100)
        let id = directory.identify(owner(202, "python", 60))
        #expect(directory.workload(id).task == nil)
        directory.observe(executor(200, "c-2", "two"))
        #expect(directory.workload(id).task?.id == "two")
    }

    @Test("where no agent lives nothing of this is looked at")
    func elsewhere() throws {
        let (host, directory) = try host()
        defer { withExtendedLifetime(host) {} }
        directory.observe(executor(200, "c-2", "two"))
        #expect(directory.workload(directory.identify(owner(202, "python", 60))).task == nil)
    }
}
