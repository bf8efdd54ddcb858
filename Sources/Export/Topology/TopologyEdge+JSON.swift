import Events
import Traffic

extension JSONWriter {
    /// `interval` in nanoseconds.
    mutating func add(_ edge: TopologyEdge, _ interval: UInt64, _ form: TopologyForm) {
        object { line in
            line.add("client", edge.key.client)
            line.add("server", edge.key.server)
            line.add("port", edge.key.port == 0 ? nil : edge.key.port)
            line.add("path", edge.key.path)
            line.add("transport", edge.key.transport.name)
            line.add("protocol", edge.protocolName)
            line.add("tls", edge.protocolName == ProtocolGuess.tls.name)
            line.add("evidence", edge.evidence)
            line.add("guessed", if: edge.isGuessed)
            line.add("partial", if: edge.isPartial)
            line.add("stale", if: edge.isStale)
            line.add(edge.counters, active: edge.active, interval)
            line.add("request_time", edge.times.request, form)
            line.add("first_byte_time", edge.times.firstByte, form)
            line.add("server_time", edge.times.server, form)
            line.add("queue_time", edge.times.queue, form)
            line.add("connect_time", edge.times.connect, form)
            line.add(edge.times.network, form)
            if form == .merge { line.add(wire: edge) }
        }
    }

    private mutating func add(_ counters: FlowCounters, active: Int, _ interval: UInt64) {
        let requests = max(0, counters.requests)
        add("requests", requests)
        if interval > 0 { add("requests_per_second", Double(requests) * 1e9 / Double(interval)) }
        add("errors", max(0, counters.errors))
        add("unanswered", max(0, counters.unanswered))
        object("bytes") { object in
            object.add("sent", max(0, counters.sent))
            object.add("received", max(0, counters.received))
        }
        object("connections") { object in
            object.add("opened", max(0, counters.opened))
            object.add("closed", max(0, counters.closed))
            object.add("failed", max(0, counters.failed))
            object.add("active", max(0, active))
        }
        add("retransmits", max(0, counters.retransmits))
        add("resets", max(0, counters.resets))
    }

    /// What joins the two halves of an edge, and what `evidence` says in one word, in full.
    private mutating func add(wire edge: TopologyEdge) {
        object("wire") { object in
            object.add("observed", edge.observed.name)
            object.add("translated", if: edge.isTranslated)
            object.add("older", if: edge.isOlder)
            object.add("client", edge.clientAddress?.description)
            object.add("server", edge.serverAddress?.text)
            if !edge.links.isEmpty {
                object.list("links") { list in
                    for link in edge.links.links { list.add(link) }
                }
            }
            object.add("cut", if: edge.links.isCut)
        }
    }

    private mutating func add(_ link: LinkSample.Link) {
        list { list in
            let digits = String(link.id, radix: 16)
            list.element(String(repeating: "0", count: 16 - digits.count) + digits)
            list.element(link.requests)
            list.element(seconds: link.time)
        }
    }
}

extension TopologyEdge {
    /// In one word how it is known; what asks for most caution comes first. nil: nobody said.
    public var evidence: String? {
        if isOlder { return "earlier" }
        if observed != .both, isTranslated { return "conntrack" }
        return observed.name
    }
}

extension Endpoint {
    /// `10.0.0.1:80`, `[fd00::1]:80`.
    var text: String { address.isIPv4 ? "\(address):\(port)" : "[\(address)]:\(port)" }
}
