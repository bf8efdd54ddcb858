import ArgumentParser
import Capture
import Events
import Workloads

/// The filters, with the same meaning in every command.
struct FilterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only this cgroup and all below it: a directory of /sys/fs/cgroup (v1 or v2) or a path from its root.", valueName: "path"))
    var cgroup: [String] = []

    @Option(help: ArgumentHelp("Only this container, by name or id.", valueName: "name|id"))
    var container: [String] = []

    @Option(help: ArgumentHelp("Only this task of Mesos, by id or name.", valueName: "id|name"))
    var task: [String] = []

    @Option(help: ArgumentHelp("Only this app: of Marathon, Chronos, Compose…; /shop/* is all of a group.", valueName: "id"))
    var app: [String] = []

    @Option(help: ArgumentHelp("Only tasks of this framework, by name or id.", valueName: "name|id"))
    var framework: [String] = []

    @Option(help: ArgumentHelp("Only containers and tasks with this label.", valueName: "key=value"))
    var label: [String] = []

    @Option(help: "Only this process.")
    var pid: [ProcessID] = []

    @Option(help: "Only services on this port.")
    var port: [UInt16] = []

    func validate() throws {
        if let wrong = label.first(where: { WorkloadSelection.Label($0) == nil }) {
            throw ValidationError("--label \(wrong): a label is key=value, or a key alone")
        }
    }

    /// As they were given, but for ports, which captures do not choose by.
    var arguments: [String] {
        let kinds: [(String, [String])] = [
            ("--cgroup", cgroup), ("--container", container), ("--task", task), ("--app", app), ("--framework", framework), ("--label", label),
            ("--pid", pid.map { "\($0)" }),
        ]
        return kinds.flatMap { name, values in values.flatMap { [name, $0] } }
    }

    var choosesCgroups: Bool { !cgroup.isEmpty || !selection.isEmpty }

    /// Whom names mean.
    var selection: WorkloadSelection {
        var selection = WorkloadSelection()
        selection.containers = container
        selection.tasks = task
        selection.apps = app
        selection.frameworks = framework
        selection.labels = label.compactMap(WorkloadSelection.Label.init)
        return selection
    }

    /// A capture of what is chosen here.
    func captureOptions(_ backend: BackendChoice, payload: Int) -> CaptureOptions {
        var options = CaptureOptions()
        options.backend = backend.backend
        options.payload = payload
        options.filtersCgroups = choosesCgroups
        options.processes = pid.isEmpty ? nil : pid
        return options
    }

    /// The cgroups that the user means, or a failure that says which cannot be had. Tasks and apps may come later: they are waited for
    /// while the capture runs.
    func cgroups(_ names: LocalNames) throws(Failure) -> CgroupFilter {
        var found: [CgroupID] = []
        for path in cgroup {
            do throws(CgroupError) {
                found += try names.directory.cgroups.resolve(path)
            } catch {
                throw .usage("--cgroup \(path): \(error)")
            }
        }
        for name in container where names.directory.cgroups(ofContainer: name).isEmpty { throw .usage(names.noContainer(name)) }
        if !selection.isEmpty {
            let selected = names.directory.cgroups(of: selection)
            if selected.isEmpty { Console.say("weir: nothing here is \(meant) yet: waiting for it") }
            found += selected
        }
        return CgroupFilter(cgroups: found, places: names.directory.cgroups.tops(of: found))
    }

    private var meant: String {
        let kinds = [("--task", task), ("--app", app), ("--framework", framework), ("--label", label)]
        return kinds.flatMap { kind, values in values.map { "\(kind) \($0)" } }.joined(separator: ", ")
    }
}
