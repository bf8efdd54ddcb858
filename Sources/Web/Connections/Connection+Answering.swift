import Logging
import NIOCore

/// A request and what its answer depends on.
struct Exchange: Sendable {
    var isHead = false
    var keepsAlive = false
    /// Without the query: that may have a token.
    var path = "-"
    var method = "-"
    var began = NIODeadline.now()

    init(_ head: RequestHead?) {
        guard let head else { return }
        isHead = head.method == "HEAD"
        keepsAlive = head.keepsAlive
        path = String(head.target.prefix { $0 != "?" })
        method = head.method
    }
}

/// An answer on its way from its task to its connection.
struct Ready: Sendable {
    var number: UInt64
    var reply: Site.Reply
}

extension Connection {
    func serve(_ head: RequestHead) {
        let exchange = Exchange(head)
        guard !connections.isLeaving else { return refuse(.stopping, exchange) }
        do {
            switch try site.admission.decide(head, from: origin) {
            case .serve(let request): ask(request, exchange)
            case .remember(let location, let cookie): send(.redirect(to: location, cookie: cookie), exchange)
            }
        } catch {
            refuse(error, exchange)
        }
    }

    private func ask(_ request: WebRequest, _ exchange: Exchange) {
        number &+= 1
        let task = Task { [site, channel, number] in
            let reply = await site.reply(to: request)
            channel.pipeline.fireUserInboundEventTriggered(Ready(number: number, reply: reply))
        }
        enter(.answering(exchange, task), for: site.limits.answerTime)
    }

    /// The task's answer, unless it is no longer awaited.
    func finish(_ ready: Ready) {
        guard case .answering(let exchange, _) = state, ready.number == number else { return }
        switch ready.reply {
        case .whole(let response): send(response, exchange)
        case .events(let hub, let name): stream(hub, name, exchange)
        }
    }

    func refuse(_ refusal: Refusal, _ exchange: Exchange) {
        site.ledger.change { $0.refused[refusal.cause, default: 0] &+= 1 }
        send(Response(refusal), exchange)
    }

    func send(_ response: Response, _ exchange: Exchange) {
        guard connections.takeUnsent(response.body.readableBytes) else { return refuse(.unsent, exchange) }
        let keepsAlive = exchange.keepsAlive && !response.closes && !connections.isLeaving && (!hasEnded || reader.waiting > 0)
        let bytes = response.write(keepsAlive, isHead: exchange.isHead)
        enter(.sending(bytes: response.body.readableBytes, keepsAlive: keepsAlive), for: site.limits.sendTime)
        note(response.status, exchange, bytes.head.readableBytes + (bytes.body?.readableBytes ?? 0))
        let sent = channel.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenSuccess { [self] in finishSending() }
        if let body = bytes.body {
            write(bytes.head)
            write(body, sent)
        } else {
            write(bytes.head, sent)
        }
        flush()
    }

    func note(_ status: Int, _ exchange: Exchange, _ bytes: Int) {
        site.ledger.change {
            $0.count(status: status)
            $0.sentBytes &+= UInt64(bytes)
        }
        site.logger.debug(
            "request",
            metadata: [
                "method": "\(exchange.method)", "path": "\(exchange.path)", "status": "\(status)", "bytes": "\(bytes)",
                "seconds": "\(Double((NIODeadline.now() - exchange.began).nanoseconds) / 1e9)",
            ])
    }

    private func finishSending() {
        guard case .sending(let bytes, let keepsAlive) = state else { return }
        connections.returnUnsent(bytes)
        guard keepsAlive, !connections.isLeaving else { return linger() }
        let hasMore = reader.waiting > 0
        enter(.reading, for: hasMore ? site.limits.headTime : site.limits.idleTime)
        if hasMore || hasEnded { serveWaiting() }
    }
}
