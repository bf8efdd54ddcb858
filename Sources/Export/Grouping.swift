import Events
public import Traffic
import Workloads

/// How far apart two ends must be to be two rows.
public enum GroupLevel: String, CaseIterable, Sendable {
    case process, container, task, app, framework, host
}

/// Flows put together by what their ends have in common, with names to match. Of one interval: make it anew for each.
///
/// An end that has nothing of the level (a plain process under `app`) stays what it is.
public struct Grouping {
    public private(set) var reports: [FlowReport] = []
    private let outer: Naming
    private var groups: [Workload: WorkloadID] = [:]
    private var members: [Workload] = []

    /// The ids of groups begin here, far above those of workloads.
    private static let firstID: UInt32 = 1 << 31

    public init(_ flows: [FlowReport], by level: GroupLevel, _ naming: Naming) {
        outer = naming
        var places: [FlowKey: Int] = [:]
        for var flow in flows {
            flow.key.client = group(flow.key.client, naming.client(flow.key), level)
            flow.key.server = group(flow.key.server, naming.server(flow.key), level)
            if let place = places[flow.key] {
                reports[place].merge(flow)
            } else {
                places[flow.key] = reports.count
                reports.append(flow)
            }
        }
    }

    /// Knows the groups, and everybody else as before.
    public var naming: Naming {
        var naming = outer
        naming.knowsHomes = true
        naming.workload = { [members, outer] id in
            id.index >= Self.firstID ? members[Int(id.index - Self.firstID)] : outer.workload(id)
        }
        return naming
    }

    private mutating func group(_ party: Party, _ who: Workload?, _ level: GroupLevel) -> Party {
        guard let who, var common = who.common(at: level) else { return party }
        if case .workload = party, level != .app, level != .framework { common.host = common.host ?? outer.host }
        if level == .host {
            guard let host = common.host else { return party }
            common.name = host
        }
        if let id = groups[common] { return .workload(id) }
        let id = WorkloadID(index: Self.firstID + UInt32(members.count))
        members.append(common)
        groups[common] = id
        return .workload(id)
    }
}

extension Workload {
    /// What all at this level have in common; nil when it has nothing of the level.
    fileprivate func common(at level: GroupLevel) -> Workload? {
        var common = Workload(name: name)
        switch level {
        case .process: return nil
        case .container:
            guard let container else { return nil }
            common = self
            common.process = nil
            common.commandLine = []
            common.cgroup = nil
            common.name = container.name ?? name
        case .task:
            guard let task else { return nil }
            (common.task, common.app, common.host, common.labels, common.evidence) = (task, app, host, labels, evidence)
            common.name = task.id ?? task.name ?? name
        case .app:
            guard let app else { return nil }
            (common.app, common.name) = (app, app.id)
        case .framework:
            guard let framework = task?.framework ?? task?.frameworkID else { return nil }
            common.task = Task(framework: task?.framework, frameworkID: task?.frameworkID)
            common.name = framework
        case .host:
            common.host = host
        }
        if isHint, level != .host { common.evidence = [.environment] } // what only claims to be one of them is none
        return common
    }
}
