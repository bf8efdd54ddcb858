import NIOCore
import NIOHPACK
import NIOHTTP2
import NIOPosix
import Synchronization

@testable import Workloads

/// A gRPC server on a unix socket that answers as a test wants.
final class FakeCri: Sendable {
    /// What is sent, from the first headers to the last.
    struct Reply: Sendable {
        var headers: HPACKHeaders? = [":status": "200", "content-type": "application/grpc"]
        /// Each in a frame of its own.
        var data: [[UInt8]] = []
        /// nil: the stream stays open.
        var trailers: HPACKHeaders?

        static func answer(_ message: [UInt8]) -> Reply {
            Reply(data: [GRPCFrames.frame(message)], trailers: ["grpc-status": "0"])
        }

        /// Trailers only.
        static func failure(_ code: Int, _ text: String = "") -> Reply {
            let end = ["grpc-status": "\(code)", "grpc-message": text]
            return Reply(headers: nil, trailers: HPACKHeaders([(":status", "200")] + end.sorted { $0.key < $1.key }.map { ($0, $1) }))
        }

        static let silence = Reply(headers: nil)
    }

    let socket: String
    private let server: any Channel
    private let seen = Seen()

    /// Methods asked for so far.
    var questions: [String] { seen.state.withLock(\.questions) }

    init(socket: String = freshSocket(), _ reply: @escaping @Sendable (_ method: String) -> Reply) async throws {
        self.socket = socket
        server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { [seen] channel in
                seen.state.withLock { $0.connections.append(channel) }
                return channel.configureHTTP2Pipeline(mode: .server) { stream in
                    stream.eventLoop.makeCompletedFuture {
                        try stream.pipeline.syncOperations.addHandler(Answering(seen, reply))
                    }
                }.map { _ in }
            }
            .bind(unixDomainSocketPath: socket, cleanupExistingSocketFile: true).get()
    }

    /// One more message to everyone who listens for events.
    func push(_ message: [UInt8]) {
        for stream in seen.state.withLock(\.listeners) {
            let buffer = stream.allocator.buffer(bytes: GRPCFrames.frame(message))
            stream.writeAndFlush(HTTP2Frame.FramePayload.data(.init(data: .byteBuffer(buffer))), promise: nil)
        }
    }

    /// Ends all connections too.
    func stop() async {
        try? await server.close()
        for channel in seen.state.withLock(\.connections) { try? await channel.close() }
    }
}

private final class Seen: Sendable {
    struct State {
        var questions: [String] = []
        var connections: [any Channel] = []
        var listeners: [any Channel] = []
    }

    let state = Mutex(State())
}

/// One stream: waits for the end of the question, then replies.
private final class Answering: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame.FramePayload
    typealias OutboundOut = HTTP2Frame.FramePayload

    private let seen: Seen
    private let reply: @Sendable (String) -> FakeCri.Reply
    private var method = ""

    init(_ seen: Seen, _ reply: @escaping @Sendable (String) -> FakeCri.Reply) {
        self.seen = seen
        self.reply = reply
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .headers(let frame): method = frame.headers.first(name: ":path")?.split(separator: "/").last.map(String.init) ?? ""
        case .data(let frame) where frame.endStream: answer(context)
        default: break
        }
    }

    private func answer(_ context: ChannelHandlerContext) {
        seen.state.withLock {
            $0.questions.append(method)
            if method == "GetContainerEvents" { $0.listeners.append(context.channel) }
        }
        let reply = reply(method)
        if let headers = reply.headers { context.writeAndFlush(wrapOutboundOut(.headers(.init(headers: headers))), promise: nil) }
        for piece in reply.data {
            let buffer = context.channel.allocator.buffer(bytes: piece)
            context.writeAndFlush(wrapOutboundOut(.data(.init(data: .byteBuffer(buffer)))), promise: nil)
        }
        if let trailers = reply.trailers {
            context.writeAndFlush(wrapOutboundOut(.headers(.init(headers: trailers, endStream: true))), promise: nil)
        }
    }
}
