/// What has come from the kernel since the listener was made.
public struct ConntrackCounters: Hashable, Sendable {
    /// Of TCP and UDP, those of the list at the beginning among them.
    public var messages: UInt64 = 0
    /// Cut, not from the kernel, or not as the kernel writes them.
    public var bad: UInt64 = 0
    /// Times that messages came faster than they were read: some were lost, and with them the names of some connections.
    public var overruns: UInt64 = 0
}
