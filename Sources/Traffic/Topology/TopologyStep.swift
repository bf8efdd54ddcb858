import Events

/// Some seconds of a host's report, packed: 40 to 80 bytes an edge.
struct TopologyStep: Sendable {
    let time: UInt64
    let interval: UInt64
    let lost: UInt64?
    let overflowed: UInt64
    let detail: String
    private let bytes: [UInt8]

    var begin: UInt64 { time - min(interval, time) }
    var size: Int { bytes.count + 96 }

    init(_ report: HostReport, _ tables: inout TopologyTables) {
        (time, interval, lost, overflowed, detail) = (report.time, report.interval, report.lost, report.overflowed, report.detail)
        var writer = PackedWriter()
        writer.add(UInt64(report.nodes.count))
        for node in report.nodes {
            writer.add(UInt64(tables.slot(of: node, at: report.time)))
            writer.add(node.metrics)
        }
        writer.add(UInt64(report.edges.count))
        for edge in report.edges {
            writer.add(UInt64(tables.slot(of: edge, at: report.time)))
            writer.add(edge)
        }
        bytes = writer.bytes
    }

    /// With what is not of a step alone taken from `header`.
    func report(_ tables: TopologyTables, header: HostReport) -> HostReport {
        var report = header.header
        (report.time, report.interval, report.lost, report.overflowed, report.detail) = (time, interval, lost, overflowed, detail)
        var reader = PackedReader(bytes)
        let nodes = Int(reader.next())
        report.nodes.reserveCapacity(nodes)
        for _ in 0..<nodes {
            var node = tables.nodes[Int(reader.next())].value
            node.metrics = reader.nextMetrics()
            report.nodes.append(node)
        }
        let edges = Int(reader.next())
        report.edges.reserveCapacity(edges)
        for _ in 0..<edges { report.edges.append(reader.nextEdge(tables.edges[Int(reader.next())].value)) }
        return report
    }
}

extension PackedWriter {
    fileprivate mutating func add(_ metrics: [NodeMetric: Double]) {
        add(metrics.keys.reduce(UInt64(0)) { $0 | 1 << UInt64($1.rawValue) })
        for metric in NodeMetric.allCases { if let value = metrics[metric] { add(value) } }
    }

    fileprivate mutating func add(_ edge: TopologyEdge) {
        add(EdgeFlags(edge).rawValue)
        add(UInt64(edge.observed.rawValue))
        add(UInt64(TopologyStep.protocolNumber(edge.protocolName)))
        for field in FlowCounters.fields { add(signed: edge.counters[keyPath: field]) }
        add(UInt64(clamping: edge.active))
        let times = edge.times.coarse
        for field in TopologyEdge.Times.fields { add(times[keyPath: field]) }
        let links = edge.links.links.prefix(TopologyStep.mostLinks)
        add(UInt64(links.count))
        for link in links {
            add(link.id)
            add(link.requests)
            add(link.time)
        }
    }

    private mutating func add(_ histogram: SparseHistogram) {
        add(UInt64(histogram.entries.count))
        guard !histogram.entries.isEmpty else { return }
        add(histogram.count)
        add(histogram.sum)
        add(histogram.max)
        var last: UInt16 = 0
        for entry in histogram.entries {
            add(UInt64(entry.bucket - last))
            add(UInt64(entry.count))
            last = entry.bucket
        }
    }
}

extension PackedReader {
    fileprivate mutating func nextMetrics() -> [NodeMetric: Double] {
        let mask = next()
        var metrics: [NodeMetric: Double] = [:]
        for metric in NodeMetric.allCases where mask & 1 << UInt64(metric.rawValue) != 0 { metrics[metric] = nextDouble() }
        return metrics
    }

    fileprivate mutating func nextEdge(_ ends: TopologyTables.Ends) -> TopologyEdge {
        let flags = EdgeFlags(rawValue: next())
        var edge = TopologyEdge(key: ends.key, observed: Observation(rawValue: UInt8(truncatingIfNeeded: next())))
        flags.apply(to: &edge)
        edge.protocolName = TopologyStep.protocolName(Int(next()))
        for field in FlowCounters.fields { edge.counters[keyPath: field] = nextSigned() }
        edge.active = Int(clamping: next())
        for field in TopologyEdge.Times.fields { edge.times[keyPath: field] = nextHistogram() }
        let links = (0..<next()).map { _ in LinkSample.Link(id: next(), requests: next(), time: next()) }
        edge.links = LinkSample(links, isCut: links.count == TopologyStep.mostLinks)
        (edge.clientAddress, edge.serverAddress) = (ends.clientAddress, ends.serverAddress)
        return edge
    }

    private mutating func nextHistogram() -> SparseHistogram {
        let entries = next()
        guard entries > 0 else { return SparseHistogram() }
        let (count, sum, max) = (next(), next(), next())
        var bucket: UInt16 = 0
        let list = (0..<entries).map { _ in
            bucket += UInt16(truncatingIfNeeded: next())
            return SparseHistogram.Entry(bucket: bucket, count: UInt32(clamping: next()))
        }
        return SparseHistogram(count: count, sum: sum, max: max, entries: list) ?? SparseHistogram()
    }
}
