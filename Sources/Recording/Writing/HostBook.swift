public import Events

/// The watched processes and their sockets, as of the last event written: what the tables of a capture are made of that begins later, and
/// what the events of new processes inherit. Fed with what was found at the start. One thread; bounded.
public struct HostBook {
    struct Process {
        var main: ScapThread
        /// As the kernel programs tell of it: WEIR_EXEC.
        var record: [UInt8]
        var furtherThreads: Set<UInt64> = []
        var descriptors: [Int64: ScapDescriptor] = [:]
    }

    private var processes: [ProcessID: Process] = [:]
    private var threads = 0
    /// Processes, threads and descriptors for which there was no room.
    public private(set) var dropped: UInt64 = 0

    private static let mostProcesses = 65_536
    private static let mostThreads = 262_144
    private static let mostDescriptors = 65_536

    public init() {}

    subscript(process: ProcessID) -> Process? { processes[process] }

    func knows(_ process: ProcessID) -> Bool { processes.index(forKey: process) != nil }

    func knows(thread: UInt64, of process: ProcessID) -> Bool {
        thread == UInt64(process) || processes[process]?.furtherThreads.contains(thread) == true
    }

    /// As the tables want them: each process before its further threads, by number.
    public var threadList: [ScapThread] {
        processes.sorted { $0.key < $1.key }.flatMap { _, process in
            [process.main] + process.furtherThreads.sorted().map { process.main.further($0) }
        }
    }

    /// Of each process that has any, by number.
    public var descriptorLists: [(process: UInt64, descriptors: [ScapDescriptor])] {
        processes.sorted { $0.key < $1.key }.compactMap { _, process in
            process.descriptors.isEmpty ? nil : (process.main.process, process.descriptors.values.sorted { $0.number < $1.number })
        }
    }

    /// What a replay needs to name the processes, by number.
    public var records: [[UInt8]] { processes.sorted { $0.key < $1.key }.map(\.value.record) }

    /// A process that is there, or began to run another program. `record`: see `KernelRecord.executed`.
    public mutating func add(_ main: ScapThread, record: [UInt8]) {
        guard let process = ProcessID(exactly: main.process) else { return }
        if processes[process] != nil {
            remove(threadsOf: process)
            processes[process]?.main = main
            processes[process]?.record = record
        } else if processes.count < Self.mostProcesses {
            processes[process] = Process(main: main, record: record)
        } else {
            dropped += 1
        }
    }

    public mutating func add(thread: UInt64, of process: ProcessID) {
        guard processes[process] != nil, thread != UInt64(process) else { return }
        guard threads < Self.mostThreads else {
            dropped += 1
            return
        }
        if processes[process]?.furtherThreads.insert(thread).inserted == true { threads += 1 }
    }

    /// In place of what had the number before.
    public mutating func add(_ descriptor: ScapDescriptor, of process: ProcessID) {
        guard let known = processes[process] else { return }
        guard known.descriptors.count < Self.mostDescriptors || known.descriptors[descriptor.number] != nil else {
            dropped += 1
            return
        }
        processes[process]?.descriptors[descriptor.number] = descriptor
    }

    mutating func close(_ descriptor: Int64, of process: ProcessID) { processes[process]?.descriptors[descriptor] = nil }

    /// A child begins with copies of its parent's descriptors.
    mutating func inherit(_ child: ProcessID, from parent: ProcessID) {
        guard let descriptors = processes[parent]?.descriptors else { return }
        processes[child]?.descriptors = descriptors
    }

    mutating func remove(_ process: ProcessID) {
        remove(threadsOf: process)
        processes[process] = nil
    }

    /// They are gone with the program that they ran.
    private mutating func remove(threadsOf process: ProcessID) {
        threads -= processes[process]?.furtherThreads.count ?? 0
        processes[process]?.furtherThreads = []
    }
}

