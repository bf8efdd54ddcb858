import Testing
import Traffic

@testable import Export

@Suite struct TopologyFramesTests {
    /// Two containers on one host, an app above one of them, somebody outside who has no node.
    static let framed: TopologyGraph = {
        let nodes = [
            TopologyNode(id: "app:a", level: .app, name: "a"),
            TopologyNode(id: "container:1", level: .container, name: "one", parents: ["app:a", "host:node-1"], host: "node-1"),
            TopologyNode(id: "container:2", level: .container, name: "two", parents: ["host:node-1"], host: "node-1"),
            TopologyNode(id: "host:node-1", level: .host, name: "node-1"), TopologyNode(id: "host:node-2", level: .host, name: "node-2"),
        ]
        let edges = [("container:1", "container:2"), ("container:2", "external:10.0.0.9")].map {
            TopologyEdge(key: .init(client: $0, server: $1, transport: .tcp, port: 80), observed: .both)
        }
        return TopologyGraph(time: 0, interval: 0, sources: [], nodes: nodes, edges: edges)
    }()

    @Test("hosts frame what is on them; what only frames others is no node; ends without a node get one") func frames() {
        let frames = TopologyFrames(Self.framed)
        #expect(frames.frames.map(\.name) == ["node-1"] && frames.frames[0].members.map(\.id) == ["container:1", "container:2"])
        #expect(frames.outside.map(\.id) == ["host:node-2", "external:10.0.0.9"])
    }
}
