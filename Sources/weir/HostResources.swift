import Events
import Resources
import Traffic
import Workloads

/// What this host and whoever is on it uses, sampled once a second and told once a step, by nodes of the map. The pipeline's thread.
struct HostResources: ~Copyable {
    private var sampler = ResourceSampler()
    private var window = ResourceWindow()
    private var lastSample: UInt64 = 0
    private var lastList: UInt64 = 0
    private(set) var residents: [Resident] = []
    private var groups: [GroupPaths] = []
    /// Nodes of single processes, by their numbers.
    private var processes: [UInt32: String] = [:]
    /// A process of each group, by which its network is known.
    private var members: [String: UInt32] = [:]
    private var starts: [String: (cgroup: CgroupID, restarts: Double)] = [:]

    /// In the last step that had samples.
    private var told: [String: [NodeMetric: Double]] = [:]

    private static let period: UInt64 = 1_000_000_000
    private static let betweenLists: UInt64 = 5_000_000_000
    private static let mostStarts = 8192

    /// When it is due.
    mutating func sample(_ directory: WorkloadDirectory, _ watched: WatchedHost, host: String, at now: MonotonicTime) {
        guard now.nanoseconds >= lastSample + Self.period else { return }
        lastSample = now.nanoseconds
        if lastList == 0 || now.nanoseconds >= lastList + Self.betweenLists { list(directory, watched, host, at: now) }
        window.add(sampler.sample(at: now.nanoseconds, groups: groups, processes: Array(processes.keys)))
    }

    private mutating func list(_ directory: WorkloadDirectory, _ watched: WatchedHost, _ host: String, at now: MonotonicTime) {
        lastList = now.nanoseconds
        residents = directory.residents().filter(watched.watches)
        groups = residents.compactMap { resident in
            TopologyNode(containerOf: resident.workload, host: host).map { node in
                countStart(of: node.id, resident.cgroup)
                return GroupPaths(key: node.id, v2: resident.v2, v1: resident.v1, process: members[node.id])
            }
        }
    }

    /// The same container in a new cgroup has been started again.
    private mutating func countStart(of id: String, _ cgroup: CgroupID) {
        if let known = starts[id], known.cgroup != cgroup {
            starts[id] = (cgroup, known.restarts + 1)
        } else if starts[id] == nil, starts.count < Self.mostStarts {
            starts[id] = (cgroup, 0)
        }
    }

    /// Whom to look at from now on, beside groups: the processes of nodes.
    mutating func watch(_ report: HostReport, _ found: [(node: String, processes: [ProcessID])]) {
        processes = [:]
        members = [:]
        let parents = Dictionary(report.nodes.map { ($0.id, $0.parents.first) }) { first, _ in first }
        for (node, numbers) in found {
            for process in numbers { processes[UInt32(truncatingIfNeeded: process)] = node }
            if let group = parents[node] ?? nil, let process = numbers.last { members[group] = UInt32(truncatingIfNeeded: process) }
        }
    }

    /// Of the step that ends, by nodes.
    mutating func take(host: String) -> [String: [NodeMetric: Double]] {
        guard let sample = window.take() else { return told } // a short step may have no sample of its own
        var metrics = ["host:\(host)": sample.host.metrics]
        for (key, usage) in sample.groups {
            metrics[key] = usage.metrics
            if let start = starts[key], key.hasPrefix("container:") { metrics[key]?[.restarts] = start.restarts }
        }
        for (process, usage) in sample.processes {
            guard let node = processes[process] else { continue }
            metrics[node, default: [.processes: 0]].merge(usage.usage.metrics) { $0 + $1 }
            metrics[node]?[.processes, default: 0] += 1
        }
        told = metrics
        return metrics
    }
}

extension ResourceUsage {
    var metrics: [NodeMetric: Double] {
        let values: [(NodeMetric, Double?)] = [
            (.cpuCores, cpuCores), (.cpuLimitCores, cpuLimitCores), (.cpuThrottled, cpuThrottled),
            (.memoryBytes, memoryBytes.map { Double($0) }), (.memoryLimitBytes, memoryLimitBytes.map { Double($0) }),
            (.ioReadBytesPerSecond, ioReadBytesPerSecond), (.ioWriteBytesPerSecond, ioWriteBytesPerSecond),
            (.networkReceiveBytesPerSecond, networkReceiveBytesPerSecond), (.networkTransmitBytesPerSecond, networkTransmitBytesPerSecond),
            (.processes, processes.map { Double($0) }), (.threads, threads.map { Double($0) }), (.oomKills, oomKills.map { Double($0) }),
            (.load1, load1), (.pressureCPU, pressureCPU), (.pressureMemory, pressureMemory), (.pressureIO, pressureIO),
            (.diskUsedShare, diskUsedShare),
        ]
        return Dictionary(uniqueKeysWithValues: values.compactMap { metric, value in value.map { (metric, $0) } })
    }
}
