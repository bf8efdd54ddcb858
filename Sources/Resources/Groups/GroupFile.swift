/// The files of a cgroup that say what it uses, and where they are.
enum GroupFile: Int, CaseIterable {
    case v1Used, v1Processors, v1Quota, v1Period, v1Memory, v1MemoryStat, v1MemoryLimit, v1OOM, v1IO, v1OwnIO, v1Threads
    case processors, processorLimit, memory, memoryStat, memoryLimit, memoryEvents, io, threads, pressureCPU, pressureMemory, pressureIO

    /// nil in v2.
    var controller: String? {
        switch self {
        case .v1Used: "cpuacct"
        case .v1Processors, .v1Quota, .v1Period: "cpu"
        case .v1Memory, .v1MemoryStat, .v1MemoryLimit, .v1OOM: "memory"
        case .v1IO, .v1OwnIO: "blkio"
        case .v1Threads: "pids"
        default: nil
        }
    }

    var name: String {
        switch self {
        case .v1Used: "/cpuacct.usage"
        case .v1Processors, .processors: "/cpu.stat"
        case .v1Quota: "/cpu.cfs_quota_us"
        case .v1Period: "/cpu.cfs_period_us"
        case .v1Memory: "/memory.usage_in_bytes"
        case .v1MemoryStat, .memoryStat: "/memory.stat"
        case .v1MemoryLimit: "/memory.limit_in_bytes"
        case .v1OOM: "/memory.oom_control"
        case .v1IO: "/blkio.throttle.io_service_bytes_recursive" // Linux 4.18
        case .v1OwnIO: "/blkio.throttle.io_service_bytes"
        case .v1Threads, .threads: "/pids.current"
        case .processorLimit: "/cpu.max"
        case .memory: "/memory.current"
        case .memoryLimit: "/memory.max"
        case .memoryEvents: "/memory.events"
        case .io: "/io.stat"
        case .pressureCPU: "/cpu.pressure"
        case .pressureMemory: "/memory.pressure"
        case .pressureIO: "/io.pressure"
        }
    }

    /// Read at each sample, so worth a descriptor.
    var isHot: Bool {
        switch self {
        case .v1Used, .v1Memory, .v1MemoryStat, .v1IO, .processors, .memory, .memoryStat, .io: true
        default: false
        }
    }

    /// Holds counters, which begin anew in another file.
    var isCounter: Bool {
        switch self {
        case .v1Used, .v1Processors, .v1IO, .v1OwnIO, .processors, .io: true
        default: false
        }
    }
}
