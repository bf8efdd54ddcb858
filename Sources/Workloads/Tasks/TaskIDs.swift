/// What the ids that schedulers make tell of their apps. Anybody can choose such an id: it is a guess until the scheduler confirms it.
public enum TaskIDs {
    /// The app, pod or job that a task's id names. `executor`: of the task, where it has one that Mesos did not make.
    public static func app(task id: String, executor: String? = nil) -> Workload.App? {
        if let job = chronosJob(id.utf8[...]) { return Workload.App(id: job, kind: .chronos) }
        // services of DC/OS make <name>_<uuid> too, but have executors
        let isOld = executor.map { $0.hasPrefix("marathon-") } ?? true
        return (marathonPath(id.utf8[...]) ?? (isOld ? marathonPath(old: id.utf8[...]) : nil)).map(app(path:))
    }

    /// As Marathon names executors: `instance-<pod>.<uuid>` of pods, `marathon-<task id>` of apps with an executor of their own.
    public static func app(executor id: String) -> Workload.App? {
        if let rest = id.utf8[...].after("instance-"), let (path, uuid) = rest.splitAtLast("."), uuid.isUUID, isPath(path) {
            return app(path: path)
        }
        return id.utf8[...].after("marathon-").flatMap { marathonPath($0) }.map(app(path:))
    }

    /// `ct:<ms>:<attempt>:<job>:<arguments>`, older ones without the last part.
    private static func chronosJob(_ id: Substring.UTF8View) -> String? {
        guard let rest = id.after("ct:") else { return nil }
        let parts = rest.split(separator: UInt8(ascii: ":"), maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0].isNumber, parts[1].isNumber, !parts[2].isEmpty else { return nil }
        return String(Substring(parts[2]))
    }

    /// The part that names the app, in the order in which the forms hide one another:
    ///
    ///     <app>.instance-<uuid>.<container>[.<incarnation>]     since 1.4; `_app` for an app's only container
    ///     <app>.marathon-<uuid>.<container>[.<incarnation>]     an instance made from an older task
    ///     <app>.<uuid>.<attempt>                                resident tasks before 1.8
    ///     <app>.<uuid>
    private static func marathonPath(_ id: Substring.UTF8View) -> Substring.UTF8View? {
        let path = instance(id) ?? resident(id) ?? plain(id, separator: ".")
        return path.flatMap { isPath($0) ? $0 : nil }
    }

    /// `<app>_<uuid>` of the first versions. They also wrote `<app>_<number>`: so does everybody, and it is not taken for Marathon's.
    private static func marathonPath(old id: Substring.UTF8View) -> Substring.UTF8View? {
        plain(id, separator: "_").flatMap { isPath($0) ? $0 : nil }
    }

    private static func instance(_ id: Substring.UTF8View) -> Substring.UTF8View? {
        let parts = id.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        // a container's name has no dot, so that the instance is the last or last but one before it
        for behind in 1...2 where parts.count > behind + 1 {
            let uuid = parts[parts.count - 1 - behind]
            guard uuid.after("instance-")?.isUUID ?? uuid.after("marathon-")?.isUUID ?? false else { continue }
            guard !parts[parts.count - behind].isEmpty, behind == 1 || parts[parts.count - 1].isNumber else { return nil }
            return id[..<id.index(before: uuid.startIndex)]
        }
        return nil
    }

    private static func resident(_ id: Substring.UTF8View) -> Substring.UTF8View? {
        guard let (before, attempt) = id.splitAtLast("."), attempt.isNumber, let (path, uuid) = before.splitAtLast("."), uuid.isUUID else {
            return nil
        }
        return path
    }

    private static func plain(_ id: Substring.UTF8View, separator: Unicode.Scalar) -> Substring.UTF8View? {
        guard let place = id.index(id.endIndex, offsetBy: -37, limitedBy: id.startIndex) else { return nil }
        return id[place] == UInt8(ascii: separator) && id[id.index(after: place)...].isUUID ? id[..<place] : nil
    }

    /// Segments of small letters, digits, dashes and dots with `_` between them: in an app's id these are slashes. Runs of Metronome have
    /// large letters too.
    private static func isPath(_ path: Substring.UTF8View) -> Bool {
        path.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false).allSatisfy { segment in
            if isRun(segment) { return true }
            guard let first = segment.first, let last = segment.last, first.isLowerAlphanumeric, last.isLowerAlphanumeric else { return false }
            return segment.allSatisfy { $0.isLowerAlphanumeric || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
        }
    }

    /// A job of Metronome is an app whose last segment is the run; a job's id has dots where an app's has slashes.
    private static func app(path: Substring.UTF8View) -> Workload.App {
        let segments = path.split(separator: UInt8(ascii: "_")).map { String(Substring($0)) }
        if segments.count > 1, isRun(segments[segments.count - 1].utf8[...]) {
            return Workload.App(id: segments.dropLast().joined(separator: "."), kind: .metronome)
        }
        return Workload.App(id: "/" + segments.joined(separator: "/"), kind: .marathon)
    }

    /// `yyyyMMddHHmmss` and five characters more.
    private static func isRun(_ segment: Substring.UTF8View) -> Bool {
        segment.count == 19 && segment.prefix(14).allSatisfy(\.isDigit) && segment.dropFirst(14).allSatisfy(\.isAlphanumeric)
    }
}

extension Substring.UTF8View {
    fileprivate var isNumber: Bool { !isEmpty && allSatisfy(\.isDigit) }

    fileprivate func splitAtLast(_ separator: Unicode.Scalar) -> (before: Self, behind: Self)? {
        lastIndex(of: UInt8(ascii: separator)).map { (self[..<$0], self[index(after: $0)...]) }
    }
}
