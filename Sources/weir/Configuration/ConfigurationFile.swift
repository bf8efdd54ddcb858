import Mesos
import Settings

/// `/etc/weir/weir.yaml`. An unknown key is an error, since a typing error would else be silence.
struct ConfigurationFile {
    let path: String
    private let root: YAMLNode

    private static let longest = 1 << 20

    /// nil when there is no file and none is needed.
    init?(path: String, mustExist: Bool) throws(Failure) {
        self.path = path
        guard let text = try TextFile.read(path, limit: Self.longest, mustExist: mustExist) else { return nil }
        do throws(YAMLError) {
            root = try YAMLNode.read(text)
        } catch {
            throw Failure(message: "\(path):\(error.line): \(error.what)", status: 2)
        }
    }

    func apply(to configuration: inout Configuration) throws(Failure) {
        if case .nothing = root.content { return }
        for (key, value) in try mapping(root, "the file") {
            switch key {
            case "host_name": configuration.hostName = try text(value, key)
            case "docker_socket": configuration.dockerSocket = try text(value, key)
            case "podman_socket": configuration.podmanSocket = try text(value, key)
            case "cri_socket": configuration.criSocket = try text(value, key)
            case "ca_file": configuration.cluster.caFile = try text(value, key)
            case "discovery": configuration.cluster.discovers = try flag(value, key)
            case "conntrack": configuration.followsConntrack = try flag(value, key)
            case "mesos": try mesos(value, &configuration.cluster)
            case "marathon": try site(value, key, \.marathons, \.marathon, &configuration.cluster)
            case "chronos": try site(value, key, \.chronos, \.chronos, &configuration.cluster)
            case "metronome": try site(value, key, \.metronome, nil, &configuration.cluster)
            case "mesos_dns": try site(value, key, \.mesosDNS, nil, &configuration.cluster)
            case "dcos": try dcos(value, &configuration.cluster)
            case "daemon": try daemon(value, &configuration.daemon)
            default:
                throw unknown(
                    key, value, among: [
                        "host_name", "docker_socket", "podman_socket", "cri_socket", "ca_file", "discovery", "conntrack", "mesos", "marathon", "chronos",
                        "metronome", "mesos_dns", "dcos", "daemon",
                    ])
            }
        }
    }

    private func mesos(_ node: YAMLNode, _ cluster: inout ClusterConfiguration) throws(Failure) {
        for (key, value) in try mapping(node, "mesos") {
            switch key {
            case "masters": cluster.masters = try texts(value, "mesos.masters")
            case "agent": cluster.agent = try text(value, "mesos.agent")
            case "credentials": cluster.credentials.mesos = try credentials(value, "mesos.credentials")
            default: throw unknown("mesos.\(key)", value, among: ["masters", "agent", "credentials"])
            }
        }
    }

    private func site(
        _ node: YAMLNode, _ name: String, _ urls: WritableKeyPath<ClusterConfiguration, [String]>,
        _ who: WritableKeyPath<ClusterCredentials, Credentials>?, _ cluster: inout ClusterConfiguration
    ) throws(Failure) {
        for (key, value) in try mapping(node, name) {
            switch (key, who) {
            case ("urls", _): cluster[keyPath: urls] = try texts(value, "\(name).urls")
            case ("credentials", let who?): cluster.credentials[keyPath: who] = try credentials(value, "\(name).credentials")
            default: throw unknown("\(name).\(key)", value, among: who == nil ? ["urls"] : ["urls", "credentials"])
            }
        }
    }

    private func dcos(_ node: YAMLNode, _ cluster: inout ClusterConfiguration) throws(Failure) {
        for (key, value) in try mapping(node, "dcos") {
            switch key {
            case "url": cluster.dcos = try text(value, "dcos.url")
            case "net": cluster.dcosNet = try texts(value, "dcos.net")
            case "credentials": cluster.credentials.dcos = try credentials(value, "dcos.credentials", isDCOS: true)
            default: throw unknown("dcos.\(key)", value, among: ["url", "net", "credentials"])
            }
        }
    }

    private func credentials(_ node: YAMLNode, _ name: String, isDCOS: Bool = false) throws(Failure) -> Credentials {
        var given = GivenCredentials(place: "\(path): \(name)")
        for (key, value) in try mapping(node, name) {
            guard let field = GivenCredentials.keys[key] else {
                throw unknown("\(name).\(key)", value, among: GivenCredentials.keys.keys.sorted())
            }
            given[keyPath: field] = try text(value, "\(name).\(key)")
        }
        return try given.credentials(isDCOS: isDCOS)
    }
}
