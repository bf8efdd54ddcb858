import ArgumentParser
import Logging
import Metrics
import Web

/// `weir daemon`: the node agent.
struct DaemonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "daemon",
        abstract: "Watch this host for good: metrics, an API and the topology's page at http://127.0.0.1:7117.",
        discussion: """
            Settings come from /etc/weir/weir.yaml, from WEIR_ variables and from here, the later over the earlier. SIGHUP reads the file \
            again: names and clusters change at once, the rest with the next start. SIGTERM ends it in order.

            EXAMPLES
              weir daemon                                    page, API and metrics for this machine alone
              weir daemon --listen unix:/run/weir/weir.sock  for root and whom the settings name
              weir daemon --listen 0.0.0.0:7117 --tls-certificate c.pem --tls-key k.pem --token-file token
              curl http://127.0.0.1:7117/metrics
            """)

    @OptionGroup(title: "What to watch") var filter: FilterOptions

    @OptionGroup(title: "Names") var names: NameOptions

    @OptionGroup(title: "Serving") var daemon: DaemonOptions

    @OptionGroup(title: "What weir may use") var limits: LimitOptions

    @Option(name: .customLong("host-name"), help: "Name of this host; the same in all that is told of it.")
    var hostName: String?

    @OptionGroup(title: "How it is captured") var capturing: CapturingOptions

    func run() async throws {
        Console.catchSignals(reloading: true)
        let service = ServiceManager()
        var configuration = try names.configuration()
        daemon.apply(to: &configuration.daemon)
        configuration.hostName = hostName ?? configuration.hostName
        let settings = configuration.daemon
        let log = try DaemonLog.logger(settings.logLevel)
        let web = try settings.webConfiguration()
        let otlp = try settings.otlpOptions()
        let recording = try settings.recording.map { try DaemonRecording($0, filter.arguments + self.names.arguments) }
        let followed = Task { [recording, log] in try await CaptureThread.run(recording) { $0?.follow(log) } }
        let names = try await LocalNames(configuration)
        defer { names.stop() }
        try await names.waitFor(filter)
        let parts = DaemonParts(settings, log)
        let memory = DaemonMemory(directory: settings.stateDirectory)
        memory?.recall(into: parts.metrics, log)
        let server = WebServer(web, content: parts.content, logger: log)
        let pusher = try parts.pusher(otlp, host: configuration.hostName ?? Host.name)
        // The programs and the sockets need what is given up before anything is read.
        let run = try DaemonRun(self, parts, pusher?.exporter, names, service)
        do throws(WebError) {
            for address in try await server.start() { log.notice("listening", metadata: ["address": "\(address)"]) }
        } catch {
            throw Failure(message: "\(error)", status: error.isUsage ? 2 : 1)
        }
        let result: Result<Void, any Error>
        do { result = .success(try await CaptureThread.run(run) { try $0.loop() }) } catch { result = .failure(error) }
        service.stopping()
        memory?.keep(parts.metrics, log)
        recording?.stop()
        await server.stop()
        await pusher?.stop()
        try? await followed.value
        try result.get()
    }
}

extension WebError {
    /// What was asked for cannot be, rather than: could not be done.
    fileprivate var isUsage: Bool {
        switch self {
        case .address, .unguarded: true
        case .listen, .token, .certificate: false
        }
    }
}
