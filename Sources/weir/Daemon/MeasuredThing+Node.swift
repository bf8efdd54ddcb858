import Metrics
import Traffic

extension MeasuredThing {
    /// A node's numbers as metrics: of hosts, containers, tasks and units; of single processes by the program's name, never by number.
    init?(_ node: TopologyNode) {
        guard !node.metrics.isEmpty else { return nil }
        var labels: [(name: String, value: String)] = []
        let level: Level
        switch node.level {
        case .host: level = .host
        case .container:
            level = .container
            labels = [
                ("container", node.name), ("container_id", String((node.facts["container.id"] ?? "").prefix(12))), ("app", node.facts["app.id"] ?? ""),
                ("task", node.facts["task.id"] ?? ""), ("image", node.facts["container.image"] ?? ""),
            ]
        case .process:
            level = .process
            labels = [
                ("process", node.facts["process.name"] ?? node.name), ("container", node.facts["container.name"] ?? ""),
                ("app", node.facts["app.id"] ?? ""),
            ]
        case .app, .external: return nil
        }
        self.init(level: level, labels: labels, values: node.metrics.map { ($0.key, $0.value) })
    }
}
