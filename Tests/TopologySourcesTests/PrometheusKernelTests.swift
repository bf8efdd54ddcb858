import Foundation
import Testing
import Traffic

@testable import TopologySources

/// With real stores. Where WEIR_KERNEL_TESTS=1 says that they must be there, their absence fails.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["WEIR_KERNEL_TESTS"] == "1"), .serialized)
struct PrometheusKernelTests {
    @Test("a graph comes out of what a real store scraped", arguments: MetricStore.Kind.allCases)
    func store(_ kind: MetricStore.Kind) async throws {
        let scrapes = Scrapes()
        let (one, two) = (try await scrapes.server("node-1"), try await scrapes.server("node-2"))
        let store = try MetricStore(kind, scraping: [one.port, two.port], on: try await MetricStore.freePort())
        let source = PrometheusSource(try SourceAddress(store.url), SourceOptions())
        let view = try await eventually { try await source.view(at: nil, window: 10_000_000_000) } until: { view in
            view.hosts.count == 2 && view.hosts.allSatisfy { $0.edges.contains { $0.counters.requests >= 300 } }
        }
        let (first, second) = (view.hosts[0], view.hosts[1])
        #expect(first.host == "node-1" && first.version == "0.1.0" && first.kernel == "6.18" && !first.isStale && first.interval == 60_000_000_000)
        #expect(first.addresses.map(\.description) == ["10.0.0.1"] && (first.lost ?? 0) > 0)
        #expect(first.nodes.first { $0.id == "host:node-1" }?.metrics == [.cpuCores: 1.5])
        #expect(first.nodes.first { $0.id == "container:node-1/box" }?.metrics == [.memoryBytes: 1000])

        let edge = try #require(first.edges.first)
        #expect(edge.key == .init(client: "app:marathon/shop/web", server: "app:marathon/shop/api", transport: .tcp, port: 80))
        #expect(edge.observed == .both && edge.active == 3 && edge.protocolName == "http")
        #expect(edge.counters.errors * 50 < edge.counters.requests && edge.counters.errors * 200 > edge.counters.requests)
        near(edge.times.request.mean, 2_000_000)
        near(edge.times.server.mean, 1_000_000)
        near(edge.times.queue.mean, 100_000)
        near(edge.times.network?.mean, 900_000)
        #expect((1_000_000...10_000_000).contains(edge.times.request.quantile(0.5) ?? 0))
        // the server's half is in it; what it asks outside is its own
        #expect(second.edges.map(\.key.server) == ["external:10.0.7.12"] && second.edges[0].serverAddress?.port == 5432)
        #expect(second.nodes.contains { $0.id == "app:marathon/shop/api" && $0.level == .app })

        two.says { _ in .status(.internalServerError) }
        let later = try await eventually { try await source.view(at: nil, window: 10_000_000_000) } until: { $0.hosts.last?.isStale == true }
        #expect(later.hosts.last?.error == "it cannot be scraped: up is 0" && later.hosts.last?.edges.isEmpty == false)
        #expect(later.hosts.first?.isStale == false)
        await source.close()
        try await one.stop()
        try await two.stop()
    }

    @Test("a store that knows no weir, and a query that it refuses, are told in words", arguments: MetricStore.Kind.allCases)
    func empty(_ kind: MetricStore.Kind) async throws {
        let store = try MetricStore(kind, scraping: [], on: try await MetricStore.freePort())
        let source = PrometheusSource(try SourceAddress(store.url), SourceOptions())
        let error = try await eventually { await Self.error(source) } until: { $0?.contains("has nothing to show") == true }
        #expect(error == "\(store.url) has nothing to show: no weir was scraped in the ten minutes before: does it scrape them?")
        await source.close()
    }

    private static func error(_ source: PrometheusSource) async -> String? {
        do {
            _ = try await source.view(at: nil, window: 0)
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// Within a hundredth: stores round in the last digits.
    private func near(_ value: UInt64?, _ expected: UInt64, line: Int = #line) {
        let value = Double(value ?? 0)
        #expect(abs(value - Double(expected)) <= Double(expected) / 100, "\(value) is not near \(expected), line \(line)")
    }

    /// Stores begin slowly: asked again for at most 60 s.
    private func eventually<Value>(_ ask: () async throws -> Value, until isRight: (Value) -> Bool) async throws -> Value {
        let end = ContinuousClock.now + .seconds(60)
        while true {
            do {
                let value = try await ask()
                if isRight(value) || .now > end { return value }
            } catch where .now < end {}
            try await Task.sleep(for: .milliseconds(500))
        }
    }
}

/// Counters that grow with each scrape.
private struct Scrapes {
    func server(_ host: String) async throws -> TinyServer {
        let count = Counter()
        return try await TinyServer { _ in .bytes(Array(Exposition.text(host, count.next()).utf8), headers: ["Content-Type": "text/plain; version=0.0.4"]) }
    }

    private final class Counter: @unchecked Sendable {
        private let lock = NSLock()
        private var count = 0

        func next() -> Int { lock.withLock { count += 1; return count } }
    }
}
