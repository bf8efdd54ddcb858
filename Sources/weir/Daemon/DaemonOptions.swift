import ArgumentParser

/// The daemon's own flags; each over what the file and the environment say.
struct DaemonOptions: ParsableArguments {
    @Option(help: ArgumentHelp(
        "Where to serve page, API and metrics; several. Default 127.0.0.1:7117.",
        discussion: "An address that other machines reach takes TLS and a token.", valueName: "address:port|unix:path"))
    var listen: [String] = []

    @Option(help: ArgumentHelp("The server's certificate and its chain, PEM.", valueName: "file"))
    var tlsCertificate: String?

    @Option(help: ArgumentHelp("The certificate's key, PEM.", valueName: "file"))
    var tlsKey: String?

    @Option(help: ArgumentHelp("Who asks has to know what is in this file, which only its owner may read.", valueName: "file"))
    var tokenFile: String?

    @Option(help: "Time between steps: how fresh page, API and metrics are. Default 2.")
    var interval: Seconds?

    @Option(help: ArgumentHelp(
        "Most flows that metrics tell apart, 11 to 57 series each; the rest is counted in one, other. Default 200.", valueName: "number"))
    var metricFlows: Int?

    @Option(help: ArgumentHelp("Memory for the last hour. Default 24M.", valueName: "size"))
    var historyMemory: Bytes?

    @Option(help: ArgumentHelp("Capture to files too, the last of them, in this directory.", valueName: "directory"))
    var record: String?

    @Option(help: ArgumentHelp("Bytes of one of these files. Default 64M.", valueName: "size"))
    var recordSize: Bytes?

    @Option(help: ArgumentHelp("How many of them. Default 8.", valueName: "number"))
    var recordFiles: Int?

    @Flag(help: "Captures hold the beginnings of what is said, too.")
    var recordPayload = false

    @Option(help: ArgumentHelp("Push metrics to this collector by OTLP over HTTP.", valueName: "url"))
    var otlp: String?

    @Flag(help: "Push requests too, as spans.")
    var otlpSpans = false

    @Option(help: ArgumentHelp(
        "Where counters wait for the next start, so that a restart loses none. Default: what systemd gives, if it does.", valueName: "directory"))
    var stateDirectory: String?

    @Option(help: "How much is said on standard error: debug, info, notice, warning, error.")
    var logLevel: String?

    func validate() throws {
        if let interval, interval.nanoseconds < 500_000_000 || interval.nanoseconds > 10_000_000_000 {
            throw ValidationError("--interval must be 0.5 to 10 seconds")
        }
        if let recordFiles, !(1...1000).contains(recordFiles) { throw ValidationError("--record-files must be 1 to 1000") }
        if let metricFlows, metricFlows < 0 { throw ValidationError("--metric-flows must not be negative") }
    }

    func apply(to settings: inout DaemonSettings) {
        if !listen.isEmpty { settings.listen = listen }
        settings.tlsCertificate = tlsCertificate ?? settings.tlsCertificate
        settings.tlsKey = tlsKey ?? settings.tlsKey
        settings.tokenFile = tokenFile ?? settings.tokenFile
        settings.interval = interval?.nanoseconds ?? settings.interval
        settings.metricFlows = metricFlows ?? settings.metricFlows
        settings.historyBytes = historyMemory.map { Int($0.count) } ?? settings.historyBytes
        settings.otlp = otlp ?? settings.otlp
        settings.recording = recording(over: settings.recording)
        if otlpSpans { settings.otlpSendsSpans = true }
        settings.stateDirectory = stateDirectory ?? settings.stateDirectory
        settings.logLevel = logLevel ?? settings.logLevel
    }

    private func recording(over known: RecordingSettings?) -> RecordingSettings? {
        guard var recording = record.map({ RecordingSettings(directory: $0) }) ?? known else { return nil }
        recording.size = recordSize?.count ?? recording.size
        recording.files = recordFiles ?? recording.files
        recording.keepsPayload = recordPayload || recording.keepsPayload
        return recording
    }
}
