/// What to replay, whichever command it is for.
struct ReplayPlan {
    var files: [String]
    var filter: ReplayFilter?
    /// Of services; empty for all.
    var ports: Set<UInt16> = []
    var from: ReplayTime?
    var until: ReplayTime?
    /// Nanoseconds of the capture's time.
    var interval: UInt64 = 1_000_000_000
    /// Instead of the capture's own.
    var hostName: String?
    /// So many times as fast as it happened; nil: as fast as can be.
    var speed: Double?
    var keepsRequests = false
    /// Captures of several hosts will be held against each other.
    var keepsLinks = false

    init(files: [String]) { self.files = files }
}

extension ReplayCommand {
    var plan: ReplayPlan {
        var plan = ReplayPlan(files: files)
        plan.filter = ReplayFilter(filter)
        plan.ports = Set(filter.port)
        (plan.from, plan.until, plan.interval) = (from, until, output.interval.nanoseconds)
        (plan.hostName, plan.speed, plan.keepsRequests) = (output.hostName, speed, output.requests)
        return plan
    }
}
