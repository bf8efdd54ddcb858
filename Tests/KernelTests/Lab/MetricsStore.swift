import Foundation
import Testing

/// Debian's Prometheus or VictoriaMetrics, on the host of a stranger to the shop. It scrapes the three daemons by HTTPS with their token.
final class MetricsStore {
    enum Kind: String, CaseIterable, CustomTestStringConvertible {
        case prometheus, victoriaMetrics
        var testDescription: String { rawValue }
    }

    let url = "http://127.0.0.1:9090"
    private let shop: Shop
    private let scratch: Scratch
    private let server: Child

    init(_ kind: Kind, scraping shop: Shop, _ credentials: Credentials) throws {
        (self.shop, scratch) = (shop, try Scratch())
        let targets = ThreeHosts.nodes.map { "'\($0.address):\(Shop.port)'" }.joined(separator: ", ")
        let file = try scratch.write("""
            global:
              scrape_interval: 1s
            scrape_configs:
              - job_name: weir
                scheme: https
                authorization:
                  credentials_file: \(credentials.tokenFile)
                tls_config:
                  ca_file: \(credentials.certificate)
                static_configs:
                  - targets: [\(targets)]

            """, to: "scrape.yml")
        let command: [String]
        switch kind {
        case .prometheus:
            command = try [Lab.tool("prometheus"), "--config.file=\(file)", "--storage.tsdb.path=\(scratch.path)/data",
                "--web.listen-address=127.0.0.1:9090", "--log.level=warn"]
        case .victoriaMetrics:
            // It would tell of nothing younger than half a minute.
            command = try [Lab.tool("victoria-metrics"), "-promscrape.config=\(file)", "-storageDataPath=\(scratch.path)/data",
                "-httpListenAddr=127.0.0.1:9090", "-search.latencyOffset=1s", "-loggerLevel=ERROR"]
        }
        server = try Child(shop.net.at(.stranger, command))
    }

    /// The command, so that it reaches the store.
    func beside(_ command: [String]) throws -> [String] { try shop.net.at(.stranger, command) }

    /// The first map that fits, else the last; a store that is not ready has none.
    func map(within seconds: Double, where fits: (Topology) -> Bool) throws -> Topology {
        var problem: (any Error)?
        let map = try Patience.until(seconds, { () -> Topology? in
            do { return try MapOfHosts.of(self) } catch {
                problem = error
                return nil
            }
        }, { $0.map(fits) == true })
        guard let map else { throw LabError("no map: \(problem.map { "\($0)" } ?? ""); \(server.errors.text.suffix(2000))") }
        return map
    }
}
