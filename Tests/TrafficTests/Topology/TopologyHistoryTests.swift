import Events
import Testing
import Traffic

@Suite("The last hour, in bounded memory")
struct TopologyHistoryTests {
    private static let second: UInt64 = 1_000_000_000

    /// One client that asks one server, `requests` times in two seconds that end at `time`.
    private func tick(_ time: UInt64, requests: Int = 1, program: String = "web") -> HostReport {
        var scene = TopologyScene()
        let host = scene.host(1)
        let web = scene.program(program, on: host)
        scene.asks(web, on: host, Endpoint(address: .host(9), port: 443), links: [3], requests: requests, time: 2_000_000)
        var report = scene.reports[host]
        report.time = time * Self.second
        report.interval = 2 * Self.second
        report.nodes[0].metrics = [.cpuCores: 0.5, .memoryBytes: 1_048_576]
        return report
    }

    @Test("No request is lost or told twice, whatever the window")
    func exact() throws {
        var history = TopologyHistory()
        for number in 1...100 { history.append(tick(1000 + UInt64(number) * 2, requests: number)) }
        let all = try #require(history.report(window: 3600 * Self.second))
        #expect(all.edges.map(\.counters.requests) == [5050])
        #expect(all.edges.first?.times.request.count == 5050)
        #expect(all.edges.first?.times.request.mean == 2_000_000)
        #expect(all.interval == 200 * Self.second)
        let last = try #require(history.report(window: 10 * Self.second))
        #expect(last.edges.map(\.counters.requests) == [490])
        #expect(last.nodes.first { $0.level == .host }?.metrics[.cpuCores] == 0.5)
    }

    @Test("The past is told in steps, with names, addresses and links")
    func past() throws {
        var history = TopologyHistory()
        for number in 1...100 { history.append(tick(1000 + UInt64(number) * 2, requests: number)) }
        let then = try #require(history.report(until: 1020 * Self.second, window: 10 * Self.second))
        #expect(then.edges.map(\.counters.requests) == [40])
        #expect(then.edges.first?.serverAddress == Endpoint(address: .host(9), port: 443))
        #expect(then.edges.first?.links.links.map(\.id) == [3])
        let p50 = try #require(then.edges.first?.times.request.quantile(0.5))
        #expect(abs(Int(p50) - 2_000_000) <= 250_000)
    }

    @Test("Memory is bounded: the oldest goes, and the history says how far it reaches")
    func bounded() throws {
        var limits = TopologyHistory.Limits()
        limits.bytes = 64 << 10
        var history = TopologyHistory(limits: limits)
        for number in 1...3000 { history.append(tick(1000 + UInt64(number) * 2, program: "short-\(number / 50)")) }
        #expect(history.bytes <= limits.bytes)
        let begin = try #require(history.begin)
        #expect(begin > 1002 * Self.second)
        let all = try #require(history.report(window: 7200 * Self.second))
        #expect(all.time == 7000 * Self.second)
        let told: UInt64 = all.time - all.interval
        #expect(told == begin)
    }

    @Test("After an hour the first steps are gone")
    func span() throws {
        var history = TopologyHistory()
        for number in 1...2000 { history.append(tick(1000 + UInt64(number) * 2)) }
        let begin = try #require(history.begin)
        let earliest: UInt64 = 1400 * Self.second
        #expect(begin >= earliest)
        #expect(begin <= earliest + 20 * Self.second)
    }

    @Test("Series of everything, of a node at any level, of nobody")
    func series() {
        var history = TopologyHistory()
        for number in 1...10 { history.append(tick(1000 + UInt64(number) * 2, requests: 4)) }
        let all = TopologySeries(of: history)
        #expect(all.requestsPerSecond == [2, 2])
        #expect(all.metrics[.cpuCores] == [0.5, 0.5])
        #expect(TopologySeries(of: history, node: "container:node-1-web").requestsPerSecond == [2, 2])
        #expect(TopologySeries(of: history, node: "container:none").requestsPerSecond == [0, 0])
    }

    @Test("An app uses what its containers use")
    func apps() {
        var scene = TopologyScene()
        let host = scene.host(1)
        _ = [scene.program("a", on: host, app: "/shop/web"), scene.program("b", on: host, app: "/shop/web")]
        for place in scene.reports[host].nodes.indices where scene.reports[host].nodes[place].level == .container {
            scene.reports[host].nodes[place].metrics = [.cpuCores: 0.25, .cpuThrottled: 0.9]
        }
        scene.reports[host].interval = 10 * Self.second
        var history = TopologyHistory()
        history.append(scene.reports[host])
        #expect(TopologySeries(of: history, node: "app:marathon/shop/web").metrics == [.cpuCores: [0.5]])
    }

    @Test("A clock that was set back begins a new history")
    func clock() {
        var history = TopologyHistory()
        history.append(tick(5000))
        history.append(tick(1000))
        #expect(history.latest?.time == 1000 * Self.second)
        #expect(history.report(window: 3600 * Self.second)?.edges.first?.counters.requests == 1)
    }

    @Test("Every protocol that is told keeps its name")
    func protocols() throws {
        for name in ["http", "http2", "tls", "redis"] {
            var report = tick(1000)
            report.interval = 10 * Self.second
            report.edges[0].protocolName = name
            var history = TopologyHistory()
            history.append(report)
            #expect(history.report(window: 60 * Self.second)?.edges.first?.protocolName == name)
        }
    }
}
