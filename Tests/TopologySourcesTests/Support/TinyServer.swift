import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A real server of HTTP on loopback or on a unix socket, that says what a test wants it to.
final class TinyServer: Sendable {
    struct Question: Sendable {
        var uri: String
        var headers: HTTPHeaders
    }

    enum Answer: Sendable {
        case ok(String)
        case bytes([UInt8], headers: HTTPHeaders = [:])
        case status(HTTPResponseStatus, String = "", headers: HTTPHeaders = [:])
        case nothing
        case hangUp
        /// A body that has no end.
        case endless
    }

    private let channel: any Channel
    private let script: Script
    let url: String

    private final class Script: Sendable {
        let answer: Mutex<@Sendable (Question) -> Answer>
        let questions = Mutex<[Question]>([])
        let children = Mutex<[any Channel]>([])

        init(_ answer: @escaping @Sendable (Question) -> Answer) { self.answer = Mutex(answer) }
    }

    init(socket: String? = nil, port: Int = 0, _ answer: @escaping @Sendable (Question) -> Answer) async throws {
        let script = Script(answer)
        self.script = script
        let bootstrap = ServerBootstrap(group: NIOSingletons.posixEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                script.children.withLock { $0.append(channel) }
                return channel.pipeline.configureHTTPServerPipeline().flatMapThrowing {
                    try channel.pipeline.syncOperations.addHandler(Handler(script))
                }
            }
        if let socket {
            channel = try await bootstrap.bind(unixDomainSocketPath: socket).get()
            url = "unix:\(socket)"
        } else {
            channel = try await bootstrap.bind(host: "127.0.0.1", port: port).get()
            url = "http://127.0.0.1:\(channel.localAddress!.port!)"
        }
    }

    var port: Int { channel.localAddress!.port! }
    var questions: [Question] { script.questions.withLock { $0 } }

    func says(_ answer: @escaping @Sendable (Question) -> Answer) { script.answer.withLock { $0 = answer } }

    func stop() async throws {
        try await channel.close()
        for child in script.children.withLock({ $0 }) { try? await child.close() }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart
        let script: Script

        init(_ script: Script) { self.script = script }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard case .head(let head) = unwrapInboundIn(data) else { return }
            let question = Question(uri: head.uri, headers: head.headers)
            script.questions.withLock { $0.append(question) }
            switch script.answer.withLock({ $0 })(question) {
            case .ok(let text): send(.ok, Array(text.utf8), [:], context)
            case .bytes(let bytes, let headers): send(.ok, bytes, headers, context)
            case .status(let status, let text, let headers): send(status, Array(text.utf8), headers, context)
            case .nothing: break
            case .hangUp: context.close(promise: nil)
            case .endless:
                context.writeAndFlush(wrapOutboundOut(.head(.init(version: .http1_1, status: .ok))), promise: nil)
                flood(context)
            }
        }

        private func send(_ status: HTTPResponseStatus, _ bytes: [UInt8], _ headers: HTTPHeaders, _ context: ChannelHandlerContext) {
            var headers = headers
            headers.replaceOrAdd(name: "Content-Length", value: "\(bytes.count)")
            context.write(wrapOutboundOut(.head(.init(version: .http1_1, status: status, headers: headers))), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: bytes)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }

        private func flood(_ context: ChannelHandlerContext) {
            let loop = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(repeating: 0x20, count: 1 << 20))))).whenSuccess {
                let (handler, context) = loop.value
                handler.flood(context)
            }
        }
    }
}
