/// Stands for a workload on the hot path. Given by one directory of workloads; means the same workload until that retires it.
public struct WorkloadID: Hashable, Sendable {
    public let index: UInt32

    @inlinable
    public init(index: UInt32) { self.index = index }

    /// Neither process nor cgroup is known.
    public static let unknown = WorkloadID(index: 0)
    /// All those for which the directory had no room.
    public static let other = WorkloadID(index: 1)
}

/// Gives an owner its workload. Asked once per connection and per change of owner, never per event.
public protocol WorkloadNaming: AnyObject {
    func identify(_ owner: Owner) -> WorkloadID
}
