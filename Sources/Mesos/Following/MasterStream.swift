import NIOCore

/// The master's events (`SUBSCRIBE` of its operator API): first everything, then each change.
struct MasterStream: Sendable {
    let following: Following
    let endpoint: StatusBoard.Endpoint

    private static let route = Route("/api/v1", json: #"{"type":"SUBSCRIBE"}"#, MasterEvent.init)

    /// Ends with an error only: a stream that ended is one.
    func follow() async throws(ClusterError) {
        let request = ClusterRequest(url: endpoint.url.appending(Self.route.path), realm: .mesos, json: Self.route.json)
        let stream = try await following.client.open(request)
        let watchdog = Watchdog(following.client.patience * 3)
        try await watchdog.watch(stream) { () async throws(ClusterError) in
            try await read(stream, watchdog)
        }
    }

    private func read(_ stream: ClusterStream, _ watchdog: Watchdog) async throws(ClusterError) {
        var records = RecordIO(limit: following.documentLimit)
        do {
            for try await buffer in stream.body {
                watchdog.heard()
                for record in try buffer.withUnsafeReadableBytes({ try records.append($0) }) {
                    await take(try Document.read(record, Self.route.parse), stream, watchdog)
                }
            }
        } catch let error as DocumentError {
            throw .document(url: "\(stream.url)", error)
        } catch RecordIO.Fault.tooLong {
            throw .tooLarge(url: "\(stream.url)", limit: following.documentLimit)
        } catch RecordIO.Fault.badLength {
            throw .document(url: "\(stream.url)", .unexpected(document: "master's stream", "a record without a length"))
        } catch {
            throw ClusterError(error, at: stream.url)
        }
        throw .ended(url: "\(stream.url)")
    }

    private func take(_ event: MasterEvent, _ stream: ClusterStream, _ watchdog: Watchdog) async {
        await following.desk.take { model, now in model.take(event: event, at: now) }
        if case .subscribed(_, let heartbeat) = event {
            watchdog.limit(to: .seconds((0.01...300).contains(heartbeat) ? heartbeat : 15) * 5)
            following.board.answered(endpoint, by: stream.url)
            following.sites.leads(by: endpoint.site)
            following.sites.add(leader: leader(at: stream.url))
        } else {
            following.board.heard(1, from: endpoint)
        }
    }

    /// Without the route.
    private func leader(at url: ClusterURL) -> ClusterURL {
        var base = url
        if base.path.hasSuffix(Self.route.path) { base.path.removeLast(Self.route.path.count) }
        return base
    }
}
