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

    @Option(help: "Only this process.")
    var pid: [ProcessID] = []

    @Option(help: "Only services on this port.")
    var port: [UInt16] = []

    var choosesCgroups: Bool { !cgroup.isEmpty || !container.isEmpty }

    /// A capture of what is chosen here.
    func captureOptions(_ backend: BackendChoice, payload: Int) -> CaptureOptions {
        var options = CaptureOptions()
        options.backend = backend.backend
        options.payload = payload
        options.filtersCgroups = choosesCgroups
        options.processes = pid.isEmpty ? nil : pid
        return options
    }

    /// The cgroups that the user means, or a failure that says which cannot be had.
    func cgroups(_ names: LocalNames) throws(Failure) -> CgroupFilter {
        var found: [CgroupID] = []
        for path in cgroup {
            do throws(CgroupError) {
                found += try names.directory.cgroups.resolve(path)
            } catch {
                throw .usage("--cgroup \(path): \(error)")
            }
        }
        for name in container {
            let cgroups = names.directory.cgroups(ofContainer: name)
            guard !cgroups.isEmpty else { throw .usage(names.noContainer(name)) }
            found += cgroups
        }
        return CgroupFilter(cgroups: found, places: names.directory.cgroups.tops(of: found))
    }
}

/// Where names come from; the same in every command that captures.
struct EngineOptions: ParsableArguments {
    @Option(name: .customLong("docker-socket"), help: ArgumentHelp("Docker's socket.", discussion: "Default: DOCKER_HOST, else /var/run/docker.sock.", valueName: "path"))
    var dockerSocket: String?

    /// Only unix sockets: an engine on another machine knows nothing of the processes here.
    var dockerSocketPath: String {
        if let dockerSocket { return dockerSocket }
        if let host = Host.environment("DOCKER_HOST"), host.hasPrefix("unix://") { return String(host.dropFirst(7)) }
        return DockerEngine.defaultSocket
    }
}
