import Events
import Testing
import Traffic

@testable import Export

@Suite struct TopologyJSONTests {
    @Test("the document is the contract's") func contract() {
        let json = TopologySamples.graph.json()
        #expect(
            json.hasPrefix(
                #"{"type":"topology","time":"2025-11-22T09:00:10.000000000Z","interval":10.0,"sources":[{"host":"node-1","#
                    + #""time":"2025-11-22T09:00:10.000000000Z","interval":10.0,"fresh":true,"age":0.0,"lost":3,"detail":"full","#
                    + #""version":"0.1.0","kernel":"6.18","started":"2025-11-22T08:26:40.000000000Z","addresses":["10.0.0.1"],"overflowed":0},"#
                    + #"{"host":"node-2","time":"2025-11-22T09:00:00.000000000Z","interval":10.0,"fresh":false,"age":10.0,"detail":"full","#
                    + #""started":"2025-11-22T08:26:40.000000000Z","overflowed":0,"error":"no answer from http://node-2:7117 in time"}],"nodes":["#))
        #expect(
            json.contains(
                #"{"id":"app:marathon/shop/web","level":"app","name":"shop/web","evidence":["mesos-agent","marathon"],"#
                    + #""app":{"id":"/shop/web","kind":"marathon"},"labels":{"team":"a"},"metrics":{"cpu_cores":0.8,"cpu_limit_cores":2.0,"#
                    + #""memory_bytes":210000000.0,"memory_limit_bytes":512000000.0}}"#))
        #expect(
            json.contains(
                #"{"client":"app:compose/shop/wrk","server":"app:marathon/shop/web","port":80,"transport":"tcp","protocol":"http","tls":false,"#
                    + #""evidence":"both","requests":81000,"requests_per_second":8100.0,"errors":810,"unanswered":0,"#
                    + #""bytes":{"sent":9400000,"received":62000000},"connections":{"opened":0,"closed":0,"failed":0,"active":16},"#
                    + #""retransmits":0,"resets":0,"request_time":{"count":81000,"mean":0.0004,"#))
        #expect(json.contains(#""network_time":{"mean":0.000082}}"#) && !json.contains("buckets") && !json.contains("wire"))
    }

    @Test("buckets and what joins halves are there when they are asked for") func forms() {
        let bucket = TopologySamples.times(400_000, 81_000).entries[0].bucket
        #expect(TopologySamples.graph.json(buckets: true).contains(#""max":0.0004,"buckets":[[\#(bucket),81000]]}"#))
        #expect(!TopologySamples.graph.json(buckets: true).contains("wire"))
        var graph = TopologySamples.graph
        graph.edges[0].clientAddress = IPAddress(10, 0, 0, 1)
        graph.edges[0].serverAddress = Endpoint(address: IPAddress(high: 0xfd00 << 48, low: 2), port: 80)
        graph.edges[0].links = LinkSample([.init(id: 0xab, requests: 2, time: 1_500_000_000)], isCut: true)
        #expect(
            graph.json(merge: true).contains(
                #""network_time":{"mean":0.000082,"requests":81000,"sum":6.642},"wire":{"observed":"both","client":"10.0.0.1","#
                    + #""server":"[fd00::2]:80","links":[["00000000000000ab",2,1.5]],"cut":true}}"#))
    }

    @Test("evidence is one word, of what asks for most caution") func evidence() {
        var edge = TopologySamples.graph.edges[0]
        #expect(edge.evidence == "both")
        edge.isTranslated = true
        #expect(edge.evidence == "both")
        edge.observed = .client
        #expect(edge.evidence == "conntrack")
        edge.isOlder = true
        #expect(edge.evidence == "earlier")
    }
}
