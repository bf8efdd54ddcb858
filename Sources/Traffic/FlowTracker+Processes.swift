public import Events

extension FlowTracker {
    /// A process has ended, and with it the sockets of which the kernel tells no end, unless somebody shares them; then they will be
    /// met again.
    public mutating func end(_ process: ProcessID) {
        if ended.count < 65_536 { ended.insert(process) }
    }
}
