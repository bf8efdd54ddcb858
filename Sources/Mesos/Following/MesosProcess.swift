public import Events

/// A master or an agent of Mesos that runs on this host, by its command line.
public struct MesosProcess: Hashable, Sendable {
    public enum Role: String, Sendable { case master, agent }

    public var role: Role
    public var arguments: [String]
    /// Where anybody in its network namespace listens: it may be bound to one address without a word in its command line.
    public var listening: [Endpoint] = []

    /// nil when it is neither. `name` is its program's, with or without a path.
    public init?(name: String, arguments: [String]) {
        switch name.split(separator: "/").last {
        case "mesos-master": role = .master
        case "mesos-slave", "mesos-agent": role = .agent
        default: return nil
        }
        self.arguments = arguments
    }

    /// The value of `--name=value`; the last one counts.
    public func flag(_ name: String) -> String? {
        arguments.last { $0.hasPrefix("--\(name)=") }.map { String($0.dropFirst(name.count + 3)) }
    }

    /// Where its API may be, the likeliest first: command lines do not tell whether it speaks TLS.
    var urls: [ClusterURL] {
        let usual: UInt16 = role == .master ? 5050 : 5051
        let port = flag("port").flatMap(UInt16.init) ?? usual
        var places = [(flag("ip") ?? "127.0.0.1", port)]
        places += listening.filter { $0.port == port && !$0.address.isUnspecified && !$0.address.isLoopback }.map { ("\($0.address)", port) }
        if let advertised = flag("advertise_ip") {
            places.append((advertised, flag("advertise_port").flatMap(UInt16.init) ?? port))
        }
        if flag("ip_discovery_command") != nil, let hostname = flag("hostname") { places.append((hostname, port)) }
        return ClusterURL.Scheme.allCases.flatMap { scheme in
            places.compactMap { host, port in Self.url(scheme, host, port) }
        }
    }

    private static func url(_ scheme: ClusterURL.Scheme, _ host: String, _ port: UInt16) -> ClusterURL? {
        let reachable = host == "0.0.0.0" ? "127.0.0.1" : host == "::" ? "::1" : host
        let name = reachable.contains(":") ? "[\(reachable)]" : reachable
        return try? ClusterURL("\(scheme.rawValue)://\(name):\(port)")
    }

    /// The master that an agent names; not with ZooKeeper (`zk://…`), where it may be any of several.
    var master: ClusterURL? {
        guard role == .agent, let text = flag("master"), !text.contains("/") else { return nil }
        return try? ClusterURL(text, defaultPort: 5050)
    }
}
