import Export
import Top
import Traffic

extension TopRequest {
    /// A request as the pipeline tells it.
    init(_ request: Request, _ naming: Naming) {
        var what = request.guess?.name ?? request.key.transport.name
        if let head = request.head { what = "\(head.method) \(head.path)" }
        self.init(
            clock: naming.clock.preciseClock(request.end), nodes: naming.nodes(of: request.key),
            port: request.key.transport == .unix ? 0 : UInt16(exactly: request.key.service) ?? 0, title: request.key.title(naming, room: 60),
            what: what, status: request.status.map { String($0) })
        isError = request.isError
        (requestTime, queueTime, firstByteTime) = (request.requestTime, request.queueTime, request.firstByteTime)
        (sent, received) = (UInt64(request.sent), UInt64(request.received))
    }
}
