import Foundation

/// The API's topology. What a test does not look at is left out.
struct Topology: Decodable {
    struct Source: Decodable {
        var host: String
        var interval: Double
        var fresh: Bool
        var age: Double?
        var lost: Int?
        var detail: String?
        var addresses: [String]?
        var error: String?
    }

    struct Node: Decodable {
        struct Container: Decodable { var id: String; var name, image, runtime: String? }
        struct Process: Decodable { var pid: Int?; var name: String? }
        struct App: Decodable { var id, kind: String }
        struct Task: Decodable { var id, name: String? }
        var id, level, name: String
        /// Nearest first.
        var parents: [String]?
        var stale: Bool?
        var host: String?
        var container: Container?
        var task: Task?
        var app: App?
        var process: Process?
        var cgroup, address: String?
        var labels: [String: String]?
        var metrics: [String: Double]?
    }

    struct Edge: Decodable {
        struct Times: Decodable { var count: Int; var mean: Double; var p50, p99, max: Double? }
        struct Mean: Decodable { var mean: Double }
        var client, server: String
        var port: Int?
        var path: String?
        var transport: String
        var `protocol`: String?
        var evidence: String
        var partial, stale, guessed: Bool?
        var requests, errors: Int
        var unanswered: Int?
        var bytes: ByteCounts
        var connections: Connections
        var retransmits, resets: Int?
        var requestTime, firstByteTime, serverTime, queueTime, connectTime: Times?
        var networkTime: Mean?

        var tally: Tally {
            Tally(
                requests: requests, unanswered: unanswered ?? 0, sent: bytes.sent, received: bytes.received, opened: connections.opened,
                failed: connections.failed)
        }
    }

    var type: String
    var sources: [Source]
    var nodes: [Node]
    var edges: [Edge]
}

extension Topology {
    func node(_ id: String) -> Node? { nodes.first { $0.id == id } }

    /// By the program's name at its ends, and in containers by theirs.
    func edges(from client: String? = nil, to server: String? = nil, port: Int? = nil) -> [Edge] {
        edges.filter { edge in
            (client == nil || edge.client.hasSuffix(client!)) && (server == nil || edge.server.hasSuffix(server!))
                && (port == nil || edge.port == port)
        }
    }

    func sum(_ edges: [Edge]? = nil) -> Tally { (edges ?? self.edges).reduce(into: Tally()) { $0 += $1.tally } }

    /// Ends and ports, each once as it is there.
    var pairs: [String] { edges.map { "\($0.client) > \($0.server) \($0.transport) \($0.port ?? 0)" }.sorted() }

    func ids(of level: String) -> Set<String> { Set(nodes.filter { $0.level == level }.map(\.id)) }

    /// An edge twice, a node twice, an end that is nowhere: none of that may be.
    var contradictions: [String] {
        let ids = nodes.map(\.id)
        let ends = Set(edges.flatMap { [$0.client, $0.server] })
        let keys = edges.map { "\($0.client) > \($0.server) \($0.transport) \($0.port ?? 0) \($0.path ?? "")" }
        return Dictionary(grouping: ids) { $0 }.filter { $1.count > 1 }.keys.map { "node twice: \($0)" }
            + Dictionary(grouping: keys) { $0 }.filter { $1.count > 1 }.keys.map { "edge twice: \($0)" }
            + ends.subtracting(ids).map { "an end that is no node: \($0)" }
            + nodes.flatMap { node in (node.parents ?? []).filter { !ids.contains($0) }.map { "\(node.id) is in \($0), which is no node" } }
    }
}
