import Export
import Metrics
import Traffic
import Web

/// What the daemon serves: the API of the contract. Many tasks at a time.
struct DaemonContent: WebContent {
    let state: DaemonState
    let metrics: FlowMetrics
    let hub: EventHub

    func answer(_ request: WebRequest) async -> WebAnswer {
        switch request.path {
        case "/healthz": health
        case "/metrics": exposition(request)
        case "/api/v1/status": .json(state.status.json(state.history, at: Clock.unixNanoseconds))
        case "/api/v1/topology": topology(request)
        case "/api/v1/history": history(request)
        case "/api/v1/flows": await flows()
        case "/api/v1/flows/stream": .events(hub, StreamName.flows)
        case "/api/v1/requests/stream": .events(hub, StreamName.requests(of: request.value("node")))
        default: .notFound
        }
    }

    private var health: WebAnswer {
        state.status.trouble(at: Clock.now().nanoseconds).map { .unavailable($0) } ?? .text("ok\n")
    }

    private func exposition(_ request: WebRequest) -> WebAnswer {
        let exposition = metrics.exposition(accept: request.header("Accept"))
        return .text(String(decoding: exposition.body, as: UTF8.self), type: exposition.contentType)
    }

    private func topology(_ request: WebRequest) -> WebAnswer {
        do throws(TimeWindow.Wrong) {
            let window = try TimeWindow(request)
            guard let report = state.history.report(until: window.end, window: window.length) else {
                return .unavailable("nothing is known of that time: the history begins later, or nothing has been read yet")
            }
            let isForMerge = request.value("for") == "merge"
            // Whoever merges joins: before that, links and addresses stay as they were seen.
            let graph = isForMerge ? TopologyGraph(of: report) : TopologyGraph(TopologyView([report]))
            return .json(graph.json(buckets: isForMerge || request.flag("buckets"), merge: isForMerge))
        } catch {
            return .bad(error.reason)
        }
    }

    private func history(_ request: WebRequest) -> WebAnswer {
        let history = state.history
        guard history.latest != nil else { return .unavailable("nothing has been read yet") }
        return .json(TopologySeries(of: history, node: request.value("node")).json)
    }

    /// The first to ask waits for the next interval's.
    private func flows() async -> WebAnswer {
        let wasWanted = state.areFlowsWanted
        state.wantFlows()
        var flows = state.flows
        let before = flows.tick
        let end = Clock.now().nanoseconds + state.status.interval * 2 + 1_000_000_000
        while !wasWanted || flows.tick == 0, flows.tick == before, Clock.now().nanoseconds < end, !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(50))
            flows = state.flows
        }
        if flows.tick == 0 { return .unavailable("the first interval is not over yet") }
        return .json("{\"type\":\"flows\",\"flows\":[\(flows.lines.joined(separator: ","))]}")
    }
}

extension TopologyGraph {
    /// As it was reported.
    fileprivate init(of report: HostReport) {
        self.init(time: report.time, interval: report.interval, sources: [report.header], nodes: report.nodes, edges: report.edges)
    }
}

/// Names of the hub's streams.
enum StreamName {
    static let flows = "flows"
    static let allRequests = "requests"
    private static let ofNode = "requests of "

    static func requests(of node: String?) -> String { node.map { ofNode + $0 } ?? allRequests }

    /// The node of a stream of requests; nil for any other.
    static func node(of stream: String) -> String? {
        stream.hasPrefix(ofNode) ? String(stream.dropFirst(ofNode.count)) : nil
    }
}
