/// The lists that a key leads to.
public enum TopTab: String, CaseIterable, Sendable {
    case flows, apps, containers, hosts, processes

    var title: String {
        switch self {
        case .flows: "Flows"
        case .apps: "Apps"
        case .containers: "Containers"
        case .hosts: "Hosts"
        case .processes: "Processes"
        }
    }

    var next: TopTab { Self.allCases[(place + 1) % Self.allCases.count] }
    var previous: TopTab { Self.allCases[(place + Self.allCases.count - 1) % Self.allCases.count] }

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
