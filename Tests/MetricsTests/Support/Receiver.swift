import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// An HTTP server on loopback that answers as it is told and remembers what it got.
final class Receiver: Sendable {
    struct Request: Sendable {
        var method: String
        var path: String
        var headers: [(name: String, value: String)]
        var body: [UInt8]

        func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }
    }

    struct Answer: Sendable {
        var status: Int = 200
        var headers: [(String, String)] = []
        var body: [UInt8] = []
        /// The connection is closed without a word.
        var hangsUp = false
    }

    private let channel: any Channel
    private let got: Memory
    var port: Int { channel.localAddress?.port ?? 0 }
    var requests: [Request] { got.requests }

    private init(_ channel: any Channel, _ got: Memory) { (self.channel, self.got) = (channel, got) }

    static func start(tls: NIOSSLContext? = nil, _ answer: @escaping @Sendable (Request) -> Answer) async throws -> Receiver {
        let got = Memory()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(got, answer))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return Receiver(channel, got)
    }

    static func get(_ url: String) async throws -> [UInt8] {
        let response = try await HTTPClient.shared.execute(HTTPClientRequest(url: url), timeout: .seconds(10))
        return Array(try await response.body.collect(upTo: 1 << 24).readableBytesView)
    }

    func stop() async { try? await channel.close() }

    /// Requests so far; an empty list when as many did not come in a few seconds.
    func wait(for count: Int) async throws -> [Request] {
        for _ in 0..<500 {
            if requests.count >= count { return requests }
            try await Task.sleep(for: .milliseconds(20))
        }
        return []
    }

    final class Memory: Sendable {
        private let all = Mutex<[Request]>([])
        var requests: [Request] { all.withLock { $0 } }
        func add(_ request: Request) { all.withLock { $0.append(request) } }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart
        private let got: Memory
        private let answer: @Sendable (Request) -> Answer
        private var current: Request?

        init(_ got: Memory, _ answer: @escaping @Sendable (Request) -> Answer) { (self.got, self.answer) = (got, answer) }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                current = Request(method: head.method.rawValue, path: head.uri, headers: head.headers.map { ($0.name, $0.value) }, body: [])
            case .body(let buffer): current?.body += buffer.readableBytesView
            case .end:
                guard let request = current else { return }
                got.add(request)
                reply(answer(request), context)
            }
        }

        private func reply(_ answer: Answer, _ context: ChannelHandlerContext) {
            if answer.hangsUp { return context.close(promise: nil) }
            var headers = HTTPHeaders(answer.headers)
            headers.add(name: "Content-Length", value: "\(answer.body.count)")
            let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: answer.status), headers: headers)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: answer.body)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}
