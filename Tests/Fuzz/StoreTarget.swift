import Export
import JSON
import Traffic

@testable import TopologySources

extension Target {
    /// What a store of metrics answers to every question, whatever it was asked: read or refused, and what comes of it can be drawn. And the lines
    /// of a node's requests.
    static let store = Target(name: "store", texts: answers) { bytes in
        if let line = RequestLine(json: bytes) {
            promise(line.client.utf8.count <= 4096 && line.server.utf8.count <= 4096, "a longer name than any")
        }
        _ = PrometheusReply.error(bytes)
        guard let reply = try? PrometheusReply(bytes) else { return }
        promise(reply.samples.allSatisfy { $0.value.isFinite && $0.time.isFinite && $0.labels.count <= 64 }, "a sample that is none")
        let answers = Dictionary(uniqueKeysWithValues: PrometheusQueries.Kind.allCases.map { ($0, reply.samples) })
        let reports = PrometheusAssembly(seen: reply.samples, now: 1_764_165_300, window: 300, answers).reports
        promise(Set(reports.map(\.host)).count == reports.count, "a host that is there twice")
        promise(reports.allSatisfy { $0.nodes.allSatisfy { $0.metrics.values.allSatisfy { $0.isFinite && $0 >= 0 } } }, "a number that is none")
        let graph = TopologyGraph(TopologyView(reports))
        let isRead: Void? = Array(graph.json(buckets: true).utf8).withUnsafeBytes { json in
            try? JSON.JSONReader.read(json) { (reader) throws(JSONFault) in try reader.skip() }
        }
        promise(isRead != nil, "no JSON: \(graph.json(buckets: true))")
        promise(graph.svg.hasSuffix("</svg>\n"), "no picture")
    }

    private static let answers = [
        #"""
        {"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"weir_requests_total","host":"n","client":"/shop/cart",
        "server":"/shop/web","client_kind":"marathon","server_kind":"marathon","port":"80","protocol":"http","transport":"tcp","observed":"both"},
        "value":[1764165213.123,"1.5"]},{"metric":{"__name__":"weir_request_seconds_bucket","le":"+Inf","host":"n","client":"a~","server":"10.0.0.1",
        "server_kind":"external","observed":"client","transport":"tcp","port":"6379"},"value":[1764165213,"7"]},{"metric":{"le":"0.25","host":"m",
        "server":"n","server_kind":"host","client":"x","observed":"server","port":"80","transport":"unix"},"value":[1764165213,"NaN"]},
        {"metric":{"__name__":"weir_container_memory_bytes","host":"n","container":"c","image":"i"},"value":[1764165213,"1e9"]},
        {"metric":{"__name__":"weir_host_load1","host":"n"},"value":[1764165213,"0.5"]},{"metric":{"host":"n","address":"10.0.0.1"},"value":[1,"1"]}]}}
        """#,
        #"{"status":"error","errorType":"bad_data","error":"parse error"}"#,
        #"{"status":"success","data":{"resultType":"vector","result":[]}}"#,
        #"{"type":"request","time":"2026-11-22T09:00:01.2Z","client":{"workload":"a"},"server":{"address":"10.0.0.1","port":80},"method":"GET","path":"/","status":200,"request_time":0.5}"#,
    ]
}
