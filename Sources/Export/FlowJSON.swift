import Events
public import Traffic
import Workloads

extension FlowReport {
    /// The `flow` line of the contract. `interval` in nanoseconds.
    public func json(at time: MonotonicTime, interval: UInt64, _ naming: Naming) -> String {
        var line = JSONLine(type: "flow")
        line.add("time", naming.clock.timestamp(time))
        line.add(seconds: "interval", nanoseconds: interval)
        line.add("host", naming.host)
        line.add("transport", key.transport.name)
        line.add("protocol", guess?.name)
        line.add("tls", guess == .tls)
        line.add("observed", observed.name)
        line.add("partial", isPartial)
        if isOlder { line.add("older", true) }
        if isGuessed { line.add("guessed", true) }
        let isUnix = key.transport == .unix
        line.endpoint("client", EndpointText(party: key.client, who: naming.client(key), address: client), naming)
        line.endpoint(
            "server",
            EndpointText(
                party: key.server, who: naming.server(key), address: server.address, port: isUnix ? nil : server.port,
                path: isUnix ? naming.path(key.service) : nil, dialled: dialled),
            naming)
        line.counters(counters, active: active)
        if !residue.isNone { line.residue(residue) }
        line.durations("request_time", times.request)
        line.durations("first_byte_time", times.firstByte)
        line.durations("queue_time", times.queue)
        line.durations("server_time", times.server)
        line.durations("connect_time", times.connect)
        return line.line
    }
}

extension ConnectionEvent.Transport {
    public var name: String {
        switch self {
        case .tcp: "tcp"
        case .udp: "udp"
        case .unix: "unix"
        }
    }
}

extension ProtocolGuess {
    public var name: String {
        switch self {
        case .http1: "http"
        case .http2: "http2"
        case .tls: "tls"
        case .redis: "redis"
        }
    }
}

extension Observation {
    public var name: String? {
        switch self {
        case .both: "both"
        case .client: "client"
        case .server: "server"
        default: nil
        }
    }
}

extension JSONLine {
    mutating func counters(_ counters: FlowCounters, active: Int? = nil) {
        object("connections") {
            $0.add("opened", counters.opened)
            $0.add("closed", counters.closed)
            $0.add("failed", counters.failed)
            $0.add("active", active)
        }
        object("bytes") {
            $0.add("sent", counters.sent)
            $0.add("received", counters.received)
        }
        add("requests", counters.requests)
        add("errors", counters.errors)
        add("unanswered", counters.unanswered)
        add("retransmits", counters.retransmits)
        add("resets", counters.resets)
    }

    /// Bytes that TCP counted and this capture did not, by reason.
    mutating func residue(_ residue: ConnectionEvent.Residue) {
        object("residue") {
            $0.add("earlier", residue.earlier)
            $0.add("unseen", residue.unseen)
            $0.add("unread", residue.unread)
            $0.add("unacknowledged", residue.unacknowledged)
        }
    }

    mutating func durations(_ key: String, _ histogram: LatencyHistogram?) {
        guard let histogram, !histogram.isEmpty else { return }
        object(key) {
            $0.add(seconds: "mean", nanoseconds: histogram.mean)
            $0.add(seconds: "p50", nanoseconds: histogram.quantile(0.5))
            $0.add(seconds: "p90", nanoseconds: histogram.quantile(0.9))
            $0.add(seconds: "p99", nanoseconds: histogram.quantile(0.99))
            $0.add(seconds: "max", nanoseconds: histogram.max)
            $0.add("count", histogram.count)
        }
    }
}
