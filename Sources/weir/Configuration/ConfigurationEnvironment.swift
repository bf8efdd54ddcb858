import Mesos

/// Settings from environment variables, over those of the file: `WEIR_MESOS_MASTERS`, `WEIR_DCOS_PASSWORD`…
enum ConfigurationEnvironment {
    static func apply(to configuration: inout Configuration) throws(Failure) {
        // Only unix sockets: an engine on another machine knows nothing of the processes here.
        if let host = Host.environment("DOCKER_HOST"), host.hasPrefix("unix://") { configuration.dockerSocket = String(host.dropFirst(7)) }
        if let name = value("HOST_NAME") { configuration.hostName = name }
        if let path = value("CA_FILE") { configuration.cluster.caFile = path }
        if let agent = value("MESOS_AGENT") { configuration.cluster.agent = agent }
        if let url = value("DCOS_URL") { configuration.cluster.dcos = url }
        if let discovery = value("DISCOVERY") {
            guard let isOn = ["true": true, "false": false][discovery.lowercased()] else {
                throw Failure(message: "WEIR_DISCOVERY must be true or false", status: 2)
            }
            configuration.cluster.discovers = isOn
        }
        list("MESOS_MASTERS", &configuration.cluster.masters)
        list("MARATHON_URLS", &configuration.cluster.marathons)
        list("CHRONOS_URLS", &configuration.cluster.chronos)
        list("METRONOME_URLS", &configuration.cluster.metronome)
        list("MESOS_DNS_URLS", &configuration.cluster.mesosDNS)
        try credentials("MESOS", &configuration.cluster.credentials.mesos)
        try credentials("MARATHON", &configuration.cluster.credentials.marathon)
        try credentials("CHRONOS", &configuration.cluster.credentials.chronos)
        try credentials("DCOS", &configuration.cluster.credentials.dcos, isDCOS: true)
    }

    private static func value(_ name: String) -> String? {
        Host.environment("WEIR_" + name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Separated by commas.
    private static func list(_ name: String, _ values: inout [String]) {
        if let text = value(name) { values = text.split(separator: ",").map(String.init) }
    }

    private static func credentials(_ who: String, _ credentials: inout Credentials, isDCOS: Bool = false) throws(Failure) {
        var given = GivenCredentials(place: "WEIR_\(who)_…")
        given.user = value(who + "_USER")
        given.password = value(who + "_PASSWORD").map { Secret($0) }
        given.token = value(who + "_TOKEN").map { Secret($0) }
        given.passwordFile = value(who + "_PASSWORD_FILE")
        given.tokenFile = value(who + "_TOKEN_FILE")
        given.serviceAccountFile = value(who + "_SERVICE_ACCOUNT_FILE")
        let found = try given.credentials(isDCOS: isDCOS)
        if found != .none { credentials = found }
    }
}
