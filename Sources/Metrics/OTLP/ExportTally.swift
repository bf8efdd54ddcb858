/// How pushing went, for whoever reads the metrics.
struct ExportTally: Sendable {
    struct Signal: Sendable {
        /// Requests that were taken, and those given up.
        var sent: UInt64 = 0
        var failed: UInt64 = 0
        /// Data points or spans that the receiver threw away.
        var rejected: UInt64 = 0
        var retries: UInt64 = 0
    }

    var isOn = false
    var signals = [OTLPSignal.metrics: Signal(), .traces: Signal()]
    /// Spans for which there was no room, and those of requests given up.
    var droppedSpans: UInt64 = 0

    /// Nothing when nothing is pushed.
    var points: [MetricPoints] {
        guard isOn else { return [] }
        return [
            family("weir_otlp_requests_total", "Pushes that were taken, and those that were given up.") { signal, tally in
                [
                    MetricPoint(labels: [("signal", signal), ("result", "sent")], value: MetricValue(tally.sent)),
                    MetricPoint(labels: [("signal", signal), ("result", "failed")], value: MetricValue(tally.failed)),
                ]
            },
            family("weir_otlp_retries_total", "Pushes that were tried again.") { signal, tally in
                [MetricPoint(labels: [("signal", signal)], value: MetricValue(tally.retries))]
            },
            family("weir_otlp_rejected_total", "Data points and spans that the receiver threw away.") { signal, tally in
                [MetricPoint(labels: [("signal", signal)], value: MetricValue(tally.rejected))]
            },
            MetricPoints(
                family: MetricFamily("weir_otlp_spans_dropped_total", .counter, "Spans that were not pushed: no room, or given up."),
                points: [MetricPoint(value: MetricValue(droppedSpans))]),
        ]
    }

    private func family(_ name: String, _ help: String, _ points: (String, Signal) -> [MetricPoint]) -> MetricPoints {
        MetricPoints(
            family: MetricFamily(name, .counter, help),
            points: OTLPSignal.allCases.flatMap { points($0.rawValue, signals[$0] ?? Signal()) })
    }
}
