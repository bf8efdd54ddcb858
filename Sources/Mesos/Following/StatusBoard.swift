import Logging
import Synchronization

/// What is known of each API; says in the log what changes. Any thread.
final class StatusBoard: Sendable {
    struct Endpoint: Hashable, Sendable {
        var site: Site.ID
        var url: ClusterURL
        var origin: EndpointStatus.Origin

        var kind: EndpointStatus.Kind { site.kind }
    }

    private struct Entry {
        var order: Int
        var state = EndpointStatus.State.neverAsked
        var answeredBy: ClusterURL?
        var lastGood: ContinuousClock.Instant?
        var answers: UInt64 = 0
        var events: UInt64 = 0
        var failures: UInt64 = 0
    }

    private let logger: Logger
    private let entries = Mutex<[Endpoint: Entry]>([:])

    init(logger: Logger) { self.logger = logger }

    func list(_ endpoint: Endpoint) { change(endpoint) { _ in } }

    func remove(_ site: Site.ID) { entries.withLock { entries in entries = entries.filter { $0.key.site != site } } }

    func answered(_ endpoint: Endpoint, by url: ClusterURL) {
        let isNew = change(endpoint) { entry in
            entry.answers += 1
            entry.lastGood = .now
            entry.answeredBy = url.origin == endpoint.url.origin ? nil : url
            defer { entry.state = .ok }
            return entry.state != .ok
        }
        if isNew { logger.info("following \(endpoint.kind.rawValue) at \(endpoint.url)") }
    }

    func isWell(_ endpoint: Endpoint) -> Bool { entries.withLock { $0[endpoint]?.state == .ok } }

    func heard(_ events: Int, from endpoint: Endpoint) {
        change(endpoint) { entry in
            entry.events += UInt64(events)
            entry.lastGood = .now
        }
    }

    func failed(_ endpoint: Endpoint, _ error: ClusterError) {
        let text = "\(error)"
        let isNew = change(endpoint) { entry in
            entry.failures += 1
            defer { entry.state = .failing(text) }
            return entry.state != .failing(text)
        }
        guard isNew else { return }
        logger.log(level: endpoint.origin == .guessed ? .debug : .notice, "\(endpoint.kind.rawValue): \(text)")
    }

    @discardableResult
    private func change<Value: Sendable>(_ endpoint: Endpoint, _ change: (inout Entry) -> Value) -> Value {
        entries.withLock { entries in
            let next = (entries.values.lazy.map(\.order).max() ?? 0) + 1
            return change(&entries[endpoint, default: Entry(order: next)])
        }
    }

    var all: [EndpointStatus] {
        let now = ContinuousClock.now
        return entries.withLock(\.self).sorted { ($0.value.order, "\($0.key.url)") < ($1.value.order, "\($1.key.url)") }
            .map { endpoint, entry in
                EndpointStatus(
                    kind: endpoint.kind, url: "\(endpoint.url)", origin: endpoint.origin, state: entry.state,
                    answeredBy: entry.answeredBy.map { "\($0)" }, age: entry.lastGood.map { now - $0 },
                    answers: entry.answers, events: entry.events, failures: entry.failures)
            }
    }
}
