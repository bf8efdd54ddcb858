import Metrics
import Traffic
import Web

/// What a user has set of the daemon alone.
struct DaemonSettings {
    var listen = ["127.0.0.1:7117"]
    var tlsCertificate: String?
    var tlsKey: String?
    var tokenFile: String?
    /// Names in `Host:` that are this daemon's, of a proxy in front.
    var hostNames: [String] = []
    /// Users beside root who may use unix sockets.
    var peers: [UInt32] = []
    /// Nanoseconds.
    var interval: UInt64 = 2_000_000_000
    var historyBytes = 24 << 20
    /// Sets of labels in metrics.
    var metricFlows = 200
    var labels: [FlowLabel] = []
    var otlp: String?
    var otlpSendsSpans = false
    /// `name: value` lines, since headers may hold a secret.
    var otlpHeadersFile: String?
    var otlpCAFile: String?
    var logLevel = "info"
    var recording: RecordingSettings?
    /// Where counters wait for the next start.
    var stateDirectory: String?

    func webConfiguration() throws(Failure) -> WebConfiguration {
        var addresses: [ListenAddress] = []
        for text in listen {
            do throws(WebError) { addresses.append(try ListenAddress(text)) } catch { throw .usage("\(error)") }
        }
        var web = WebConfiguration(addresses: addresses)
        switch (tlsCertificate, tlsKey) {
        case (let certificate?, let key?): web.tls = TLSFiles(certificate: certificate, key: key)
        case (nil, nil): break
        default: throw .usage("a certificate needs its key and a key its certificate: give both --tls-certificate and --tls-key")
        }
        web.tokenFile = tokenFile
        web.hostNames = hostNames
        // A node's agent has few readers, and little memory for slow ones.
        web.limits.connections = 128
        web.limits.unsent = 16 << 20
        web.peers = peers
        return web
    }

    var historyLimits: TopologyHistory.Limits {
        var limits = TopologyHistory.Limits()
        limits.bytes = historyBytes
        return limits
    }

    func otlpOptions() throws(Failure) -> OTLPOptions? {
        guard let otlp else { return nil }
        var options = OTLPOptions(url: otlp)
        options.sendsSpans = otlpSendsSpans
        options.caFile = otlpCAFile
        guard let otlpHeadersFile, let text = try TextFile.read(otlpHeadersFile, limit: 65_536, mustExist: true) else { return options }
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.drop { $0 == " " } }
            guard parts.count == 2 else { throw Failure(message: "\(otlpHeadersFile): a header is `name: value`", status: 2) }
            options.headers.append(OTLPHeader(name: String(parts[0]), value: String(parts[1])))
        }
        return options
    }
}
