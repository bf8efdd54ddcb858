public import Traffic

/// What was measured of one host, container or process.
public struct MeasuredThing: Sendable {
    public enum Level: String, CaseIterable, Sendable { case host, container, process }

    public var level: Level
    /// Who it is: `container`, `app`, `image`… Never a pid. Empty values are left out.
    public var labels: [(name: String, value: String)]
    public var values: [(metric: NodeMetric, value: Double)]

    public init(level: Level, labels: [(name: String, value: String)], values: [(metric: NodeMetric, value: Double)]) {
        self.level = level
        self.labels = labels
        self.values = values
    }
}

extension NodeMetric {
    /// `weir_container_memory_bytes`.
    func family(_ level: MeasuredThing.Level) -> MetricFamily {
        let isCounter = self == .oomKills || self == .restarts
        let name = "weir_\(level.rawValue)_\(name)" + (isCounter ? "_total" : "")
        return MetricFamily(name, isCounter ? .counter : .gauge, unit: unit, "\(help) (\(level.rawValue))")
    }

    private var unit: String? {
        if name.hasSuffix("_bytes_per_second") { return "bytes_per_second" }
        return name.hasSuffix("_bytes") ? "bytes" : name.hasSuffix("_cores") ? "cores" : nil
    }

    private var help: String {
        switch self {
        case .cpuCores: "Processors in use."
        case .cpuLimitCores: "Processors that may be used; of a host, that it has."
        case .cpuThrottled: "Share of the scheduling periods in which it was held back, 0 to 1."
        case .memoryBytes: "Memory in use that cannot easily be given back."
        case .memoryLimitBytes: "Memory that may be used; of a host, that it has."
        case .ioReadBytesPerSecond: "Read from block devices."
        case .ioWriteBytesPerSecond: "Written to block devices."
        case .networkReceiveBytesPerSecond: "Received by network interfaces."
        case .networkTransmitBytesPerSecond: "Sent by network interfaces."
        case .processes: "Processes."
        case .threads: "Threads."
        case .oomKills: "Processes killed for want of memory."
        case .restarts: "Times it was started again."
        case .load1: "Load average of one minute."
        case .pressureCPU: "Share of the last 10 s in which something waited for a processor, 0 to 1."
        case .pressureMemory: "Share of the last 10 s in which something waited for memory, 0 to 1."
        case .pressureIO: "Share of the last 10 s in which something waited for a disk, 0 to 1."
        case .diskUsedShare: "Share of the root file system in use, 0 to 1."
        }
    }
}
