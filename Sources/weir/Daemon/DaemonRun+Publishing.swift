import Events
import Export
import Metrics
import Traffic

// What a step tells: to history, metrics, streams.
extension DaemonRun {
    func publish(_ flows: [FlowReport], at now: MonotonicTime) {
        let naming = naming
        let step = steps.end(at: now)
        let report = reporter.report(flows, source, naming, interval: step.length, at: now)
        let lostNames = source.lostNames
        publishMetrics(flows, naming, report, lostNames, at: now)
        let lines = parts.state.areFlowsWanted || parts.hub.hasSubscribers(to: StreamName.flows)
            ? flows.map { $0.json(at: now, interval: step.length, naming) } : []
        for line in lines { parts.hub.publish(line, to: StreamName.flows) }
        var status = status
        status.lastTick = now.nanoseconds
        (status.lost, status.cpuShare, status.flows) = (source.capture.counters.lost, step.ownShare, flows.count)
        status.lostNames = lostNames.reduce(0) { $0 + $1.count }
        parts.state.publish {
            $0.history.append(report)
            $0.status = status
            $0.flows = lines
            $0.flowsTick = now.nanoseconds
        }
    }

    private var status: DaemonStatus {
        var status = DaemonStatus()
        status.host = host
        status.backend = source.capture.backend.rawValue
        status.started = reporter.started
        status.interval = parts.settings.interval
        status.events = source.pipeline.delivered
        status.malformed = source.pipeline.malformed
        status.detail = source.restraint.detail.name
        status.residentBytes = OwnCost.residentBytes
        status.connections = source.pipeline.tracker.connectionCount
        return status
    }

    private func publishMetrics(
        _ flows: [FlowReport], _ naming: Naming, _ report: HostReport, _ lostNames: [(cause: String, count: UInt64)], at now: MonotonicTime
    ) {
        var capture = CaptureFacts()
        capture.version = Weir.number
        capture.kernel = Host.kernel
        capture.backend = source.capture.backend.rawValue
        capture.detail = source.restraint.detail.name
        capture.events = source.pipeline.delivered
        capture.malformed = source.pipeline.malformed
        capture.counters = source.capture.counters
        capture.lostNames = lostNames
        capture.own = .measured()
        parts.metrics.record(
            MetricsTick(
                time: now, reports: flows, capture: capture, resources: report.nodes.compactMap(MeasuredThing.init),
                hostAddresses: Array(report.addresses)),
            naming)
    }

    func publishRequests() {
        let requests = source.pipeline.takeRequests()
        guard !requests.isEmpty else { return }
        let naming = naming
        let streams = parts.hub.names.filter { $0 != StreamName.flows }
        for request in requests { exporter?.record(request, naming) }
        guard !streams.isEmpty else { return }
        var concerned = ConcernedRequests(requests, naming)
        for stream in streams {
            let (shown, leftOut) = concerned.last(Self.mostRequestLines, of: StreamName.node(of: stream).map { [$0] } ?? [])
            for request in shown { parts.hub.publish(request.json(naming), to: stream) }
            guard leftOut > 0 else { continue }
            var line = JSONLine(type: "left_out")
            line.add("requests", leftOut)
            parts.hub.publish(line.line, to: stream)
        }
    }

    /// Of a stream at a time, some twenty times a second: writing a line takes longer than counting a hundred requests.
    private static let mostRequestLines = 100
}
