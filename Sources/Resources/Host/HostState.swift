/// The host from sample to sample.
final class HostState {
    private let reader: FileReader
    private let proc: String
    private let root: String
    private var files = [KernelFile](repeating: KernelFile(), count: HostFile.allCases.count)
    private var cadence = Cadence(start: 0)
    private var worked = Counter()
    private var disks = PairCounters()
    private var interfaces = PairCounters()
    private var uplinks: Uplinks
    /// What is not read at each sample.
    private var slow = ResourceUsage()

    /// Devices on top of others, as of the last sample.
    private(set) var stacked: Set<DeviceNumber> = []
    /// nil when it cannot be read.
    private(set) var network: FileIdentity?

    init(proc: String, sys: String, root: String, reader: FileReader) {
        self.proc = proc
        self.root = root
        self.reader = reader
        uplinks = Uplinks(directory: sys + "/class/net")
    }

    deinit { for file in files.indices { reader.release(&files[file]) } }

    func sample(at time: UInt64) -> ResourceUsage {
        readSlow()
        var usage = slow
        readProcessors(&usage, at: time)
        readMemory(&usage)
        readDisks(&usage, at: time)
        readNetwork(&usage, at: time)
        cadence.advance()
        return usage
    }
}

/// Files of procfs about the host.
private enum HostFile: Int, CaseIterable {
    case processors, load, memory, disks, network, ownNetwork, pressureCPU, pressureMemory, pressureIO, events

    var name: String {
        switch self {
        case .processors: "/stat"
        case .load: "/loadavg"
        case .memory: "/meminfo"
        case .disks: "/diskstats"
        case .network: "/1/net/dev" // the host's, also for one who sees its processes from a network namespace of his own
        case .ownNetwork: "/net/dev"
        case .pressureCPU: "/pressure/cpu"
        case .pressureMemory: "/pressure/memory"
        case .pressureIO: "/pressure/io"
        case .events: "/vmstat"
        }
    }

    var length: FileReader.Length {
        switch self {
        case .disks, .network, .ownNetwork, .events: .records
        default: .oneRead
        }
    }
}

extension HostState {
    private func text(_ file: HostFile) -> UnsafeRawBufferPointer? {
        let path = FilePath(directory: proc, name: file.name)
        return reader.text(of: &files[file.rawValue], at: path, length: file.length, keeping: .open, isIdentified: true)
    }

    private func readProcessors(_ usage: inout ResourceUsage, at time: UInt64) {
        let processors = text(.processors).flatMap(HostProcessors.init)
        usage.cpuCores = worked.advance(to: processors?.workedTicks, at: time).map { $0 / HostUnits.ticksPerSecond }
        usage.cpuLimitCores = processors.flatMap { $0.count > 0 ? Double($0.count) : nil }
        let load = text(.load).flatMap(HostLoad.init)
        usage.load1 = load?.load1
        usage.threads = load?.threads
    }

    private func readMemory(_ usage: inout ResourceUsage) {
        let memory = text(.memory).flatMap(HostMemory.init)
        usage.memoryBytes = memory?.usedBytes
        usage.memoryLimitBytes = memory?.totalBytes
    }

    private func readDisks(_ usage: inout ResourceUsage, at time: UInt64) {
        let list = text(.disks).map(DiskList.init)
        stacked = list?.stacked ?? stacked
        let rates = disks.advance(to: (list?.disks ?? [:]).mapValues { ($0.read, $0.written) }, at: time)
        usage.ioReadBytesPerSecond = rates?.0
        usage.ioWriteBytesPerSecond = rates?.1
    }

    private func readNetwork(_ usage: inout ResourceUsage, at time: UInt64) {
        let found = networkText()
        network = found?.identity
        let chosen = found.map { uplinks.choose(from: $0.text) } ?? [:]
        let rates = interfaces.advance(to: chosen.mapValues { ($0.received, $0.transmitted) }, at: time)
        usage.networkReceiveBytesPerSecond = rates?.0
        usage.networkTransmitBytesPerSecond = rates?.1
    }

    /// Of process 1; of this process where the files of others are hidden.
    private func networkText() -> (text: UnsafeRawBufferPointer, identity: FileIdentity?)? {
        for file in [HostFile.network, .ownNetwork] {
            if let text = text(file) { return (text, files[file.rawValue].identity) }
        }
        return nil
    }

    private func readSlow() {
        if cadence.isDue(each: 2) {
            slow.pressureCPU = text(.pressureCPU).flatMap(PressureText.share)
            slow.pressureMemory = text(.pressureMemory).flatMap(PressureText.share)
            slow.pressureIO = text(.pressureIO).flatMap(PressureText.share)
        }
        guard cadence.isDue(each: 8) else { return }
        slow.oomKills = text(.events).flatMap { KeyedNumbers.value(of: "oom_kill", in: $0) }
        slow.diskUsedShare = FileSystem.usedShare(of: root)
        slow.processes = ProcessDirectory.count(in: proc)
    }
}
