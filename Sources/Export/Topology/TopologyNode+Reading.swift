import JSON
import Traffic

extension TopologyNode {
    static func read(_ reader: inout JSONReader) throws(JSONFault) -> TopologyNode {
        let place = try reader.place()
        var (id, level, name): (String?, Level?, String?)
        var node = TopologyNode(id: "", level: .external, name: "")
        var members = try reader.beginObject("a node is an object")
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "id": id = try reader.id("an id is a text of at most 8192 bytes")
            case "name": name = try reader.text("a name is a text")
            case "level": level = try readLevel(&reader)
            case "host": node.host = try reader.id("a host is a name")
            case "parents": node.parents = try readParents(&reader)
            case "stale": node.isStale = try reader.truth("stale is true or false")
            case "system": node.isSystem = try reader.truth("system is true or false")
            case "hint": node.isHint = try reader.truth("hint is true or false")
            case "evidence": node.evidence = try reader.texts("evidence is a list of texts", most: TopologyLimits.evidence)
            case "labels": try node.readLabels(&reader)
            case "metrics": try node.readMetrics(&reader)
            default: try node.readFacts(key, &reader)
            }
        }
        guard let id, let level, let name, !name.isEmpty else { throw .unexpected("a node without id, level or name", at: place) }
        (node.id, node.level, node.name) = (id, level, name)
        return node
    }

    private static func readLevel(_ reader: inout JSONReader) throws(JSONFault) -> Level {
        let place = try reader.place()
        guard let level = Level(rawValue: try reader.text("a level is a text")) else { throw .unexpected("no such level", at: place) }
        return level
    }

    private static func readParents(_ reader: inout JSONReader) throws(JSONFault) -> [String] {
        var parents: [String] = []
        var elements = try reader.beginList("parents are a list of ids")
        while try reader.nextElement(of: &elements) {
            if parents.count < TopologyLimits.parents { parents.append(try reader.id("a parent is an id")) }
        }
        return parents
    }

    private mutating func readLabels(_ reader: inout JSONReader) throws(JSONFault) {
        var members = try reader.beginObject("labels are an object of texts")
        while let key = try reader.nextKey(of: &members) {
            guard labels.count < TopologyLimits.labels, key.count <= TopologyLimits.text else { continue }
            labels[key.string()] = try reader.text("a label is a text")
        }
    }

    private mutating func readMetrics(_ reader: inout JSONReader) throws(JSONFault) {
        var members = try reader.beginObject("metrics are an object of numbers")
        while let key = try reader.nextKey(of: &members) {
            guard let metric = NodeMetric(name: key.string(limit: 64)) else { continue }
            metrics[metric] = try reader.measure("a metric is a number that is not below 0")
        }
    }

    private mutating func readFacts(_ key: JSONString, _ reader: inout JSONReader) throws(JSONFault) {
        if case "process" = key { return try readProcess(&reader) }
        for fact in TopologyFacts.plain where fact.key ~= key {
            facts[fact.name] = try reader.someText("a fact is a text")
            return
        }
        for group in TopologyFacts.groups where group.name ~= key {
            var members = try reader.beginObject("facts are an object of texts")
            while let key = try reader.nextKey(of: &members) {
                for fact in group.facts where fact.key ~= key { facts[fact.name] = try reader.someText("a fact is a text") }
            }
            return
        }
    }

    private mutating func readProcess(_ reader: inout JSONReader) throws(JSONFault) {
        var members = try reader.beginObject("a process is an object")
        while let key = try reader.nextKey(of: &members) {
            switch key {
            case "pid": facts[TopologyFacts.processID] = String(try reader.number("a pid is a number") as UInt32)
            case "name": facts[TopologyFacts.processName] = try reader.someText("a process's name is a text")
            default: break
            }
        }
    }
}
