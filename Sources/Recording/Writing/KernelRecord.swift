public import Events
import CEvents

/// Records as the kernel programs would have told them, of what is older than the capture: by them a replay names cgroups and processes
/// without asking the host it runs on.
public enum KernelRecord {
    /// That a cgroup was made. `parent` 0: not known.
    public static func made(_ cgroup: CgroupID, parent: UInt64, path: String, at time: MonotonicTime) -> [UInt8] {
        var wire = weir_cgroup()
        wire.header = header(WEIR_CGROUP_MKDIR, time)
        wire.id = cgroup.id
        wire.parent = parent
        wire.hierarchy = cgroup.hierarchy
        let name = Array(path.utf8.prefix(Int(WEIR_MAX_PATH) - 1))
        wire.path_length = UInt32(name.count)
        return withUnsafeBytes(of: wire) { Array($0) } + name
    }

    /// That a process began to run what it runs.
    public static func executed(_ thread: ScapThread, started: MonotonicTime, owner: Owner, at time: MonotonicTime) -> [UInt8] {
        var wire = weir_process()
        wire.header = header(WEIR_EXEC, time)
        wire.started = started.nanoseconds
        wire.cgroup_v2 = owner.cgroupV2?.id ?? 0
        wire.cgroup_v1 = owner.cgroupV1?.id ?? 0
        wire.cgroup_v1_hierarchy = owner.cgroupV1?.hierarchy ?? 0
        wire.process = owner.process
        wire.parent = UInt32(truncatingIfNeeded: thread.parent)
        wire.thread = owner.process
        wire.command = unsafeBitCast((owner.command.high, owner.command.low), to: type(of: wire.command))
        return executed(wire, thread)
    }

    /// The same of one that has been told of by another record, a fork or an earlier exec.
    static func executed(_ record: [UInt8], _ thread: ScapThread) -> [UInt8]? {
        guard record.count >= MemoryLayout<weir_process>.size else { return nil }
        var wire = record.withUnsafeBytes { $0.loadUnaligned(as: weir_process.self) }
        wire.header = header(WEIR_EXEC, MonotonicTime(nanoseconds: wire.header.time))
        return executed(wire, thread)
    }

    private static func executed(_ process: weir_process, _ thread: ScapThread) -> [UInt8] {
        var wire = process
        var line: [UInt8] = []
        for argument in [thread.executable] + thread.arguments where line.count < Int(WEIR_MAX_ARGUMENTS) {
            line += Array(argument.utf8) + [0]
        }
        line = Array(line.prefix(Int(WEIR_MAX_ARGUMENTS)))
        wire.arguments_length = UInt32(line.count)
        return withUnsafeBytes(of: wire) { Array($0) } + line
    }

    /// Whether a record may mention, or tell of, a cgroup for the first time: of cgroups, of processes that begin, of new connections.
    public static func names(_ record: UnsafeRawBufferPointer) -> Bool {
        guard record.count >= MemoryLayout<weir_header>.size else { return false }
        switch Int32(record.load(fromByteOffset: 12, as: UInt16.self)) {
        case WEIR_OPEN, WEIR_FORK, WEIR_EXEC, WEIR_CGROUP_MKDIR, WEIR_CGROUP_RMDIR: return true
        default: return false
        }
    }

    private static func header(_ kind: Int32, _ time: MonotonicTime) -> weir_header {
        weir_header(time: time.nanoseconds, sequence: 0, kind: UInt16(kind), cpu: UInt16(WEIR_NO_CPU))
    }
}
