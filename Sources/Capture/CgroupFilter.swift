public import Events

/// Which cgroups to look at. All that are made below them later are looked at too.
public struct CgroupFilter: Sendable, Equatable {
    /// Those that are there.
    public var cgroups: [CgroupID]
    /// Where they are, and where they will be when they are made again: a service or a container that is started anew gets a new cgroup
    /// at the same path. Paths of 256 bytes and more are not followed.
    public var places: [CgroupPlace]

    public init(cgroups: [CgroupID] = [], places: [CgroupPlace] = []) {
        self.cgroups = cgroups
        self.places = places
    }

    public static func += (left: inout Self, right: Self) {
        left.cgroups += right.cgroups
        left.places += right.places
    }
}
