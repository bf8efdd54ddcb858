import Logging
import Synchronization
import Testing

@testable import Metrics

/// What a receiver got, decoded.
struct Pushed {
    var resource: [String: String]
    var scope: String?
    var metrics: [String: Message]

    /// Of the last moment: all requests that have its time.
    init(_ requests: [Receiver.Request]) throws {
        (resource, metrics) = ([:], [:])
        for request in requests where request.path.hasSuffix("/v1/metrics") { try add(request.body) }
    }

    init(bodies: [[UInt8]]) throws {
        (resource, metrics) = ([:], [:])
        for body in bodies { try add(body) }
    }

    private mutating func add(_ body: [UInt8]) throws {
        let plain = body.starts(with: [0x1f, 0x8b]) ? try Unzipped.bytes(body) : body
        for resourceMetrics in try Message(plain).messages(1) {
            resource = try resourceMetrics.message(1).attributes(1)
            for scopeMetrics in try resourceMetrics.messages(2) {
                scope = try scopeMetrics.message(1).text(1)
                for metric in try scopeMetrics.messages(2) { metrics[metric.text(1) ?? "?"] = metric }
            }
        }
    }

    /// Of whatever kind it is.
    func points(_ name: String) throws -> [Message] {
        guard let metric = metrics[name] else { return [] }
        return try metric.messages(5).first?.messages(1) ?? metric.messages(7).first?.messages(1) ?? metric.message(9).messages(1)
    }

    func value(_ name: String, _ attributes: [String: String] = [:]) throws -> Double? {
        let points = try points(name).filter { point in
            let all = try point.attributes(7)
            return attributes.allSatisfy { all[$0.key] == $0.value }
        }
        let values = points.compactMap { $0.double(4) ?? $0.fixed(6).map { Double(Int64(bitPattern: $0)) } }
        return values.isEmpty ? nil : values.reduce(0, +)
    }
}

/// Lines that were logged.
final class Log: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    private struct Handler: LogHandler {
        let log: Log
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .trace

        init(log: Log) { self.log = log }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { log.lines.withLock { $0.append("\(event.level): \(event.message)") } }
    }
}
