import Traffic

/// What the ends of flows are put together by.
public enum TopGrouping: String, CaseIterable, Sendable {
    case process, container, app, host

    var level: TopologyNode.Level {
        switch self {
        case .process: .process
        case .container: .container
        case .app: .app
        case .host: .host
        }
    }

    var next: TopGrouping {
        let all = Self.allCases
        return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }
}
