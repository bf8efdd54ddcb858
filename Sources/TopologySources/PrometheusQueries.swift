/// What is asked of a store of weir's metrics. `window` in whole seconds, at least two scrapes long.
struct PrometheusQueries {
    let window: UInt64

    /// A label set of flows. What labels there are beyond is summed up. `instance` stands in for a host that has no name.
    private static let flow = "host,instance,client,server,port,protocol,transport,observed,client_kind,server_kind"

    /// When each weir of the last ten minutes was heard of, by its facts.
    static let seen = "max_over_time(timestamp(weir_capture_info)[10m:10s])"
    /// Those that cannot be scraped now.
    static let down = "up == 0 and on(job,instance) last_over_time(weir_capture_info[10m])"

    enum Kind: Hashable, CaseIterable {
        case requests, errors, unanswered, bytes, connections, active, retransmits, resets
        case buckets(Histogram), sum(Histogram), count(Histogram)
        case lost, down, started, hostAddresses, endpoints, resources

        static var allCases: [Kind] {
            [
                .requests, .errors, .unanswered, .bytes, .connections, .active, .retransmits, .resets, .lost, .down, .started,
                .hostAddresses, .endpoints, .resources,
            ] + Histogram.allCases.flatMap { [.buckets($0), .sum($0), .count($0)] }
        }
    }

    enum Histogram: String, CaseIterable {
        case request = "weir_flow_request_duration_seconds"
        case server = "weir_flow_server_duration_seconds"
        case queue = "weir_flow_queue_seconds"
        case connect = "weir_flow_connect_seconds"
    }

    func text(_ kind: Kind) -> String {
        switch kind {
        case .requests: increase("weir_flow_requests_total")
        case .errors: increase("weir_flow_errors_total")
        case .unanswered: increase("weir_flow_unanswered_total")
        case .bytes: increase("weir_flow_bytes_total", "direction")
        case .connections: increase("weir_flow_connections_total", "result")
        case .active: "sum by(\(Self.flow)) (weir_flow_connections_active)"
        case .retransmits: increase("weir_flow_retransmits_total")
        case .resets: increase("weir_flow_resets_total")
        case .buckets(let histogram): increase(histogram.rawValue + "_bucket", "le")
        case .sum(let histogram): increase(histogram.rawValue + "_sum")
        case .count(let histogram): increase(histogram.rawValue + "_count")
        case .lost: "sum by(host,instance) (increase(weir_events_lost_total[\(window)s]))"
        case .down: Self.down
        case .started: "process_start_time_seconds and on(job,instance) weir_capture_info"
        case .hostAddresses: "last_over_time(weir_host_address_info[10m])"
        case .endpoints: "last_over_time(weir_endpoint_info[10m])"
        case .resources: #"{__name__=~"weir_(host|container)_.+",__name__!~".*_info"}"#
        }
    }

    private func increase(_ metric: String, _ label: String? = nil) -> String {
        "sum by(\(Self.flow)\(label.map { "," + $0 } ?? "")) (increase(\(metric)[\(window)s]))"
    }
}
