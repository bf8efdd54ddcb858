public import Traffic

import Events

extension TopologyGraph {
    /// The document of `GET /api/v1/topology`: one object on one line. What is unknown is absent. Nodes and edges are in the graph's order,
    /// so that equal graphs are equal bytes.
    ///
    /// - Parameters:
    ///   - buckets: With the buckets of all histograms.
    ///   - merge: With them and with what joins edges of several hosts: nothing of a report is lost on the way.
    public func json(buckets: Bool = false, merge: Bool = false) -> String {
        let form: TopologyForm = merge ? .merge : buckets ? .buckets : .plain
        var writer = JSONWriter()
        writer.object { document in
            document.add("type", "topology")
            document.add("time", Self.timestamp(time))
            document.add(seconds: "interval", interval)
            document.list("sources") { list in
                for source in sources { list.add(source, at: time) }
            }
            document.list("nodes") { list in
                for node in nodes { list.add(node) }
            }
            document.list("edges") { list in
                for edge in edges { list.add(edge, interval, form) }
            }
        }
        return writer.text
    }

    /// RFC 3339 in UTC, of nanoseconds since 1970.
    static func timestamp(_ time: UInt64) -> String { WallClock(offset: 0).timestamp(MonotonicTime(nanoseconds: time)) }
}

extension HostReport {
    /// One host's document, as other weirs merge it.
    public var json: String {
        TopologyGraph(time: time, interval: interval, sources: [header], nodes: nodes, edges: edges).json(merge: true)
    }
}

extension JSONWriter {
    fileprivate mutating func add(_ source: HostReport, at time: UInt64) {
        object { line in
            line.add("host", source.host)
            line.add("time", TopologyGraph.timestamp(source.time))
            line.add(seconds: "interval", source.interval)
            line.add("fresh", !source.isStale)
            line.add(seconds: "age", time - min(time, source.time))
            line.add("lost", source.lost)
            line.add("detail", source.detail)
            line.add("version", source.version)
            line.add("kernel", source.kernel)
            if source.started > 0 { line.add("started", TopologyGraph.timestamp(source.started)) }
            line.add("addresses", source.addresses.map(\.description).sorted())
            line.add("overflowed", source.overflowed)
            line.add("url", source.url)
            line.add("error", source.error)
        }
    }
}
