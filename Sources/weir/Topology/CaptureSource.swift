import Events
import Export
import TopologySources
import Traffic

/// Captures of one host or of several, each told by the pipeline of `weir replay`.
struct CaptureSource: TopologySource {
    private let files: [String]

    init(_ files: [String]) throws {
        for file in files { try CaptureOrder.check(file) }
        self.files = try CaptureOrder.byTime(files)
    }

    /// Without a time the whole of each capture; else the stretch that ends there.
    func view(at time: UInt64?, window: UInt64) async throws -> TopologyView {
        var reports: [String: HostReport] = [:]
        for file in files where !Console.isStopRequested {
            guard let report = try await report(of: file, at: time, window: window) else { continue }
            if reports[report.host] == nil { reports[report.host] = report } else { reports[report.host]!.extend(with: report) }
        }
        guard !reports.isEmpty else {
            throw Failure(message: "there is no connection in \(files.joined(separator: ", "))" + (time == nil ? "" : " at that time"))
        }
        return TopologyView(Array(reports.values))
    }

    func close() async {}

    private func report(of file: String, at time: UInt64?, window: UInt64) async throws -> HostReport? {
        var plan = ReplayPlan(files: [file])
        plan.keepsLinks = true
        plan.interval = 10_000_000_000
        if let time {
            plan.from = .absolute(time - min(time, window))
            plan.until = .absolute(time)
        }
        let topology = CapturedTopology()
        let run = ReplayRun(plan, topology)
        try await CaptureThread.run(run) { if try !$0.run() { throw Failure.silent(status: 1) } }
        return topology.report
    }
}
