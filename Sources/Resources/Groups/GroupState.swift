/// One group from sample to sample.
final class GroupState {
    private(set) var paths: GroupPaths
    /// The sample in which it was last looked at.
    private(set) var seen = 0

    private let mounts: CgroupMounts
    private let reader: FileReader
    private let files: CgroupFiles
    private var cadence: Cadence
    private var used = Counter()
    private var throttling = Throttling()
    private var io = (Counter(), Counter())
    private var memoryUsed: UInt64?
    private var inactiveFile: UInt64?
    private var network = GroupNetwork()
    /// A file that is read at each sample could be.
    private var isAnswering = false
    /// What is not read at each sample.
    private var slow = ResourceUsage()

    init(_ paths: GroupPaths, mounts: CgroupMounts, reader: FileReader, start: Int) {
        self.paths = paths
        self.mounts = mounts
        self.reader = reader
        files = CgroupFiles(paths, mounts: mounts, reader: reader)
        cadence = Cadence(start: start)
    }

    /// The same cgroups; the process may be another.
    func isFor(_ group: GroupPaths) -> Bool { paths.v1 == group.v1 && paths.v2 == group.v2 }

    func sample(_ group: GroupPaths, _ moment: Moment) -> ResourceUsage {
        paths = group
        seen = moment.turn
        let wasAnswering = isAnswering
        var usage = read(moment)
        if wasAnswering && !isAnswering {
            // Its cgroups have gone: nothing that was learned of them holds.
            slow = ResourceUsage()
            cadence.restart()
            usage = read(moment)
        }
        cadence.advance()
        return usage
    }

    private func read(_ moment: Moment) -> ResourceUsage {
        isAnswering = false
        readSlow(moment)
        var usage = slow
        readProcessors(&usage, at: moment.time)
        usage.memoryBytes = workingSet()
        readIO(&usage, moment)
        return usage
    }
}

extension GroupState {
    private func text(_ file: GroupFile) -> UnsafeRawBufferPointer? {
        let text = files.text(of: file, ifAbsent: cadence.isDue(each: 8))
        if text != nil && file.isHot { isAnswering = true }
        return text
    }

    private func number(_ file: GroupFile) -> UInt64? { text(file).flatMap(SingleNumber.value) }

    private func readProcessors(_ usage: inout ResourceUsage, at time: UInt64) {
        var counters: ProcessorCounters?
        var file = GroupFile.v1Processors
        if let nanoseconds = number(.v1Used) {
            usage.cpuCores = used.advance(to: nanoseconds, at: time, source: files.identity(of: .v1Used)).map { $0 / 1e9 }
            if slow.cpuLimitCores != nil { counters = text(file).map(ProcessorCounters.init) }
        } else {
            file = .processors
            counters = text(file).map(ProcessorCounters.init)
            let microseconds = counters?.usedMicroseconds
            usage.cpuCores = used.advance(to: microseconds, at: time, source: files.identity(of: file)).map { $0 / 1e6 }
        }
        let share = throttling.advance(to: counters, at: time, source: files.identity(of: file))
        usage.cpuThrottled = slow.cpuLimitCores == nil ? nil : share
    }

    /// As the kubelet has it. The costly `memory.stat` is read where the group's memory has changed, and in each fourth sample.
    private func workingSet() -> UInt64? {
        let legacy = number(.v1Memory)
        guard let used = legacy ?? number(.memory) else { return nil }
        if used != memoryUsed || cadence.isDue(each: 4) {
            inactiveFile =
                legacy != nil
                ? text(.v1MemoryStat).flatMap { KeyedNumbers.value(of: "total_inactive_file", in: $0) }
                : text(.memoryStat).flatMap { KeyedNumbers.value(of: "inactive_file", in: $0) }
        }
        memoryUsed = used
        return inactiveFile.map { used > $0 ? used - $0 : 0 }
    }

    private func readIO(_ usage: inout ResourceUsage, _ moment: Moment) {
        var bytes: DeviceBytes?
        var source: FileIdentity?
        for file in [GroupFile.v1IO, .v1OwnIO, .io] where bytes == nil {
            guard let text = text(file) else { continue }
            bytes = file == .io ? DeviceBytes(unified: text, stacked: moment.stacked) : DeviceBytes(legacy: text, stacked: moment.stacked)
            source = files.identity(of: file)
        }
        usage.ioReadBytesPerSecond = io.0.advance(to: bytes?.read, at: moment.time, source: source)
        usage.ioWriteBytesPerSecond = io.1.advance(to: bytes?.written, at: moment.time, source: source)
    }
}

extension GroupState {
    private func readSlow(_ moment: Moment) {
        if cadence.isDue(each: 2) { readNetwork(moment) }
        if cadence.isDue(each: 4) {
            readPressure()
            slow.oomKills = (text(.v1OOM) ?? text(.memoryEvents)).flatMap { KeyedNumbers.value(of: "oom_kill", in: $0) }
        }
        guard cadence.isDue(each: 8) else { return }
        readMembers()
        let legacy = ProcessorLimit.cores(quota: number(.v1Quota), period: number(.v1Period))
        slow.cpuLimitCores = legacy ?? text(.processorLimit).flatMap(ProcessorLimit.cores(unified:))
        slow.memoryLimitBytes = (text(.v1MemoryLimit) ?? text(.memoryLimit)).flatMap(SingleNumber.limit)
    }

    private func readNetwork(_ moment: Moment) {
        let rates = network.advance(process: paths.process, reader: reader, moment)
        slow.networkReceiveBytesPerSecond = rates?.received
        slow.networkTransmitBytesPerSecond = rates?.transmitted
    }

    private func readPressure() {
        slow.pressureCPU = text(.pressureCPU).flatMap(PressureText.share)
        slow.pressureMemory = text(.pressureMemory).flatMap(PressureText.share)
        slow.pressureIO = text(.pressureIO).flatMap(PressureText.share)
    }

    /// A group that exists in a hierarchy need not have put its processes there: the first that has some.
    private func readMembers() {
        slow.processes = nil
        let listed = number(.v1Threads) ?? number(.threads)
        slow.threads = listed
        for (directory, isV2) in CgroupFiles.memberDirectories(of: paths, mounts: mounts) where (slow.processes ?? 0) == 0 {
            guard let processes = MemberCount.count("/cgroup.procs", in: directory, reader: reader) else { continue }
            slow.processes = processes
            guard listed == nil else { continue }
            slow.threads = MemberCount.count(isV2 ? "/cgroup.threads" : "/tasks", in: directory, reader: reader)
        }
    }
}
