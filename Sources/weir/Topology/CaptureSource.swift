import Events
import Export
import TopologySources
import Traffic

/// Captures of one host or of several, each told by the pipeline of `weir replay`.
struct CaptureSource: TopologySource {
    private let files: [String]

    init(_ files: [String]) throws {
        for file in files { try CaptureOrder.check(file) }
        self.files = files
    }

    /// Without a time the whole of each capture; else the stretch that ends there.
    func view(at time: UInt64?, window: UInt64) async throws -> TopologyView {
        var plan = ReplayPlan(files: files)
        plan.keepsLinks = true
        plan.interval = 10_000_000_000
        if let time {
            plan.from = .absolute(time - min(time, window))
            plan.until = .absolute(time)
        }
        let topology = CapturedTopology()
        try await CaptureThread.run(ReplayRun(plan, topology)) { if try !$0.run() { throw Failure.silent(status: 1) } }
        guard !topology.reports.isEmpty else {
            throw Failure(message: "there is no connection in \(files.joined(separator: ", "))" + (time == nil ? "" : " at that time"))
        }
        return TopologyView(Array(topology.reports.values))
    }

    func close() async {}
}
