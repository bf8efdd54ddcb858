import Events
import Testing

@testable import Workloads

@Suite struct RecentProcessesTests {
    @Test("each once, of many the last ones, whoever came first goes first")
    func recent() {
        var recent = RecentProcesses(1, 2)
        recent.see(2)
        #expect(recent.all == [1, 2])
        for process in ProcessID(3)...40 { recent.see(process) }
        #expect(recent.all.count == RecentProcesses.most)
        #expect(Set(recent.all) == Set(ProcessID(9)...40))
    }

    @Test("a workload tells its processes, and only a single one as its own")
    func told() {
        let directory = WorkloadDirectory(cgroups: CgroupTree(), proc: nil)
        let command = Command("nginx")
        let id = directory.identify(Owner(process: 7, command: command, cgroupV2: nil, cgroupV1: nil))
        #expect(directory.processes(of: id) == [7])
        #expect(directory.workload(id).process?.pid == 7)
        _ = directory.identify(Owner(process: 8, command: command, cgroupV2: nil, cgroupV1: nil))
        #expect(directory.processes(of: id) == [7, 8])
        #expect(directory.workload(id).process?.pid == nil)
        #expect(directory.processes(of: .other).isEmpty)
    }
}
