import Events
public import Traffic
import Workloads

/// Makes a host's report out of what the tracker told of an interval: flows become edges between nodes that have names.
///
/// Of one interval: make it anew for each. The names are those of the moment.
public struct HostReporting {
    public private(set) var report: HostReport
    private let naming: Naming
    private var nodes: [String: TopologyNode] = [:]
    private var edges: [TopologyEdge.Key: TopologyEdge] = [:]
    /// The nodes of workloads of this host that flows named.
    public private(set) var known: [WorkloadID: String] = [:]

    /// `header`: the report without nodes and edges.
    public init(_ header: HostReport, _ naming: Naming) {
        report = header
        self.naming = naming
        add(TopologyNode(id: "host:\(header.host)", level: .host, name: header.host, host: header.host))
    }

    public mutating func add(_ flow: FlowReport) {
        let client = node(flow.key.client, naming.client(flow.key), address: flow.client)
        let server = node(flow.key.server, flow.key.server.isHere ? nil : naming.server(flow.key), address: flow.server.address)
        var edge = TopologyEdge(flow, client: client, server: server)
        if flow.key.transport == .unix { edge.key.path = naming.path(flow.key.service) }
        if edges[edge.key] == nil { edges[edge.key] = edge } else { edges[edge.key]?.merge(edge) }
    }

    /// Whoever is here without having talked.
    public mutating func add(resident workload: Workload) {
        if let container = TopologyNode(containerOf: workload, host: report.host) {
            add(container)
            if let app = TopologyNode(appOf: workload) { add(app) }
        }
    }

    /// Numbers of a node that is there already; of others they are left out.
    public mutating func add(metrics: [NodeMetric: Double], of id: String) { nodes[id]?.metrics = metrics }

    /// What has been added, in a fixed order.
    public func finished() -> HostReport {
        var report = report
        report.nodes = nodes.values.sorted { $0.id < $1.id }
        report.edges = edges.values.sorted { $0.key < $1.key }
        return report
    }

    // MARK: Ends

    private mutating func node(_ party: Party, _ far: Workload?, address: IPAddress?) -> String {
        switch party {
        case .workload(let id):
            if let known = known[id] { return known }
            let node = local(far ?? naming.workload(id))
            known[id] = node
            return node
        case .address(let address):
            let node = TopologyNode(external: far, address: address.description)
            add(node)
            if let far { addParents(of: node, far) }
            return node.id
        case .unknown:
            add(TopologyNode(id: "external:unknown", level: .external, name: "unknown"))
            return "external:unknown"
        }
    }

    private mutating func local(_ workload: Workload) -> String {
        let node = TopologyNode(process: workload, host: report.host)
        add(node)
        if let container = TopologyNode(containerOf: workload, host: report.host) { add(container) }
        if let app = TopologyNode(appOf: workload) { add(app) }
        return node.id
    }

    /// Of somebody elsewhere: its app, and its host if the cluster told.
    private mutating func addParents(of node: TopologyNode, _ workload: Workload) {
        if let app = TopologyNode(appOf: workload) { add(app) }
        if let host = workload.host { add(TopologyNode(id: "host:\(host)", level: .host, name: host, host: host)) }
    }

    private mutating func add(_ node: TopologyNode) {
        if nodes[node.id] == nil { nodes[node.id] = node }
    }
}

extension Party {
    fileprivate var isHere: Bool { if case .workload = self { true } else { false } }
}

extension TopologyEdge {
    fileprivate init(_ flow: FlowReport, client: String, server: String) {
        let isUnix = flow.key.transport == .unix
        self.init(
            key: Key(
                client: client, server: server, transport: flow.key.transport, port: isUnix ? 0 : UInt16(truncatingIfNeeded: flow.key.service)),
            observed: flow.observed)
        protocolName = flow.guess?.name
        isTranslated = flow.dialled != nil
        isOlder = flow.isOlder
        isGuessed = flow.isGuessed
        isPartial = flow.isPartial
        counters = flow.counters
        active = flow.active
        times.request = flow.times.request?.sparse ?? SparseHistogram()
        times.firstByte = flow.times.firstByte?.sparse ?? SparseHistogram()
        times.server = flow.times.server?.sparse ?? SparseHistogram()
        times.queue = flow.times.queue?.sparse ?? SparseHistogram()
        times.connect = flow.times.connect?.sparse ?? SparseHistogram()
        if observed == .both, let mean = network { times.network = mean }
        links = flow.links
        if !isUnix {
            clientAddress = flow.client.flatMap { $0.isUnspecified ? nil : $0 }
            serverAddress = flow.server.address.isUnspecified ? nil : flow.server
        }
    }

    /// Both ends are on this host: what is left between them is the kernel's way from one to the other.
    private var network: Network? {
        guard let client = times.request.mean, let server = times.server.mean else { return nil }
        let inside = server &+ (times.queue.mean ?? 0)
        let (time, overflow) = (client > inside ? client - inside : 0).multipliedReportingOverflow(by: times.request.count)
        return overflow ? nil : Network(requests: times.request.count, time: time)
    }
}
