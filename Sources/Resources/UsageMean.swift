/// Several usages of one thing, one after another, as one.
struct UsageMean: Sendable {
    private var last = ResourceUsage()
    private var cpuCores = Mean()
    private var cpuThrottled = Mean()
    private var ioRead = Mean()
    private var ioWrite = Mean()
    private var networkReceive = Mean()
    private var networkTransmit = Mean()
    private var pressureCPU = Mean()
    private var pressureMemory = Mean()
    private var pressureIO = Mean()

    mutating func add(_ usage: ResourceUsage, weight: Double) {
        cpuCores.add(usage.cpuCores, weight)
        cpuThrottled.add(usage.cpuThrottled, weight)
        ioRead.add(usage.ioReadBytesPerSecond, weight)
        ioWrite.add(usage.ioWriteBytesPerSecond, weight)
        networkReceive.add(usage.networkReceiveBytesPerSecond, weight)
        networkTransmit.add(usage.networkTransmitBytesPerSecond, weight)
        pressureCPU.add(usage.pressureCPU, weight)
        pressureMemory.add(usage.pressureMemory, weight)
        pressureIO.add(usage.pressureIO, weight)
        last = usage
    }

    var usage: ResourceUsage {
        var usage = last
        usage.cpuCores = cpuCores.value
        usage.cpuThrottled = cpuThrottled.value
        usage.ioReadBytesPerSecond = ioRead.value
        usage.ioWriteBytesPerSecond = ioWrite.value
        usage.networkReceiveBytesPerSecond = networkReceive.value
        usage.networkTransmitBytesPerSecond = networkTransmit.value
        usage.pressureCPU = pressureCPU.value
        usage.pressureMemory = pressureMemory.value
        usage.pressureIO = pressureIO.value
        return usage
    }
}

/// A mean weighted by time.
private struct Mean {
    private var weighted = 0.0
    private var weight = 0.0

    /// So that a first sample, which covers no time, counts when there is no other.
    private static let least = 1e-3

    mutating func add(_ value: Double?, _ weight: Double) {
        guard let value else { return }
        let weight = max(weight, Self.least)
        weighted += value * weight
        self.weight += weight
    }

    var value: Double? { weight > 0 ? weighted / weight : nil }
}
