/// What a scraper can read.
public enum ExpositionFormat: Sendable {
    /// Prometheus text 0.0.4.
    case text
    /// OpenMetrics text 1.0.0.
    case openMetrics

    /// By the `Accept` header: OpenMetrics when it is named and nothing is liked better; the old text in all other cases.
    public init(accept: String?) {
        var qualities: [String: Double] = [:]
        for choice in (accept ?? "").prefix(4096).split(separator: ",") {
            let parts = choice.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
            guard let type = parts.first else { continue }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            qualities[type] = max(qualities[type] ?? 0, quality)
        }
        let wish = qualities["application/openmetrics-text"] ?? 0
        self = wish > 0 && wish >= qualities["text/plain"] ?? 0 ? .openMetrics : .text
    }

    public var contentType: String {
        switch self {
        case .text: "text/plain; version=0.0.4; charset=utf-8"
        case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
        }
    }
}

/// The answer to a scrape.
public struct Exposition: Sendable {
    public var contentType: String
    public var body: [UInt8]

    public init(_ snapshot: MetricsSnapshot, _ format: ExpositionFormat) {
        contentType = format.contentType
        var writer = ExpositionWriter(format, host: snapshot.host)
        writer.write(snapshot)
        body = writer.finished()
    }
}
