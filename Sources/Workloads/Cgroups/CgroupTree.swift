public import Events

/// The names of cgroups by their kernel ids: those that are there, and the last ones that were.
///
/// A value; mutated by one thread. `CgroupTree()` knows no host and touches no file: the tree of a replay, fed by events alone.
/// What a path means and how a user's argument is resolved lies in its extensions.
public struct CgroupTree: Sendable {
    /// Largest numbers kept. A cgroup beyond them is counted in `dropped`, never stored.
    public struct Limits: Sendable {
        public var living = 262_144
        public var removed = 4096
        public init() {}
    }

    /// The mounted hierarchies, v2 first; empty in a replay.
    public let hierarchies: [CgroupHierarchy]
    /// Cgroups for which there was no room.
    public private(set) var dropped: UInt64 = 0

    var nodes: [CgroupID: Node] = [:]
    private var removed = BoundedQueue<CgroupID>()
    private let limits: Limits
    private let invisible: Set<UInt32>
    /// Where agents of Mesos make their containers' cgroups, apart from `mesos`.
    private var mesosRoots: Set<String> = []
    private static let mostRoots = 16

    struct Node: Sendable {
        let path: String
        let match: CgroupMatch
        let isRemoved: Bool

        /// Orders the cgroups of one process in v2 and v1; of two that tell nothing, the longer path.
        func saysMore(than other: Node) -> Bool {
            match == other.match ? path.utf8.count > other.path.utf8.count : match.saysMore(than: other.match)
        }
    }

    /// A tree that only events fill.
    public init(limits: Limits = Limits()) { self.init(hierarchies: [], limits: limits) }

    init(hierarchies: [CgroupHierarchy], limits: Limits) {
        self.hierarchies = hierarchies
        self.limits = limits
        invisible = Set(hierarchies.lazy.filter { !$0.isVisibleToKernelPrograms }.map(\.id))
    }

    /// Path of each known cgroup from the root of its hierarchy, removed ones included.
    public var paths: [CgroupID: String] { nodes.mapValues(\.path) }

    /// From the root of its hierarchy; nil when the cgroup is not known.
    public func path(of cgroup: CgroupID) -> String? { node(cgroup)?.path }

    public func meaning(of cgroup: CgroupID) -> CgroupMeaning? { node(cgroup)?.match.meaning }

    /// The root of every hierarchy has id 1 on 64-bit kernels, mounted or not.
    func node(_ cgroup: CgroupID) -> Node? { nodes[cgroup] ?? (cgroup.id == 1 ? Self.root : nil) }

    private static let root = Node(path: "/", match: CgroupRules.match("/"), isRemoved: false)

    /// Made: known from now on. Removed: its name lives on until many others have been removed after it, since events that mention
    /// it may still be on their way. The two may come in the wrong order.
    public mutating func observe(_ event: CgroupEvent) {
        guard !invisible.contains(event.cgroup.hierarchy) else { return }
        switch event.kind {
        case .made: add(event.cgroup, path: event.path)
        case .removed:
            if nodes[event.cgroup] == nil { add(event.cgroup, path: event.path) }
            remove(event.cgroup)
        }
    }

    mutating func add(_ cgroup: CgroupID, path: String) {
        if let known = nodes[cgroup], known.path == path { return }
        guard nodes[cgroup] != nil || nodes.count - removed.count < limits.living else {
            dropped += 1
            return
        }
        let isRemoved = nodes[cgroup]?.isRemoved ?? false
        nodes[cgroup] = Node(path: path, match: CgroupRules.match(path, mesosRoots: mesosRoots), isRemoved: isRemoved)
    }

    /// Names what lies below `root` anew.
    mutating func addMesosRoot(_ root: String) {
        let root = CgroupPath.clean(root)
        guard root != "/mesos", root != "/", mesosRoots.count < Self.mostRoots, mesosRoots.insert(root).inserted else { return }
        for (cgroup, node) in nodes where CgroupPath.remainder(of: node.path, below: root) != nil {
            nodes[cgroup] = Node(path: node.path, match: CgroupRules.match(node.path, mesosRoots: mesosRoots), isRemoved: node.isRemoved)
        }
    }

    /// Makes the tree agree with a complete listing of these hierarchies: what it lacks has been removed unseen.
    mutating func replace(_ listed: [CgroupID: String], complete: Set<UInt32>) {
        for (cgroup, path) in listed { add(cgroup, path: path) }
        let gone = nodes.keys.filter { complete.contains($0.hierarchy) && listed[$0] == nil }
        for cgroup in gone.sorted(by: { $0.id < $1.id }) { remove(cgroup) }
    }

    mutating func remove(_ cgroup: CgroupID) {
        guard let node = nodes[cgroup], !node.isRemoved else { return }
        nodes[cgroup] = Node(path: node.path, match: node.match, isRemoved: true)
        if let oldest = removed.append(cgroup, limit: limits.removed) { nodes[oldest] = nil }
    }
}
