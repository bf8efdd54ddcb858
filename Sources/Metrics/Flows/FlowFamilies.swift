import Traffic

/// A counter or gauge that every label set of flows has, in one or several parts.
struct FlowFamily: Sendable {
    struct Part: Sendable {
        var label: (name: String, value: String)?
        var value: @Sendable (FlowSeries) -> Int64
    }

    var family: MetricFamily
    var parts: [Part]
    var isShown: @Sendable (FlowSeries) -> Bool = { _ in true }

    static let all: [FlowFamily] = [
        FlowFamily(
            family: MetricFamily("weir_flow_requests_total", .counter, "Requests whose response began."),
            parts: [Part { $0.counters.requests }], isShown: \.hasRequests),
        FlowFamily(
            family: MetricFamily("weir_flow_errors_total", .counter, "Requests that were answered with a failure of the server."),
            parts: [Part { $0.counters.errors }], isShown: \.hasRequests),
        FlowFamily(
            family: MetricFamily("weir_flow_unanswered_total", .counter, "Requests that a failing connection left without a response."),
            parts: [Part { $0.counters.unanswered }], isShown: \.hasRequests),
        FlowFamily(
            family: MetricFamily(
                "weir_flow_bytes_total", .counter, unit: "bytes", "Payload: sent by the client, received by the client."),
            parts: [Part("direction", "sent") { $0.counters.sent }, Part("direction", "received") { $0.counters.received }]),
        FlowFamily(
            family: MetricFamily("weir_flow_connections_total", .counter, "Connections that opened, closed, or could not be opened."),
            parts: [
                Part("result", "opened") { $0.counters.opened }, Part("result", "closed") { $0.counters.closed },
                Part("result", "failed") { $0.counters.failed },
            ]),
        FlowFamily(
            family: MetricFamily("weir_flow_connections_active", .gauge, "Connections that are open now."),
            parts: [Part { Int64($0.active) }]),
        FlowFamily(
            family: MetricFamily("weir_flow_retransmits_total", .counter, "TCP segments that were sent again."),
            parts: [Part { $0.counters.retransmits }], isShown: \.isTCP),
        FlowFamily(
            family: MetricFamily("weir_flow_resets_total", .counter, "TCP connections that were reset."),
            parts: [Part { $0.counters.resets }], isShown: \.isTCP),
    ]
}

extension FlowFamily.Part {
    fileprivate init(_ name: String, _ label: String, _ value: @escaping @Sendable (FlowSeries) -> Int64) {
        self.init(label: (name, label), value: value)
    }

    fileprivate init(_ value: @escaping @Sendable (FlowSeries) -> Int64) { self.init(label: nil, value: value) }
}

/// A histogram that label sets have once there was anything to measure.
struct FlowHistogram: Sendable {
    var family: MetricFamily
    /// Which of `DurationTally.bounds`: half of them where less detail is asked for.
    var bounds: [Int]
    var tally: @Sendable (FlowSeries) -> DurationTally

    static let fine = Array(DurationTally.bounds.indices)
    /// 0.1 ms, 1 ms, 10 ms, 100 ms, 1 s, 30 s.
    static let coarse = fine.filter { $0.isMultiple(of: 2) }

    static let all: [FlowHistogram] = [
        FlowHistogram(
            family: MetricFamily(
                "weir_flow_request_duration_seconds", .histogram, unit: "seconds",
                "First byte of a request to the last of its response: at the client where that is here, else at the server."),
            bounds: fine, tally: \.request),
        FlowHistogram(
            family: MetricFamily(
                "weir_flow_server_duration_seconds", .histogram, unit: "seconds",
                "First byte of a request to the last of its response, at the server."),
            bounds: fine, tally: \.server),
        FlowHistogram(
            family: MetricFamily(
                "weir_flow_queue_seconds", .histogram, unit: "seconds",
                "Arrival of a request at the socket of the server until the server read it."),
            bounds: coarse, tally: \.queue),
        FlowHistogram(
            family: MetricFamily(
                "weir_flow_connect_seconds", .histogram, unit: "seconds", "Connecting until the connection was established, at the client."),
            bounds: coarse, tally: \.connect),
    ]

    /// Of each bound and of what is above the last one: samples in that bucket alone. They add up to the tally's count, always.
    func buckets(_ tally: DurationTally) -> [UInt64] {
        var buckets: [UInt64] = []
        var inside: UInt64 = 0
        var next = 0
        for bound in bounds {
            var bucket: UInt64 = 0
            while next <= bound {
                bucket = bucket.saturated(adding: tally.counts[next])
                next += 1
            }
            bucket = min(bucket, tally.count - inside)
            inside += bucket
            buckets.append(bucket)
        }
        return buckets + [tally.count - inside]
    }
}
