import ArgumentParser
import Workloads

/// Where names come from; the same in every command that looks at this host.
struct NameOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Settings; else WEIR_CONFIG, else /etc/weir/weir.yaml where that is.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp(
        "Docker's socket.", discussion: "Default: DOCKER_HOST, else /var/run/docker.sock.", valueName: "path"))
    var dockerSocket: String?

    @Option(help: ArgumentHelp(
        "A master of Mesos. Default: found by its process or by an agent's, at any time.", valueName: "host:port"))
    var mesosMaster: [String] = []

    @Option(help: ArgumentHelp("The agent of Mesos of this host. Default: found by its process.", valueName: "host:port"))
    var mesosAgent: String?

    @Option(help: ArgumentHelp("A Marathon. Default: found by what the master says.", valueName: "url"))
    var marathon: [String] = []

    @Flag(help: "Ask only the clusters that are named here or in the settings.")
    var noDiscovery = false

    @Flag(help: ArgumentHelp(
        "Do not listen to connection tracking: translated addresses stay as they were dialled.",
        discussion: "Listening costs each tracked connection of the host some microseconds."))
    var noConntrack = false

    /// As they were given.
    var arguments: [String] {
        let kinds: [(String, [String])] = [
            ("--config", [config].compactMap(\.self)), ("--docker-socket", [dockerSocket].compactMap(\.self)), ("--mesos-master", mesosMaster),
            ("--mesos-agent", [mesosAgent].compactMap(\.self)), ("--marathon", marathon),
        ]
        return kinds.flatMap { name, values in values.flatMap { [name, $0] } } + (noDiscovery ? ["--no-discovery"] : [])
            + (noConntrack ? ["--no-conntrack"] : [])
    }

    /// With file and environment.
    func configuration() throws(Failure) -> Configuration {
        var configuration = try Configuration.load(config)
        if let dockerSocket { configuration.dockerSocket = dockerSocket }
        if !mesosMaster.isEmpty { configuration.cluster.masters = mesosMaster }
        if let mesosAgent { configuration.cluster.agent = mesosAgent }
        if !marathon.isEmpty { configuration.cluster.marathons = marathon }
        if noConntrack { configuration.followsConntrack = false }
        if noDiscovery { configuration.cluster.discovers = false }
        return configuration
    }

}
