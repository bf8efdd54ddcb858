import Events
import Export
import Traffic
import Workloads

/// One end of a flow, as labels tell of it.
struct EndNames {
    var name: String
    var who: Workload?
    var isHere: Bool
    /// Elsewhere, and nobody knows more of it than an address or what DNS calls it: there may be as many of these as there are addresses.
    var isAnonymous: Bool

    init(_ party: Party, _ who: Workload?) {
        self.who = who
        isAnonymous = who?.isStranger ?? true
        switch party {
        case .workload:
            isHere = true
            isAnonymous = false
            name = who.map(\.metricName) ?? "unknown"
        case .address(let address):
            isHere = false
            name = who.map(\.metricName) ?? address.description
        case .unknown:
            isHere = false
            name = "unknown"
        }
    }

    /// As `FlowLabel.clientKind` tells it.
    var kind: String {
        if let app = who?.app, who?.isHint == false { return app.kind.rawValue }
        if who?.container != nil { return "container" }
        if isHere { return "process" }
        return who.map { $0.host == $0.name } ?? false ? "host" : "external"
    }

    func host(_ here: String) -> String { who?.host ?? (isHere ? here : "") }
}

extension Workload {
    /// The app's id, else a name that does not change when the same program runs again. `~`: it is what the process says of itself.
    var metricName: String {
        let name = app?.id ?? lastingName
        return isHint ? name + "~" : name
    }

    fileprivate var isStranger: Bool { app == nil && container == nil && pod == nil && task == nil && host == nil }

    private var lastingName: String {
        if container == nil, pod == nil, task == nil, let process { return process.name }
        return name
    }
}
