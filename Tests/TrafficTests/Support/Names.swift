import Events
import Traffic

/// Names owners by their cgroup: its id is the workload's number.
final class Names: WorkloadNaming {
    /// How often it was asked.
    private(set) var questions = 0

    func identify(_ owner: Owner) -> WorkloadID {
        questions += 1
        return WorkloadID(index: UInt32(owner.cgroupV2?.id ?? 0))
    }
}

extension Owner {
    init(process: ProcessID, workload: UInt64) {
        self.init(
            process: process, command: Command("p\(process)"), cgroupV2: CgroupID(id: workload, hierarchy: 0), cgroupV1: nil)
    }
}

extension Party {
    static func workload(_ index: UInt32) -> Party { .workload(WorkloadID(index: index)) }
}

extension IPAddress {
    static let client = IPAddress(10, 0, 0, 1)
    static let server = IPAddress(10, 0, 0, 2)
}
