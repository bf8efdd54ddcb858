import Foundation
import Testing

@testable import Metrics

/// A Prometheus or a VictoriaMetrics of the test's own, on loopback, that scrapes metrics every second.
enum Store: String, CaseIterable, Sendable {
    case prometheus
    case victoriaMetrics = "victoria-metrics"

    typealias Query = @Sendable (String) async throws -> [Double]

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// One for as long as `body` takes; it has scraped at least once.
    static func scraping(_ metrics: FlowMetrics, _ store: Store, _ body: (Query) async throws -> Void) async throws {
        let target = try await Receiver.start { request in
            let exposition = metrics.exposition(accept: request.header("accept"))
            return Receiver.Answer(headers: [("Content-Type", exposition.contentType)], body: exposition.body)
        }
        let directory = NSTemporaryDirectory() + "weir-store-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let process = Process()
        defer {
            if process.isRunning {
                process.terminate()
                process.waitUntilExit()
            }
            try? FileManager.default.removeItem(atPath: directory)
        }
        let configuration = """
            global: {scrape_interval: 1s}
            scrape_configs: [{job_name: weir, honor_labels: true, static_configs: [{targets: ["127.0.0.1:\(target.port)"]}]}]
            """
        try Data(configuration.utf8).write(to: URL(fileURLWithPath: directory + "/scrape.yml"))
        let port = try freePort()
        process.executableURL = URL(fileURLWithPath: try Tool.find(store.rawValue))
        process.arguments = store.arguments(directory, port: port)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let query: Query = { try await ask($0, port: port) }
        try await waitForScrape(query)
        try await body(query)
        // So that both formats are read by somebody who did not write them.
        #expect(target.requests.contains { $0.header("accept")?.contains("openmetrics") == true } == (store == .prometheus))
        await target.stop()
    }

    private func arguments(_ directory: String, port: Int) -> [String] {
        switch self {
        case .prometheus:
            [
                "--config.file=\(directory)/scrape.yml", "--storage.tsdb.path=\(directory)/data", "--web.listen-address=127.0.0.1:\(port)",
                "--log.level=error",
            ]
        case .victoriaMetrics:
            [
                "-promscrape.config=\(directory)/scrape.yml", "-storageDataPath=\(directory)/data", "-httpListenAddr=127.0.0.1:\(port)",
                "-search.latencyOffset=0s", "-memory.allowedBytes=200MB", "-promscrape.maxScrapeSize=64MB",
            ]
        }
    }

    private static func waitForScrape(_ query: Query) async throws {
        for _ in 0..<300 {
            if let up = try? await query("min(weir_events_total)"), !up.isEmpty { return }
            try await Task.sleep(for: .milliseconds(200))
        }
        throw Failure(description: "nothing was scraped")
    }

    /// The values of an instant query, without order.
    private static func ask(_ expression: String, port: Int) async throws -> [Double] {
        var allowed = CharacterSet.alphanumerics
        allowed.insert("_")
        let query = expression.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
        let answer = try await Receiver.get("http://127.0.0.1:\(port)/api/v1/query?query=\(query)")
        guard let object = try JSONSerialization.jsonObject(with: Data(answer)) as? [String: Any], let data = object["data"] as? [String: Any],
            let results = data["result"] as? [[String: Any]]
        else { throw Failure(description: String(decoding: answer, as: UTF8.self)) }
        return results.compactMap { ($0["value"] as? [Any])?.last as? String }.compactMap(Double.init)
    }

    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard bound else { throw Failure(description: "no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
