public import Traffic

import JSON
import Synchronization

/// Many nodes, out of a store that speaks Prometheus' query API: Prometheus, Thanos, Mimir, VictoriaMetrics.
///
/// Ends are apps, and what has no app is a container, a process' name or an address; there is no more in metrics. Quantiles are as fine as the
/// store's buckets. A host that is not scraped any more keeps what this source last knew of it, as stale, for ten minutes. Any thread.
public final class PrometheusSource: TopologySource {
    private let address: SourceAddress
    private let client: SourceClient
    private let known = Mutex<[String: HostReport]>([:])

    /// Queries under way at the same time.
    private static let width = 6
    /// In a shorter window there may be fewer than two scrapes, so that nothing increases.
    public static let shortestWindow: UInt64 = 60_000_000_000

    public init(_ address: SourceAddress, _ options: SourceOptions) {
        self.address = address
        client = SourceClient(options)
    }

    public func close() async { await client.close() }

    public func view(at time: UInt64?, window: UInt64) async throws -> TopologyView {
        let seconds = max(window, Self.shortestWindow) / 1_000_000_000
        let seen = try await ask(PrometheusQueries.seen, time.map(SourceNumber.seconds))
        guard let now = seen.first?.time else {
            throw SourceError.nothing("\(address)", "no weir was scraped in the ten minutes before: does it scrape them?")
        }
        let answers = try await answers(PrometheusQueries(window: seconds), at: SourceNumber.seconds(UInt64(max(0, now) * 1e3) * 1_000_000))
        let reports = PrometheusAssembly(seen: seen, now: now, window: seconds, answers).reports
        return TopologyView(time == nil ? remembered(reports) : reports)
    }

    private func answers(
        _ queries: PrometheusQueries, at time: String
    ) async throws -> PrometheusAssembly.Answers {
        try await withThrowingTaskGroup(of: (PrometheusQueries.Kind, [PrometheusReply.Sample]).self) { group in
            var answers: PrometheusAssembly.Answers = [:]
            for (count, kind) in PrometheusQueries.Kind.allCases.enumerated() {
                if count >= Self.width, let (kind, samples) = try await group.next() { answers[kind] = samples }
                group.addTask { (kind, try await self.ask(queries.text(kind), time)) }
            }
            for try await (kind, samples) in group { answers[kind] = samples }
            return answers
        }
    }

    private func ask(_ query: String, _ time: String?) async throws(SourceError) -> [PrometheusReply.Sample] {
        var path = "/api/v1/query?query=\(SourceAddress.percentEncoded(query))"
        if let time { path += "&time=\(time)" }
        let body = try await client.get(address, path) { body in body.withUnsafeReadableBytes(PrometheusReply.error) }
        let result = body.withUnsafeReadableBytes { bytes -> Result<PrometheusReply, SourceError> in
            do throws(JSONFault) { return .success(try PrometheusReply(bytes)) } catch {
                return .failure(.wrongAnswer("\(address)", Self.text(error)))
            }
        }
        return try result.get().samples
    }

    private static func text(_ fault: JSONFault) -> String {
        switch fault {
        case .malformed(let offset, let reason): "not JSON at byte \(offset): \(reason.text)"
        case .unexpected(let what, _): "\(what)"
        }
    }

    /// Of hosts that are not scraped any more: what was known of them.
    private func remembered(_ reports: [HostReport]) -> [HostReport] {
        known.withLock { known in
            var next: [String: HostReport] = [:]
            let shown = reports.map { report in
                guard report.isStale, var last = known[report.host] else { return report }
                (last.isStale, last.error) = (true, report.error)
                return last
            }
            for report in shown { next[report.host] = report }
            known = next
            return shown
        }
    }
}
