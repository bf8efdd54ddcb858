/// What is measured of a host, a container or a process, in base units. The raw values are kept in histories.
public enum NodeMetric: UInt8, CaseIterable, Sendable {
    case cpuCores, cpuLimitCores, cpuThrottled
    case memoryBytes, memoryLimitBytes
    case ioReadBytesPerSecond, ioWriteBytesPerSecond
    case networkReceiveBytesPerSecond, networkTransmitBytesPerSecond
    case processes, threads
    case oomKills, restarts
    case load1
    case pressureCPU, pressureMemory, pressureIO
    case diskUsedShare

    /// In the API and, behind `weir_host_` and the like, of metrics.
    public var name: String {
        switch self {
        case .cpuCores: "cpu_cores"
        case .cpuLimitCores: "cpu_limit_cores"
        case .cpuThrottled: "cpu_throttled"
        case .memoryBytes: "memory_bytes"
        case .memoryLimitBytes: "memory_limit_bytes"
        case .ioReadBytesPerSecond: "io_read_bytes_per_second"
        case .ioWriteBytesPerSecond: "io_write_bytes_per_second"
        case .networkReceiveBytesPerSecond: "network_receive_bytes_per_second"
        case .networkTransmitBytesPerSecond: "network_transmit_bytes_per_second"
        case .processes: "processes"
        case .threads: "threads"
        case .oomKills: "oom_kills"
        case .restarts: "restarts"
        case .load1: "load1"
        case .pressureCPU: "pressure_cpu"
        case .pressureMemory: "pressure_memory"
        case .pressureIO: "pressure_io"
        case .diskUsedShare: "disk_used_share"
        }
    }

    /// Of several things together it is the sum; shares and loads are not.
    var isAdditive: Bool {
        switch self {
        case .cpuThrottled, .load1, .pressureCPU, .pressureMemory, .pressureIO, .diskUsedShare: false
        default: true
        }
    }

    private static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })

    public init?(name: String) {
        guard let metric = Self.named[name] else { return nil }
        self = metric
    }
}
