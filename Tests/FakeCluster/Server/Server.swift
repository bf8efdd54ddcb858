import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// The ports of all roles, on loopback.
struct Server {
    let world: World
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    private let tls: NIOSSLContext?

    init(_ world: World, certificate: (file: String, key: String)?) throws {
        self.world = world
        tls = try certificate.map { file, key in
            let chain = try NIOSSLCertificate.fromPEMFile(file).map { NIOSSLCertificateSource.certificate($0) }
            let key = try NIOSSLPrivateKey(file: key, format: .pem)
            return try NIOSSLContext(configuration: .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key)))
        }
    }

    /// The port that it got.
    func listen(_ role: Role, host: String, port: Int) async throws -> Int {
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { [world, tls] channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Connection(world, role))
                }
            }
            .bind(host: host, port: port).get()
        return channel.localAddress?.port ?? port
    }

    /// Heartbeats, for ever.
    func beat() async throws {
        while true {
            let pause = world.change { state in
                if !state.behaviour(.master).isSilent { state.tell(["type": "HEARTBEAT"]) }
                return state.heartbeat
            }
            try await Task.sleep(for: .seconds(pause))
        }
    }
}

/// One connection: requests one after another.
final class Connection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let world: World
    private let role: Role
    private var request: Request?

    init(_ world: World, _ role: Role) {
        self.world = world
        self.role = role
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): request = Request(head)
        case .body(let part): request?.body += Array(part.readableBytesView)
        case .end:
            guard let request else { return }
            answer(request, context)
            self.request = nil
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    /// Under the lock, so that a stream begins with a state and misses nothing after it.
    private func answer(_ request: Request, _ context: ChannelHandlerContext) {
        let channel = context.channel
        let answer: Answer = world.change { state in
            if state.logs { say("request \(role.rawValue) \(request.method) \(request.path) \(request.authorization ?? "-")") }
            let answer = state.answer(request, as: role)
            if case .stream(let kind, let type, let begin) = answer {
                Self.begin(channel, type, begin)
                state.streams.append(World.Stream(kind: kind, channel: channel))
            }
            return answer
        }
        if case .whole(let status, let headers, let body) = answer { send(status, headers, body, context) }
    }

    private static func begin(_ channel: any Channel, _ type: String, _ begin: String) {
        let headers: HTTPHeaders = ["Content-Type": type, "Transfer-Encoding": "chunked"]
        channel.write(HTTPServerResponsePart.head(HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)), promise: nil)
        channel.write(part: begin)
    }

    private func send(_ status: HTTPResponseStatus, _ more: [(String, String)], _ body: String, _ context: ChannelHandlerContext) {
        var headers = HTTPHeaders(more)
        headers.add(name: "Content-Length", value: "\(body.utf8.count)")
        context.write(wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(context.channel.allocator.buffer(string: body)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
