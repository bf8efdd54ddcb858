import Traffic

extension JSONWriter {
    mutating func add(_ node: TopologyNode) {
        object { line in
            line.add("id", node.id)
            line.add("level", node.level.rawValue)
            line.add("name", node.name)
            line.add("parents", node.parents)
            line.add("stale", if: node.isStale)
            line.add("system", if: node.isSystem)
            line.add("host", node.host)
            line.add("hint", if: node.isHint)
            line.add("evidence", node.evidence)
            if !node.facts.isEmpty { line.add(facts: node.facts) }
            if !node.labels.isEmpty { line.add(labels: node.labels) }
            line.add(metrics: node.metrics)
        }
    }

    private mutating func add(facts: [String: String]) {
        for group in TopologyFacts.groups where group.facts.contains(where: { facts[$0.name] != nil }) {
            object(group.name) { object in
                for fact in group.facts { object.add(fact.key, facts[fact.name]) }
            }
        }
        let pid = facts[TopologyFacts.processID].flatMap { UInt32($0) }
        let name = facts[TopologyFacts.processName]
        if pid != nil || name?.isEmpty == false {
            object("process") { object in
                object.add("pid", pid)
                object.add("name", name)
            }
        }
        for fact in TopologyFacts.plain { add(fact.key, facts[fact.name]) }
    }

    private mutating func add(labels: [String: String]) {
        object("labels") { object in
            for (name, value) in labels.sorted(by: { $0.key < $1.key }) { object.member(name, value) }
        }
    }

    /// What is below 0 or no number is nothing that was measured.
    private mutating func add(metrics: [NodeMetric: Double]) {
        let known = NodeMetric.allCases.compactMap { metric in metrics[metric].map { (metric, $0) } }.filter { $0.1.isFinite && $0.1 >= 0 }
        guard !known.isEmpty else { return }
        object("metrics") { object in
            for (metric, value) in known { object.member(metric.name, value) }
        }
    }
}
