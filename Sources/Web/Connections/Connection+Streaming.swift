import NIOCore

/// A stream of events that a connection has become.
struct Stream {
    var hub: EventHub
    var name: String
    var subscription: EventSubscription
    /// When it says that it lives.
    var heartbeat: NIODeadline
    /// The reader's socket has been full since.
    var stuckSince: NIODeadline?
}

extension Connection {
    func stream(_ hub: EventHub, _ name: String, _ exchange: Exchange) {
        guard connections.takeStream() else { return refuse(.streams, exchange) }
        let head = Response.streamHead()
        note(200, exchange, head.readableBytes)
        let stream = Stream(
            hub: hub, name: name, subscription: hub.subscribe(channel, to: name, site.limits),
            heartbeat: .now() + TimeAmount(site.limits.heartbeat))
        enter(.streaming(stream), for: .zero)
        write(head)
        flush()
        if exchange.isHead || hasEnded { endAfterWords(nil) }
    }

    /// What waits, as far as the socket takes it.
    func sendEvents() {
        guard case .streaming(var stream) = state else { return }
        var bytes = 0
        sending: while true {
            guard channel.isWritable else {
                guard stream.subscription.wait() else { return dropReader() }
                stream.stuckSince = stream.stuckSince ?? .now()
                break
            }
            switch stream.subscription.next() {
            case .message(let message):
                bytes += message.readableBytes
                write(message)
            case .lost(let count):
                site.ledger.change { $0.lostMessages &+= count }
                write(EventText.lost(count))
            case .overrun: return dropReader()
            case .nothing:
                stream.stuckSince = nil
                break sending
            }
        }
        guard bytes > 0 else { return keep(stream) }
        stream.heartbeat = .now() + TimeAmount(site.limits.heartbeat)
        site.ledger.change { $0.sentBytes &+= UInt64(bytes) }
        keep(stream)
        flush()
    }

    func checkStream(_ stream: Stream, _ now: NIODeadline) {
        if let since = stream.stuckSince, since + TimeAmount(site.limits.sendTime) <= now { return dropReader() }
        guard stream.heartbeat <= now, channel.isWritable else { return }
        var stream = stream
        stream.heartbeat = now + TimeAmount(site.limits.heartbeat)
        keep(stream)
        write(EventText.comment("still here"))
        flush()
    }

    func endStream(_ stream: Stream) {
        stream.hub.end(stream.subscription, of: stream.name)
        connections.returnStream()
    }

    /// Ends a stream in an orderly way, if it is one.
    func endAfterWords(_ words: String?) {
        guard case .streaming(let stream) = state else { return }
        endStream(stream)
        state = .lingering
        if let words { write(EventText.comment(words)) }
        flush()
        linger()
    }

    func dropReader() {
        site.ledger.change { $0.droppedReaders &+= 1 }
        abandon()
    }

    private func keep(_ stream: Stream) {
        if case .streaming = state { state = .streaming(stream) }
    }
}
