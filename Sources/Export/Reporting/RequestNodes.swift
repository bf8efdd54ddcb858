public import Traffic
import Workloads

extension Naming {
    /// The nodes, at all levels, that a request of this flow concerns: both its ends and all above them.
    public func nodes(of key: FlowKey) -> Set<String> {
        var nodes: Set<String> = []
        for (party, who) in [(key.client, client(key)), (key.server, server(key))] {
            let node: TopologyNode
            switch party {
            case .workload: node = TopologyNode(process: who ?? Workload(name: "unknown"), host: host)
            case .address(let address): node = TopologyNode(external: who, address: address.description)
            case .unknown: continue
            }
            nodes.insert(node.id)
            nodes.formUnion(node.parents)
        }
        return nodes
    }
}
