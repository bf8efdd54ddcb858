import Events
import Foundation
import Testing

@testable import Metrics

/// With the real programs. Where WEIR_KERNEL_TESTS=1 says that they must be there, their absence fails.
@Suite("Prometheus", .enabled(if: ProcessInfo.processInfo.environment["WEIR_KERNEL_TESTS"] == "1"), .serialized)
struct PrometheusTests {
    @Test("promtool finds nothing to say: names, units, types and help are as they should be")
    func lint() throws {
        for metrics in [Example.metrics(), HostileLabelTests.metrics()] {
            let (status, said) = try Tool.run("promtool", ["check", "metrics"], input: metrics.exposition(accept: nil).body)
            #expect(status == 0)
            #expect(said == "")
        }
    }

    @Test("Prometheus and VictoriaMetrics read what was fed", arguments: [Store.prometheus, .victoriaMetrics])
    func values(store: Store) async throws {
        let metrics = Example.metrics()
        try await Store.scraping(metrics, store) { query async throws in
            #expect(try await query(#"weir_flow_requests_total{client="/shop/web",server="/shop/db",port="5432",observed="both"}"#) == [42])
            #expect(try await query("sum(weir_flow_bytes_total)") == [1000 + 200_000 + 700 + 7000 + 99])
            #expect(try await query(#"weir_flow_request_duration_seconds_count{server="/shop/db"}"#) == [4])
            #expect(try await query(#"weir_flow_request_duration_seconds_bucket{server="/shop/db",le="0.003"}"#) == [3])
            #expect(try await query(#"weir_flow_request_duration_seconds_sum{server="/shop/db"}"#) == [0.40409])
            #expect(try await query(#"weir_container_memory_bytes{app="/shop/web"}"#) == [1_048_576])
            #expect(try await query("sum(weir_events_lost_total)") == [9])
            let joined = #"weir_endpoint_info{server="/shop/web"} * on (host) group_left () weir_host_address_info"#
            #expect(try await query("sum by (host) (\(joined))") == [1])
            for (sample, value) in ParsedText(metrics).samples where sample.name.hasPrefix("weir_flow") && sample.labels["le"] == nil {
                let labels = sample.labels.map { "\($0)=\"\($1)\"" }.joined(separator: ",")
                #expect(try await query("\(sample.name){\(labels)}").contains(value))
            }
        }
    }

    @Test("Hostile names come through a scrape: nothing is lost, nothing is made up", arguments: [Store.prometheus, .victoriaMetrics])
    func hostile(store: Store) async throws {
        let metrics = HostileLabelTests.metrics()
        try await Store.scraping(metrics, store) { query async throws in
            #expect(try await query("sum(weir_flow_requests_total)") == [Double(HostileLabelTests.names.count)])
            #expect(try await query("count(weir_flow_requests_total)") == [Double(metrics.snapshot().sets.count)])
            #expect(try await query(#"count(weir_flow_requests_total{client="a\"b"})"#) == [1])
            #expect(try await query(#"count(weir_flow_requests_total{client="שלום עולם"})"#) == [1])
        }
    }
}
