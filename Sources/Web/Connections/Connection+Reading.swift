import NIOCore

/// What comes from the client.
extension Connection {
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        switch state {
        case .reading, .answering, .sending:
            let wasEmpty = reader.waiting == 0
            reader.append(bytes.readableBytesView)
            // TLS hands out what it has decrypted, asked or not.
            guard reader.waiting <= site.limits.head + 64 << 10 else { return abandon() }
            guard case .reading = state else { return }
            if wasEmpty { deadline = .now() + TimeAmount(site.limits.headTime) }
            serveWaiting()
        case .streaming, .lingering:
            thrownAway += bytes.readableBytes
            if thrownAway > 1 << 20 { abandon() }
        case .closed: break
        }
    }

    /// The kernel keeps what comes while an answer is made: a client that asks on and on fills its own memory, not ours.
    func read(context: ChannelHandlerContext) {
        switch state {
        case .answering, .sending: holdsBackRead = true
        default: context.read()
        }
    }

    /// Requests that have come, as long as their answers need no waiting.
    func serveWaiting() {
        guard !isServing else { return }
        isServing = true
        defer { isServing = false }
        while case .reading = state {
            do {
                guard let head = try reader.next(site.limits) else { break }
                serve(head)
            } catch {
                refuse(error, Exchange(nil))
            }
        }
        guard case .reading = state, hasEnded else { return }
        abandon()
    }

    func inputClosed() {
        hasEnded = true
        switch state {
        case .reading, .streaming, .lingering: abandon()
        case .answering, .sending, .closed: break
        }
    }
}
