import NIOCore

/// The events of a Marathon (`/v2/events`). A quiet cluster sends nothing for hours, and what is lost comes with the next answer; so
/// there is no watchdog.
struct MarathonStream: Sendable {
    let following: Following
    let place: MarathonPlace

    private static let largestEvent = 8 << 20

    /// Until the task is cancelled. Rings whenever there is more to ask for.
    func run(_ changed: Bell) async {
        var backoff = Backoff(following.intervals)
        while !Task.isCancelled {
            let start = ContinuousClock.now
            await listen(changed)
            backoff.reset(ifLonger: .now - start)
            await following.rest(backoff.next())
        }
    }

    /// One subscription. It may fail in silence: whether this Marathon is well, its answers tell.
    private func listen(_ changed: Bell) async {
        let request = ClusterRequest(url: place.url.appending("/v2/events"), realm: .marathon, accept: "text/event-stream")
        guard let stream = try? await following.client.open(request) else { return }
        // Something may have happened while nobody listened.
        changed.ring()
        var events = ServerSentEvents(limit: Self.largestEvent)
        do {
            for try await buffer in stream.body {
                for event in events.append(buffer.readableBytesView) { await take(event, changed) }
            }
        } catch {
            following.board.failed(place.endpoint, ClusterError(error, at: stream.url))
        }
        changed.ring() // it may have gone: then it is found where it is now
    }

    /// An event that cannot be read means that something has changed.
    private func take(_ event: ServerSentEvents.Event, _ changed: Bell) async {
        following.board.heard(1, from: place.endpoint)
        let news = try? Document.read(event.data) { bytes throws(DocumentError) in try MarathonEvent(type: event.type, data: bytes) }
        guard let news else { return changed.ring() }
        switch news {
        case .task:
            let source = "\(place.url)"
            await following.desk.take { model, now in model.take(event: news, of: source, at: now) }
        case .changed: changed.ring()
        case .other: break
        }
    }
}
