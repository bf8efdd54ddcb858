import Events
import Export
import Top
import TopologySources
import Traffic

extension TopCommand {
    /// `--node`: a daemon is asked once an interval.
    func asking(_ node: String) throws -> TopAsking {
        let source: NodeSource
        do throws(SourceError) {
            source = NodeSource([try SourceAddress(node)], try asking.options())
        } catch {
            throw Failure.usage("\(error)")
        }
        let window = max(interval.nanoseconds, 2_000_000_000)
        return TopAsking(
            screen: { try screen() }, interval: interval.nanoseconds,
            ask: {
                let view = await source.view(at: nil, window: window)
                guard let report = view.hosts.first, !report.nodes.isEmpty else {
                    throw Failure(message: view.hosts.first?.error ?? "\(node) says nothing")
                }
                var status = TopStatus(source: node, clock: WallClock(offset: 0).clock(MonotonicTime(nanoseconds: report.time)))
                status.warning = report.error
                return (TopologyGraph(view), status)
            },
            follow: { item, mailbox in
                try await source.followRequests(of: item.node) { lines in mailbox.post(lines.map { TopRequest($0) }) }
            },
            end: { await source.close() })
    }
}

extension TopItem {
    /// Whose requests a daemon is asked for.
    fileprivate var node: String {
        switch self {
        case .node(let id): id
        case .flow(let key): key.client
        }
    }
}

extension TopRequest {
    /// The daemon has chosen them by node already.
    fileprivate init(_ line: RequestLine) {
        var what = line.protocolName ?? "request"
        if let method = line.method { what = "\(method) \(line.path ?? "")" }
        self.init(
            clock: line.clock, nodes: [], port: line.port, title: "\(line.client) → \(line.server)" + (line.port == 0 ? "" : " :\(line.port)"),
            what: what, status: line.status.map { "\($0)" })
        isError = line.isError
        (requestTime, firstByteTime, queueTime) = (line.requestTime, line.firstByteTime, line.queueTime)
        (sent, received) = (line.sent, line.received)
    }
}
