#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The few variables that are read of an environment. Nothing else of it is ever kept.
public struct EnvironmentHints: Hashable, Sendable, Codable {
    public var taskID: String?
    public var frameworkID: String?
    public var agentID: String?
    public var marathonAppID: String?
    public var chronosJob: String?
    public var nomadJob: String?
    public var nomadTask: String?

    public init() {}

    public var isEmpty: Bool { self == EnvironmentHints() }

    /// Names of the variables, and where each goes. An executor's id is its command task's.
    static let variables: [(name: String, field: any WritableKeyPath<EnvironmentHints, String?> & Sendable)] = [
        ("MESOS_TASK_ID", \.taskID), ("mesos_task_id", \.taskID), ("MESOS_EXECUTOR_ID", \.taskID), ("MESOS_FRAMEWORK_ID", \.frameworkID),
        ("MESOS_SLAVE_ID", \.agentID), ("MARATHON_APP_ID", \.marathonAppID), ("CHRONOS_JOB_NAME", \.chronosJob),
        ("NOMAD_JOB_NAME", \.nomadJob), ("NOMAD_TASK_NAME", \.nomadTask),
    ]

    private static let firstLetters = Set(variables.compactMap { $0.name.utf8.first }).sorted()

    /// All that may be read.
    public static var variableNames: [String] { variables.map(\.name) }

    private static let longestValue = 512

    /// From `NAME=value`, each with a NUL behind it. Empty, overlong and unprintable values count as absent.
    public init(environment: UnsafeRawBufferPointer) {
        guard let start = environment.baseAddress else { return }
        var offset = 0
        while offset < environment.count {
            let nul = memchr(start + offset, 0, environment.count - offset).map { UnsafeRawPointer($0) - start }
            let end = nul ?? environment.count
            read(UnsafeRawBufferPointer(rebasing: environment[offset..<end]))
            offset = end + 1
        }
    }

    /// Nearly all are of no interest, and tell so with their first letter.
    private mutating func read(_ entry: UnsafeRawBufferPointer) {
        guard let first = entry.first, Self.firstLetters.contains(first), let equals = entry.firstIndex(of: UInt8(ascii: "=")) else { return }
        let name = entry[..<equals], value = entry[(equals + 1)...]
        guard let variable = Self.variables.first(where: { $0.name.utf8.count == name.count && $0.name.utf8.elementsEqual(name) }),
            (1...Self.longestValue).contains(value.count), value.allSatisfy({ $0 >= 0x20 && $0 < 0x7f })
        else { return }
        if self[keyPath: variable.field] == nil || variable.name == "MESOS_TASK_ID" {
            self[keyPath: variable.field] = String(decoding: value, as: UTF8.self)
        }
    }

    var app: Workload.App? {
        if let marathonAppID { return Workload.App(id: marathonAppID.hasPrefix("/") ? marathonAppID : "/" + marathonAppID, kind: .marathon) }
        if let chronosJob { return Workload.App(id: chronosJob, kind: .chronos) }
        guard let nomadJob else { return nil }
        return Workload.App(id: "/" + [nomadJob, nomadTask].compactMap(\.self).joined(separator: "/"), kind: .nomad)
    }
}
