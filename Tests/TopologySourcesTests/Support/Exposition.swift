/// What two weirs would let be scraped, after so many scrapes: `web` on node-1 asks `api` on node-2 a hundred times in each.
enum Exposition {
    static func text(_ host: String, _ scrapes: Int) -> String {
        let isClient = host == "node-1"
        let ends = #"client="/shop/web",server="/shop/api",client_kind="marathon",server_kind="marathon",port="80",protocol="http",transport="tcp""#
        let labels = #"host="\#(host)",\#(ends),observed="\#(isClient ? "client" : "server")""#
        let outside = #"host="\#(host)",client="/shop/api",server="10.0.7.12",client_kind="marathon",server_kind="external",port="5432",protocol="",transport="tcp",observed="client""#
        var lines = [
            #"weir_capture_info{host="\#(host)",version="0.1.0",kernel="6.18",detail="full"} 1"#,
            #"weir_host_address_info{host="\#(host)",address="10.0.0.\#(isClient ? 1 : 2)"} 1"#,
            #"weir_host_cpu_cores{host="\#(host)"} 1.5"#,
            #"weir_container_memory_bytes{host="\#(host)",container="box",image="nginx:1"} 1000"#,
            #"weir_events_lost_total{host="\#(host)",cause="ring_full"} \#(scrapes)"#,
            "weir_flow_requests_total{\(labels)} \(100 * scrapes)", "weir_flow_errors_total{\(labels)} \(scrapes)",
            #"weir_flow_bytes_total{\#(labels),direction="sent"} \#(1000 * scrapes)"#,
            #"weir_flow_bytes_total{\#(labels),direction="received"} \#(9000 * scrapes)"#,
            #"weir_flow_connections_total{\#(labels),result="opened"} \#(scrapes)"#, "weir_flow_connections_active{\(labels)} 3",
        ]
        // 2 ms at the client, 1 ms at the server
        lines += histogram("weir_flow_request_duration_seconds", labels, scrapes, isClient ? 0.002 : 0.001)
        if !isClient {
            lines += histogram("weir_flow_server_duration_seconds", labels, scrapes, 0.001)
            lines += histogram("weir_flow_queue_seconds", labels, scrapes, 0.0001)
            lines += ["weir_flow_requests_total{\(outside)} \(10 * scrapes)", "weir_flow_connections_active{\(outside)} 1"]
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func histogram(_ name: String, _ labels: String, _ scrapes: Int, _ seconds: Double) -> [String] {
        let count = 100 * scrapes
        let bounds = [0.0001, 0.001, 0.01, 0.1, 1]
        return bounds.map { #"\#(name)_bucket{\#(labels),le="\#($0)"} \#($0 >= seconds ? count : 0)"# }
            + [#"\#(name)_bucket{\#(labels),le="+Inf"} \#(count)"#, "\(name)_sum{\(labels)} \(Double(count) * seconds)", "\(name)_count{\(labels)} \(count)"]
    }
}
