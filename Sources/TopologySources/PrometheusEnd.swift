import Events
import Traffic
import Workloads

/// One end of a flow as labels tell of it, and the node that it is.
struct PrometheusEnd: Hashable {
    var id: String
    var level: TopologyNode.Level
    var name: String
    var kind: String
    var isHint = false
    /// The label is one: nobody knows who it is.
    var address: IPAddress?

    /// `host`: where it is, if that is where the series is from. Kinds are those of apps, or of nodes; without one it is concluded from the name.
    init(_ label: String, kind: String, host: String?) {
        isHint = label.hasSuffix("~")
        let name = isHint ? String(label.dropLast()) : label
        self.name = name.isEmpty ? "unknown" : name
        self.kind = kind
        address = IPAddress(text: name)
        (id, level) = Self.identity(self.name, kind.isEmpty ? Self.kind(self.name, address, isHere: host != nil) : kind, host)
        if level != .external { address = nil }
    }

    private static func kind(_ name: String, _ address: IPAddress?, isHere: Bool) -> String {
        if address != nil || name == "other" || name == "unknown" { return "external" }
        if name.hasPrefix("/") { return "app" }
        return isHere ? "process" : "external"
    }

    private static func identity(_ name: String, _ kind: String, _ host: String?) -> (String, TopologyNode.Level) {
        switch kind {
        case "external", "address", "dns", "other", "unknown": return ("external:\(name)", .external)
        case "host": return ("host:\(name)", .host)
        case "container": return ("container:\(host.map { "\($0)/" } ?? "")\(name)", .container)
        case "process": return ("process:\(host.map { "\($0)/" } ?? "")\(name)", .process)
        default: return ("app:\(kind)/\(name.hasPrefix("/") ? String(name.dropFirst()) : name)", .app)
        }
    }

    /// On that host; nil: elsewhere, so that it is outside until its own host tells of it.
    func node(on host: String?) -> TopologyNode {
        var node = TopologyNode(id: id, level: host == nil ? .external : level, name: name)
        node.isHint = isHint
        node.evidence = ["metrics"]
        if level == .app { node.facts = ["app.id": name, "app.kind": kind.isEmpty ? "app" : kind] }
        if let address { node.facts["address"] = address.description }
        if level == .container || level == .process, let host {
            node.host = host
            node.parents = ["host:\(host)"]
        }
        return node
    }
}
