import NIOCore

/// Ends a connection that there is no room for: a word for who can hear it without TLS, and nothing is read.
final class TurningAway: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let speaks: Bool

    init(speaks: Bool) { self.speaks = speaks }

    func channelActive(context: ChannelHandlerContext) {
        if speaks {
            let response = Response(.connections).write(false, isHead: false)
            context.write(wrapOutboundOut(response.head), promise: nil)
            if let body = response.body { context.write(wrapOutboundOut(body), promise: nil) }
            context.flush()
        }
        context.close(promise: nil)
    }
}
