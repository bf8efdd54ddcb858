/// Reads once a second what a host, its groups and its processes use, from files that anyone may read, in procfs and in cgroups v1 and v2,
/// each controller where it is mounted.
///
/// One thread, which may be confined: no capability is needed, and no system call but those that read. Nothing fails: what cannot be
/// read is nil. It has no clock. Kept between samples are the last values, some open files, and nothing of who is no longer asked for.
///
/// What changes seldom or costs much is read less often and told again meanwhile: processes, the host's pressure and a group's network in
/// each second sample; a group's pressure and its kills for want of memory in each fourth; limits, members, the disk's share, the host's
/// kills and its number of processes in each eighth. What is new is read in each of its first four.
public struct ResourceSampler: ~Copyable {
    private let proc: String
    private let mounts: CgroupMounts
    private let limits: ResourceLimits
    private let reader: FileReader
    private let host: HostState
    private var groups: [String: GroupState] = [:]
    private var processes: [UInt32: ProcessState] = [:]
    private var turn = 0
    private var last: UInt64?

    /// `mounts`: where cgroups are. `sys` tells interfaces with a device from others. `root` is the file system whose share is told.
    public init(
        proc: String = "/proc", sys: String = "/sys", root: String = "/", mounts: CgroupMounts, limits: ResourceLimits = ResourceLimits()
    ) {
        self.proc = proc
        self.mounts = mounts
        self.limits = limits
        reader = FileReader(mostKept: limits.descriptors)
        host = HostState(proc: proc, sys: sys, root: root, reader: reader)
    }

    /// With the cgroups that are mounted for this process at this moment.
    public init(proc: String = "/proc", sys: String = "/sys", root: String = "/", limits: ResourceLimits = ResourceLimits()) {
        self.init(proc: proc, sys: sys, root: root, mounts: CgroupMounts(proc: proc), limits: limits)
    }

    /// How many files are open at the moment.
    public var descriptors: Int { reader.kept }

    /// `time` in nanoseconds, of a clock that does not jump. Of groups with the same key the first counts.
    public mutating func sample(at time: UInt64, groups: [GroupPaths], processes: [UInt32]) -> ResourceSample {
        turn += 1
        var sample = ResourceSample(from: min(last ?? time, time), to: time)
        last = time
        sample.skipped = max(groups.count - limits.groups, 0) + max(processes.count - limits.processes, 0)
        sample.host = host.sample(at: time)
        let moment = Moment(time: time, turn: turn, proc: proc, stacked: host.stacked, hostNetwork: host.network)
        sample.groups = read(groups.prefix(limits.groups), moment)
        sample.processes = read(processes.prefix(limits.processes), moment)
        forgetUnseen()
        return sample
    }
}

extension ResourceSampler {
    private mutating func read(_ wanted: ArraySlice<GroupPaths>, _ moment: Moment) -> [String: ResourceUsage] {
        var usages = [String: ResourceUsage](minimumCapacity: wanted.count)
        for group in wanted {
            let state = state(of: group)
            guard state.seen != turn else { continue }
            let usage = state.sample(group, moment)
            if !usage.isEmpty { usages[group.key] = usage }
        }
        return usages
    }

    private mutating func state(of group: GroupPaths) -> GroupState {
        if let known = groups[group.key], known.seen == turn || known.isFor(group) { return known }
        let state = GroupState(group, mounts: mounts, reader: reader, start: groups.count)
        groups[group.key] = state
        return state
    }

    private mutating func read(_ wanted: ArraySlice<UInt32>, _ moment: Moment) -> [UInt32: ProcessUsage] {
        var usages = [UInt32: ProcessUsage](minimumCapacity: wanted.count)
        for process in wanted {
            let state = processes[process] ?? ProcessState(reader: reader, start: processes.count)
            guard state.seen != turn else { continue }
            processes[process] = state
            usages[process] = state.sample(process, moment)
        }
        return usages
    }

    private mutating func forgetUnseen() {
        let turn = turn
        if groups.contains(where: { $0.value.seen != turn }) { groups = groups.filter { $0.value.seen == turn } }
        if processes.contains(where: { $0.value.seen != turn }) { processes = processes.filter { $0.value.seen == turn } }
    }
}
