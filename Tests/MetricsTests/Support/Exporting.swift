import Testing

@testable import Metrics

/// An exporter of a test's own.
enum Exporting {
    /// Pushes for as long as `body` takes.
    static func run(
        _ receiver: Receiver, _ metrics: FlowMetrics = Example.metrics(), log: Log = Log(), _ change: (inout OTLPOptions) -> Void = { _ in },
        _ body: (OTLPExporter) async throws -> Void
    ) async throws {
        var options = OTLPOptions(url: "http://127.0.0.1:\(receiver.port)/")
        options.interval = .milliseconds(200)
        change(&options)
        let exporter = try OTLPExporter(options, metrics, host: "node-1", log: log.logger)
        let running = Task { await exporter.run() }
        do { try await body(exporter) } catch {
            running.cancel()
            throw error
        }
        running.cancel()
        await running.value
        await receiver.stop()
    }
}
