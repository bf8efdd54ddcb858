public import Traffic

import Events
import JSON
import Workloads

extension HostReport {
    /// What a weir answers to `GET /api/v1/topology?for=merge`. Bounded; fields that are not known are passed over, everything that is wrong
    /// refuses the document. Any thread.
    public init(json bytes: UnsafeRawBufferPointer) throws(TopologyDocumentError) {
        do throws(JSONFault) {
            self = try JSONReader.read(bytes) { (reader) throws(JSONFault) in try Self.read(&reader) }
        } catch {
            throw TopologyDocumentError(error)
        }
    }

    public init(json bytes: [UInt8]) throws(TopologyDocumentError) {
        let result: Result<HostReport, TopologyDocumentError> = bytes.withUnsafeBytes { bytes in
            do throws(TopologyDocumentError) { return .success(try HostReport(json: bytes)) } catch { return .failure(error) }
        }
        self = try result.get()
    }

    private static func read(_ reader: inout JSONReader) throws(JSONFault) -> HostReport {
        var (type, source): (String?, HostReport?)
        var nodes: [TopologyNode]?
        var edges: [TopologyEdge]?
        var members = try reader.beginObject("a document is an object")
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "type": type = try reader.text("a type is a text")
            case "sources": source = try onlySource(&reader)
            case "nodes": nodes = try self.nodes(&reader)
            case "edges": edges = try self.edges(&reader)
            default: break
            }
        }
        guard type == "topology" else { throw .unexpected("it is of another type") }
        guard var report = source else { throw .unexpected("there are no sources in it") }
        guard let nodes, let edges else { throw .unexpected("there are no nodes or no edges in it") }
        (report.nodes, report.edges) = (nodes, edges)
        return report
    }

    private static func onlySource(_ reader: inout JSONReader) throws(JSONFault) -> HostReport {
        let place = try reader.place()
        var source: HostReport?
        var elements = try reader.beginList("sources are a list")
        while try reader.nextElement(of: &elements) {
            guard source == nil else { throw .unexpected("only the document of one host can be merged", at: place) }
            source = try header(&reader)
        }
        guard let source else { throw .unexpected("there is no source", at: place) }
        return source
    }

    private static func header(_ reader: inout JSONReader) throws(JSONFault) -> HostReport {
        var report = HostReport(host: "", time: 0, interval: 0, started: 0)
        let place = try reader.place()
        var members = try reader.beginObject("a source is an object")
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "host": report.host = try reader.id("a host is a name")
            case "time": report.time = try reader.time("a time is RFC 3339")
            case "interval": report.interval = try reader.nanoseconds("an interval is seconds")
            case "started": report.started = try reader.time("a time is RFC 3339")
            case "lost": report.lost = try reader.count("records lost are a number")
            case "overflowed": report.overflowed = try reader.count("overflowed edges are a number")
            case "detail": report.detail = try reader.text("a detail is a text")
            case "version": report.version = try reader.text("a version is a text")
            case "kernel": report.kernel = try reader.text("a kernel is a text")
            case "addresses": report.addresses = try addresses(&reader)
            case "url": report.url = try reader.someText("a URL is a text")
            case "error": report.error = try reader.someText("an error is a text")
            case "fresh": report.isStale = try !reader.truth("fresh is true or false")
            default: break
            }
        }
        guard !report.host.isEmpty, report.time > 0 else { throw .unexpected("a source without host or time", at: place) }
        return report
    }

    private static func addresses(_ reader: inout JSONReader) throws(JSONFault) -> Set<IPAddress> {
        let place = try reader.place()
        var addresses: Set<IPAddress> = []
        for text in try reader.texts("addresses are a list of texts", most: TopologyLimits.addresses) {
            guard let address = IPAddress(text: text) else { throw .unexpected("one of these is no address", at: place) }
            addresses.insert(address)
        }
        return addresses
    }

    private static func nodes(_ reader: inout JSONReader) throws(JSONFault) -> [TopologyNode] {
        var nodes: [TopologyNode] = []
        var ids: Set<String> = []
        var elements = try reader.beginList("nodes are a list")
        while try reader.nextElement(of: &elements) {
            let place = try reader.place()
            guard nodes.count < TopologyLimits.nodes else { throw .unexpected("more than 100,000 nodes", at: place) }
            let node = try TopologyNode.read(&reader)
            guard ids.insert(node.id).inserted else { throw .unexpected("a node that was there before", at: place) }
            nodes.append(node)
        }
        return nodes
    }

    private static func edges(_ reader: inout JSONReader) throws(JSONFault) -> [TopologyEdge] {
        var edges: [TopologyEdge] = []
        var elements = try reader.beginList("edges are a list")
        while try reader.nextElement(of: &elements) {
            let place = try reader.place()
            guard edges.count < TopologyLimits.edges else { throw .unexpected("more than 400,000 edges", at: place) }
            edges.append(try TopologyEdge.read(&reader))
        }
        return edges
    }
}
