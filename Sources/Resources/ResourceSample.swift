/// What was used between two moments: of one second as the sampler gives it, or of a step as a window does.
public struct ResourceSample: Sendable, Equatable {
    /// Nanoseconds of the caller's clock. The same as `to` in a first sample, where no rate is known.
    public var from: UInt64
    public var to: UInt64
    public var host: ResourceUsage
    /// By the caller's keys. A group of which nothing could be read is not there.
    public var groups: [String: ResourceUsage]
    /// By number. A process that has ended is not there, at the latest in the second sample after.
    public var processes: [UInt32: ProcessUsage]
    /// Groups and processes that were asked for and did not fit the limits; of a window, the most in one sample.
    public var skipped: Int

    public init(
        from: UInt64, to: UInt64, host: ResourceUsage = ResourceUsage(), groups: [String: ResourceUsage] = [:],
        processes: [UInt32: ProcessUsage] = [:], skipped: Int = 0
    ) {
        self.from = from
        self.to = to
        self.host = host
        self.groups = groups
        self.processes = processes
        self.skipped = skipped
    }
}

/// What one process uses: processor, memory, threads.
public struct ProcessUsage: Sendable, Equatable {
    /// In the kernel's ticks since the host started: tells apart two processes that had the same number.
    public var started: UInt64
    public var usage: ResourceUsage

    public init(started: UInt64, usage: ResourceUsage) {
        self.started = started
        self.usage = usage
    }
}

/// A container or a unit, and where its cgroups are.
public struct GroupPaths: Sendable, Hashable {
    /// The caller's name for it.
    public var key: String
    /// Its path from the root of the v2 hierarchy: `/docker/<id>`, `/system.slice/nginx.service`.
    public var v2: String?
    /// Its path from the root of v1 hierarchies, looked for in each of them: `/mesos/<id>` may be in some only.
    public var v1: String?
    /// One of its processes, by its number on the host, to learn its network namespace. A number that has passed to another process
    /// gives the network of that one: tell the sampler of ends.
    public var process: UInt32?

    public init(key: String, v2: String? = nil, v1: String? = nil, process: UInt32? = nil) {
        self.key = key
        self.v2 = v2
        self.v1 = v1
        self.process = process
    }
}

/// How much a sampler looks at and holds.
public struct ResourceLimits: Sendable, Equatable {
    public var groups: Int
    public var processes: Int
    /// Files that stay open from one sample to the next; to open one costs more than to read it.
    public var descriptors: Int

    public init(groups: Int = 4096, processes: Int = 4096, descriptors: Int = 512) {
        self.groups = max(groups, 0)
        self.processes = max(processes, 0)
        self.descriptors = max(descriptors, 0)
    }
}
