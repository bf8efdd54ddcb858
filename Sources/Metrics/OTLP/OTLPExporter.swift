public import Export
public import Logging
public import Traffic

/// Pushes metrics, and spans for requests if wanted, to a receiver of OTLP over HTTP.
///
/// Metrics are cumulative, so a push that fails is not kept: the next one holds everything. It is tried again until the next is due. Of
/// spans at most `OTLPOptions.spanLimit` wait. Nothing that the receiver does holds up whoever feeds.
public final class OTLPExporter: Sendable {
    private let options: OTLPOptions
    private let metrics: FlowMetrics
    private let spans: SpanQueue
    private let target: OTLPTarget
    private let host: String
    private let log: Logger

    /// Time for the last push, when the daemon ends.
    private static let farewell: Duration = .seconds(2)
    /// Spans of one request.
    private static let batch = 512

    /// - Parameter log: is told when pushing begins to fail, and when it works again.
    public init(_ options: OTLPOptions, _ metrics: FlowMetrics, host: String, log: Logger) throws(OTLPError) {
        self.options = options
        self.metrics = metrics
        self.host = host
        self.log = log
        spans = SpanQueue(limit: options.spanLimit)
        target = try OTLPTarget(options)
        metrics.record { $0.isOn = true }
    }

    /// A request that has ended. Any thread; does nothing unless spans are wanted.
    public func record(_ request: Request, _ naming: Naming) {
        guard options.sendsSpans else { return }
        let dropped = spans.add(RequestSpan.spans(of: request, naming))
        if dropped > 0 { metrics.record { $0.droppedSpans += dropped } }
    }

    /// Until the task is cancelled; then once more, and closes. Call it once.
    public func run() async {
        let sender = OTLPSender(target)
        var wasWell = true
        while (try? await Task.sleep(for: options.interval)) != nil { await push(sender, within: options.interval, &wasWell) }
        await Task.detached { [self, wasWell] in
            var isWell = wasWell
            await push(sender, within: Self.farewell, &isWell)
            await sender.close()
        }.value
    }

    private func push(_ sender: OTLPSender, within time: Duration, _ wasWell: inout Bool) async {
        let end = ContinuousClock.now + time
        var failure: String?
        for body in OTLPMetrics(metrics.snapshot(), resource: resource).requests where failure == nil {
            failure = await send(body, .metrics, by: sender, until: end)
        }
        while failure == nil, case let batch = spans.take(Self.batch), !batch.isEmpty {
            failure = await send(OTLPSpans.request(batch, version: metrics.snapshot().capture.version), .traces, by: sender, until: end)
            if failure != nil { metrics.record { $0.droppedSpans += UInt64(batch.count) } }
        }
        if let failure, wasWell { log.warning("metrics are not pushed: \(failure)") }
        if failure == nil, !wasWell { log.notice("metrics are pushed again") }
        wasWell = failure == nil
    }

    /// Why it was not taken.
    private func send(
        _ body: [UInt8], _ signal: OTLPSignal, by sender: OTLPSender, until end: ContinuousClock.Instant
    ) async -> String? {
        let outcome = await sender.send(body, signal, within: end - .now)
        metrics.record { $0.note(outcome, signal) }
        switch outcome {
        case .sent(let answer, _):
            if answer.rejected > 0 || !answer.message.isEmpty {
                log.warning("the receiver of \(signal.rawValue) threw away \(answer.rejected): \(answer.message)")
            }
            return nil
        case .failed(let why, _): return why
        }
    }

    private var resource: [OTLPAttribute] {
        let own = [OTLPAttribute("service.name", "weir"), OTLPAttribute("host.name", LabelText.safe(host))]
        let version = metrics.snapshot().capture.version
        return own + (version.isEmpty ? [] : [OTLPAttribute("service.version", LabelText.safe(version))])
            + options.resourceAttributes.map { OTLPAttribute(LabelText.safe($0.key), LabelText.safe($0.value)) }
    }
}

extension ExportTally {
    fileprivate mutating func note(_ outcome: OTLPSender.Outcome, _ signal: OTLPSignal) {
        var tally = signals[signal] ?? Signal()
        switch outcome {
        case .sent(let answer, let retries):
            tally.sent += 1
            tally.rejected = tally.rejected.saturated(adding: answer.rejected)
            tally.retries += retries
        case .failed(_, let retries):
            tally.failed += 1
            tally.retries += retries
        }
        signals[signal] = tally
    }
}
