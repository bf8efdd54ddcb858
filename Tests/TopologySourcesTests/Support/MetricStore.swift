import Foundation

@testable import TopologySources

/// A real store of metrics on loopback, with its data in a directory of its own, ended by its pid.
final class MetricStore {
    enum Kind: String, CaseIterable, Sendable {
        case prometheus
        case victoriaMetrics = "victoria-metrics"
    }

    private let process = Process()
    private let directory: String
    let url: String

    /// Scrapes these ports each second.
    init(_ kind: Kind, scraping ports: [Int], on port: Int) throws {
        directory = "/tmp/weir-store-\(UUID().uuidString)"
        url = "http://127.0.0.1:\(port)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let targets = ports.map { "'127.0.0.1:\($0)'" }.joined(separator: ", ")
        let settings = "global: {scrape_interval: 1s}\nscrape_configs:\n- job_name: weir\n  static_configs: [{targets: [\(targets)]}]\n"
        try settings.write(toFile: "\(directory)/scrape.yml", atomically: true, encoding: .utf8)
        process.executableURL = URL(fileURLWithPath: "/usr/bin/\(kind.rawValue)")
        switch kind {
        case .prometheus:
            process.arguments = [
                "--config.file=\(directory)/scrape.yml", "--storage.tsdb.path=\(directory)/data", "--web.listen-address=127.0.0.1:\(port)",
            ]
        case .victoriaMetrics:
            process.arguments = [
                "-promscrape.config=\(directory)/scrape.yml", "-storageDataPath=\(directory)/data", "-httpListenAddr=127.0.0.1:\(port)",
                "-search.latencyOffset=1s",
            ]
        }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// A port that nobody has at this moment.
    static func freePort() async throws -> Int {
        let server = try await TinyServer { _ in .nothing }
        defer { Task { try await server.stop() } }
        return server.port
    }
}
