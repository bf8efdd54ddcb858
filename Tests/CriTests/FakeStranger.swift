import NIOCore
import NIOPosix

/// Listens on a unix socket and sends the same bytes to whoever connects, whatever they say.
final class FakeStranger: Sendable {
    let socket = freshSocket()
    private let server: any Channel

    /// `closes`: the connection ends after them.
    init(_ bytes: [UInt8], closes: Bool) async throws {
        server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Sending(bytes, closes))
                }
            }
            .bind(unixDomainSocketPath: socket).get()
    }

    func stop() async { try? await server.close() }
}

private final class Sending: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let bytes: [UInt8]
    private let closes: Bool

    init(_ bytes: [UInt8], _ closes: Bool) {
        self.bytes = bytes
        self.closes = closes
    }

    func channelActive(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: bytes)), promise: nil)
        if closes { context.close(promise: nil) }
    }
}
