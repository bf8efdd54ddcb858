/// The one name that people are shown.
enum DisplayName {
    /// Short and never empty.
    static func of(_ answer: Workload, _ subject: NameSubject) -> String {
        if let app = answer.app, app.kind != .systemd { return name(app, answer.task) }
        if let pod = answer.pod?.name { return [pod, subject.label("io.kubernetes.container.name")].compactMap(\.self).joined(separator: "/") }
        if let task = answer.task?.name ?? answer.task?.id { return task }
        if let container = answer.container { return container.name ?? answer.task?.framework ?? ContainerIdentity.short(container.id) }
        if let unit = answer.app?.id { return unit.hasSuffix(".service") ? String(unit.dropLast(8)) : unit }
        guard let process = answer.process else { return answer.cgroup ?? "unknown" }
        return process.pid.map { "\(process.name)[\($0)]" } ?? process.name
    }

    /// Of a pod, the container in it too.
    private static func name(_ app: Workload.App, _ task: Workload.Task?) -> String {
        let name = app.id.hasPrefix("/") ? String(app.id.dropFirst()) : app.id
        return task?.part.map { "\(name)/\($0)" } ?? name
    }
}
