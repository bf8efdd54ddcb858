import Metrics
import Settings

// The daemon's part.
extension ConfigurationFile {
    func daemon(_ node: YAMLNode, _ settings: inout DaemonSettings) throws(Failure) {
        for (key, value) in try mapping(node, "daemon") {
            let name = "daemon.\(key)"
            switch key {
            case "listen": settings.listen = try texts(value, name)
            case "tls_certificate": settings.tlsCertificate = try text(value, name)
            case "tls_key": settings.tlsKey = try text(value, name)
            case "token_file": settings.tokenFile = try text(value, name)
            case "host_names": settings.hostNames = try texts(value, name)
            case "peers": settings.peers = try texts(value, name).map { text throws(Failure) in try user(text, value, name) }
            case "interval": settings.interval = try interval(value, name)
            case "history_memory": settings.historyBytes = try size(value, name)
            case "state_directory": settings.stateDirectory = try text(value, name)
            case "log_level": settings.logLevel = try text(value, name)
            case "metrics": try metrics(value, &settings)
            case "otlp": try otlp(value, &settings)
            case "record": try recording(value, &settings)
            default:
                throw unknown(
                    name, value, among: [
                        "listen", "tls_certificate", "tls_key", "token_file", "host_names", "peers", "interval", "history_memory", "state_directory",
                        "log_level",
                        "metrics", "otlp", "record",
                    ])
            }
        }
    }

    private func metrics(_ node: YAMLNode, _ settings: inout DaemonSettings) throws(Failure) {
        for (key, value) in try mapping(node, "daemon.metrics") {
            let name = "daemon.metrics.\(key)"
            switch key {
            case "flows": settings.metricFlows = try whole(value, name, in: 0...1_000_000)
            case "labels":
                settings.labels = try texts(value, name).map { text throws(Failure) in
                    guard let label = FlowLabel(rawValue: text) else {
                        throw wrong(value, "no label of flows is called \(text); there are \(FlowLabel.allCases.map(\.rawValue).joined(separator: ", "))")
                    }
                    return label
                }
            default: throw unknown(name, value, among: ["flows", "labels"])
            }
        }
    }

    private func otlp(_ node: YAMLNode, _ settings: inout DaemonSettings) throws(Failure) {
        for (key, value) in try mapping(node, "daemon.otlp") {
            let name = "daemon.otlp.\(key)"
            switch key {
            case "url": settings.otlp = try text(value, name)
            case "spans": settings.otlpSendsSpans = try flag(value, name)
            case "headers_file": settings.otlpHeadersFile = try text(value, name)
            case "ca_file": settings.otlpCAFile = try text(value, name)
            default: throw unknown(name, value, among: ["url", "spans", "headers_file", "ca_file"])
            }
        }
    }

    private func recording(_ node: YAMLNode, _ settings: inout DaemonSettings) throws(Failure) {
        var given = RecordingSettings(directory: "")
        for (key, value) in try mapping(node, "daemon.record") {
            let name = "daemon.record.\(key)"
            switch key {
            case "directory": given.directory = try text(value, name)
            case "size": given.size = UInt64(try size(value, name))
            case "files": given.files = try whole(value, name, in: 1...1000)
            case "payload": given.keepsPayload = try flag(value, name)
            default: throw unknown(name, value, among: ["directory", "size", "files", "payload"])
            }
        }
        guard !given.directory.isEmpty else { throw wrong(node, "daemon.record.directory is missing") }
        settings.recording = given
    }

    private func interval(_ node: YAMLNode, _ name: String) throws(Failure) -> UInt64 {
        guard let time = Seconds(argument: try text(node, name)), (500_000_000...10_000_000_000).contains(time.nanoseconds) else {
            throw wrong(node, "\(name) must be 0.5s to 10s")
        }
        return time.nanoseconds
    }

    private func size(_ node: YAMLNode, _ name: String) throws(Failure) -> Int {
        guard let size = Bytes(argument: try text(node, name)), size.count >= 1 << 20, size.count <= 1 << 34 else {
            throw wrong(node, "\(name) must be a size from 1M to 16G")
        }
        return Int(size.count)
    }

    /// By number or by name.
    private func user(_ text: String, _ node: YAMLNode, _ name: String) throws(Failure) -> UInt32 {
        if let number = UInt32(text) { return number }
        guard let number = Host.user(named: text) else { throw wrong(node, "\(name): there is no user \(text)") }
        return number
    }
}
