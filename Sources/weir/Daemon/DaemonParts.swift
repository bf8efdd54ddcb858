import Logging
import Metrics
import Web

/// What the capture's thread and the web server share.
struct DaemonParts: Sendable {
    let settings: DaemonSettings
    let log: Logger
    let state: DaemonState
    let metrics: FlowMetrics
    let hub = EventHub()

    init(_ settings: DaemonSettings, _ log: Logger) {
        self.settings = settings
        self.log = log
        state = DaemonState(settings.historyLimits)
        metrics = FlowMetrics(MetricsOptions(labels: settings.labels, seriesLimit: settings.metricFlows), start: Clock.unixNanoseconds)
    }

    var content: DaemonContent { DaemonContent(state: state, metrics: metrics, hub: hub) }

    /// Pushes to a collector, where there is one.
    func pusher(_ options: OTLPOptions?, host: String) throws(Failure) -> Pusher? {
        guard let options else { return nil }
        do throws(OTLPError) {
            return Pusher(try OTLPExporter(options, metrics, host: host, log: log))
        } catch {
            throw Failure(message: "\(error)", status: 2)
        }
    }

    /// An exporter at work.
    struct Pusher {
        let exporter: OTLPExporter
        private let task: Task<Void, Never>

        init(_ exporter: OTLPExporter) {
            self.exporter = exporter
            task = Task.detached { await exporter.run() }
        }

        /// After a last push.
        func stop() async {
            task.cancel()
            await task.value
        }
    }
}
